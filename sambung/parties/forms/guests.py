"""For whom a guest link is made, and how the list of them is narrowed."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from sambung.core.access import Actor
from sambung.parties import queries
from sambung.parties.forms.organisations import LinkForm
from sambung.parties.models import PersonalLink, Role
from sambung.ui.forms import AngkaField, Form


class GuestForm(LinkForm):
    """A person who works for an organisation without an account."""

    field_order = ("for_name", "phone", "days", "role")
    days = AngkaField(
        min_value=1,
        max_value=90,
        initial=30,
        label=gettext_lazy("Berlaku berapa hari"),
        help_text=gettext_lazy("Paling lama 90 hari; sesudahnya Anda dapat membuat yang baru."),
    )
    role = forms.ChoiceField(
        choices=[
            (Role.MEMBER, gettext_lazy("Anggota: melihat saja")),
            (Role.OFFICER, gettext_lazy("Petugas: menulis dan menjawab untuk organisasinya")),
        ],
        label=gettext_lazy("Bila kelak membuka akun, jadi apa?"),
        widget=forms.RadioSelect,
    )


ORDERS = {
    "nama": ("for_name", "id"),
    "-nama": ("-for_name", "id"),
    "untuk": ("organisation__name", "id"),
    "-untuk": ("-organisation__name", "id"),
    "dibuat": ("created_at", "id"),
    "-dibuat": ("-created_at", "-id"),
}
SHUT = Q(used_at__isnull=False) | Q(left_at__isnull=False) | Q(revoked_at__isnull=False)


def state_of(key: str) -> Q:
    """Return the condition of a state of `queries.link_state`."""
    late = Q(expires_at__lte=timezone.now())
    return {
        "terkirim": ~SHUT & ~late & Q(opened_at__isnull=True),
        "dibuka": ~SHUT & ~late & Q(opened_at__isnull=False),
        "lewat": ~SHUT & late,
        "ditarik": Q(revoked_at__isnull=False, used_at__isnull=True, left_at__isnull=True),
        "selesai": Q(used_at__isnull=False) | Q(left_at__isnull=False),
    }.get(key, Q())


class GuestFilter(Form):
    """Which guest links to list."""

    cari = forms.CharField(
        required=False, max_length=80, label=gettext_lazy("Nama orang atau organisasi")
    )
    keadaan = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Keadaan"),
        choices=[
            ("", gettext_lazy("Semua keadaan")),
            ("terkirim", gettext_lazy("terkirim, belum dibuka")),
            ("dibuka", gettext_lazy("dibuka")),
            ("lewat", gettext_lazy("habis masanya")),
            ("ditarik", gettext_lazy("ditarik")),
            ("selesai", gettext_lazy("selesai")),
        ],
    )

    def rows(self, actor: Actor) -> QuerySet[PersonalLink]:
        """Return the links asked for, in the asked order; none for a filter in error."""
        rows = queries.guest_links_visible_to(actor)
        if not self.is_valid():
            return rows.none()
        asked: dict[str, Any] = self.cleaned_data
        for word in asked["cari"].split():
            rows = rows.filter(Q(for_name__icontains=word) | Q(organisation__name__icontains=word))
        found = rows.filter(state_of(asked["keadaan"]))
        return found.order_by(*ORDERS.get(self.data.get("urut", ""), ORDERS["-dibuat"]))
