"""What others wrote down in the organisation's name: confirm it, or say what is not right."""

from typing import Any

from django import forms
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from sambung.core.files import open_file
from sambung.parties import actions, queries, rules
from sambung.parties.models import OnBehalf
from sambung.plans import actions as plan_actions
from sambung.plans import queries as plans
from sambung.plans import rules as plan_rules
from sambung.web.pages.guest.fields import GuestForm
from sambung.web.pages.guest.holder import GuestRequest, for_guests, form_page, shut
from sambung.web.pages.guest.home import subject_words

RIGHT, WRONG = "benar", "koreksi"


class RecordForm(GuestForm):
    """Whether what was written in one's name is right, and if not, what is."""

    answer = forms.ChoiceField(
        choices=[
            (RIGHT, gettext_lazy("Benar, ini sesuai")),
            (WRONG, gettext_lazy("Ada yang perlu dikoreksi")),
        ],
        widget=forms.RadioSelect,
        label=gettext_lazy("Apakah catatan ini benar?"),
        error_messages={"required": gettext_lazy("Pilih salah satu jawaban.")},
    )
    correction = forms.CharField(
        max_length=1000,
        required=False,
        label=gettext_lazy("Apa yang perlu dikoreksi"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a correction without words."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("answer") == WRONG and not cleaned.get("correction", "").strip():
            self.add_error("correction", _("Tulis apa yang perlu dikoreksi."))
        return cleaned


@for_guests
def record(request: GuestRequest, pk: int) -> HttpResponse:
    """Show one record made in the organisation's name, and take its answer once."""
    if not request.guest.verdict:
        return shut(request)
    actor = request.guest.actor
    row = get_object_or_404(queries.on_behalf_visible_to(actor), pk=pk)
    form = RecordForm(request.POST or None)

    def act(_token: str) -> str:
        answer(request, row, form.cleaned_data)
        return reverse("web:guest-record", args=[pk])

    context = {
        "record": row,
        "what": subject_words(row.subject_label),
        "verdict": rules.can_answer_on_behalf(actor, row),
    }
    return form_page(request, form, "web/guest/record.html", act, context)


def answer(request: GuestRequest, row: OnBehalf, given: dict[str, Any]) -> None:
    """Confirm or correct the record; a confirmed answer to an invitation becomes the pledge."""
    by = request.guest.actor
    if given["answer"] == WRONG:
        actions.correct_on_behalf(on_behalf=row, correction=given["correction"], by=by)
        return
    if row.subject_label == "plans.invitation":
        invitation = plans.invitations_visible_to(by).filter(pk=row.subject_id).first()
        if invitation is not None and plan_rules.can_confirm_answer(by, invitation):
            plan_actions.confirm_answer(invitation=invitation, by=by, version=invitation.version)
            return
    actions.confirm_on_behalf(on_behalf=row, by=by)


@for_guests
@require_GET
def ground(request: GuestRequest, pk: int) -> FileResponse:
    """Serve the letter or photo the record rests on."""
    row = get_object_or_404(queries.on_behalf_visible_to(request.guest.actor), pk=pk)
    if row.ground_file is None:
        raise Http404
    return open_file(row.ground_file)
