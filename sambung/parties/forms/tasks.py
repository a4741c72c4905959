"""What a person may type about tasks, and how their list is narrowed."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sambung.core.access import Actor
from sambung.core.text import plain
from sambung.parties import queries
from sambung.parties.forms.organisations import DayInput
from sambung.parties.forms.pickers import OnceForm, OrganisationField
from sambung.parties.models import Task, User
from sambung.parties.queries.tasks import DONE, DROPPED, LATE, MINE, OPEN, OURS
from sambung.ui.forms import Form

Cleaned = dict[str, Any]
ALL = "semua"
WHOSE = [
    (MINE, gettext_lazy("Tugas saya")),
    (OURS, gettext_lazy("Semua di organisasi saya")),
]
STATES = [
    (OPEN, gettext_lazy("Belum selesai")),
    (LATE, gettext_lazy("Terlambat")),
    (DONE, gettext_lazy("Selesai")),
    (DROPPED, gettext_lazy("Tidak dikerjakan")),
    (ALL, gettext_lazy("Semua")),
]
ORDERS = {
    "tenggat": ("due_on", "id"),
    "-tenggat": ("-due_on", "id"),
    "pemilik": ("owner__name", "due_on", "id"),
    "-pemilik": ("-owner__name", "due_on", "id"),
    "pihak": ("organisation__name", "due_on", "id"),
    "-pihak": ("-organisation__name", "due_on", "id"),
}


class TaskForm(OnceForm):
    """A next step: what, by when, by whom, with which party."""

    text = forms.CharField(
        max_length=300,
        label=gettext_lazy("Apa yang dikerjakan"),
        help_text=gettext_lazy("Misalnya: telepon untuk memastikan jadwal audiensi."),
    )
    due_on = forms.DateField(label=gettext_lazy("Paling lambat"), widget=DayInput)
    owner: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("Dikerjakan oleh"), empty_label=None
    )
    organisation = OrganisationField(
        required=False, label=gettext_lazy("Dengan pihak"), help_text=gettext_lazy("Boleh kosong.")
    )
    label = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    number = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    url = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, house_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner, party = self.fields["owner"], self.fields["organisation"]
        if isinstance(owner, forms.ModelChoiceField):
            owner.queryset = queries.colleagues(house_id)
        if isinstance(party, OrganisationField):
            party.actor = actor

    def clean_url(self) -> str:
        """Keep an address of this site alone."""
        url = str(self.cleaned_data["url"])
        is_here = url.startswith("/") and url_has_allowed_host_and_scheme(url, None)
        return url if is_here else ""


class TaskUpdateForm(Form):
    """What may change of a task later."""

    text = forms.CharField(max_length=300, label=gettext_lazy("Apa yang dikerjakan"))
    due_on = forms.DateField(label=gettext_lazy("Paling lambat"), widget=DayInput)
    owner: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("Dikerjakan oleh"), empty_label=None
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, house_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        if isinstance(owner, forms.ModelChoiceField):
            owner.queryset = queries.colleagues(house_id)


class TaskStepForm(Form):
    """That a task is finished, dropped or opened again."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class TaskDropForm(TaskStepForm):
    """Why a task will not be done."""

    reason = forms.CharField(
        max_length=300,
        label=gettext_lazy("Mengapa tidak dikerjakan"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_reason(self) -> str:
        """Refuse an empty reason."""
        reason = str(self.cleaned_data["reason"]).strip()
        if not reason:
            raise forms.ValidationError(_("Tulis alasannya."))
        return reason


class TaskFilter(Form):
    """What to show of the tasks; anything unknown is said and shows nothing."""

    siapa = forms.ChoiceField(required=False, choices=WHOSE, label=gettext_lazy("Tugas siapa"))
    keadaan = forms.ChoiceField(required=False, choices=STATES, label=gettext_lazy("Keadaan"))
    pihak = forms.CharField(required=False, max_length=80, label=gettext_lazy("Pihak"))

    def rows(self, actor: Actor) -> QuerySet[Task]:
        """Return the tasks asked for, in the asked order; none for a filter in error."""
        rows = queries.tasks_visible_to(actor)
        if not self.is_valid():
            return rows.none()
        asked = self.cleaned_data
        if (asked["siapa"] or MINE) == MINE:
            rows = rows.filter(owner_id=actor.user_id)
        for word in plain(asked["pihak"]).split():
            rows = rows.filter(organisation__search_name__contains=word)
        rows = queries.tasks_in(rows, asked["keadaan"] or OPEN)
        return rows.order_by(*ORDERS.get(self.data.get("urut", ""), ORDERS["tenggat"]))
