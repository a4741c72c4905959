"""The steps of review of an agreement: sent when, due when, answered how."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict
from sambung.parties.models import Organisation
from sambung.partnerships import rules
from sambung.partnerships.actions.agreement_hold import hold, spend
from sambung.partnerships.lifecycle.agreements import OUTCOMES, RETURNED
from sambung.partnerships.models import Agreement, AgreementState, AgreementText, Review

S = AgreementState


@transaction.atomic
def send_for_review(
    *,
    agreement: Agreement,
    desk: str,
    organisation: Organisation,
    by: Actor,
    sent_on: date | None = None,
    due_on: date | None = None,
    token: str = "",
) -> Review:
    """Send the newest frozen text to a desk of a house; several may review at once."""
    rules.can_lead_agreement(by, agreement).or_raise()
    if not agreement.is_shared:
        raise Conflict(_("Bagikan naskahnya kepada para pihak sebelum ditelaah."))
    text = newest_text(agreement)
    sent = sent_on or timezone.localdate()
    if due_on is not None and due_on < sent:
        raise Conflict(_("Batas jawabannya mendahului hari dikirim."))
    spend(token)
    hold(agreement, (S.DRAFT, S.REVIEW), state=S.REVIEW)
    review = Review.objects.create(
        agreement=agreement,
        text=text,
        organisation=organisation,
        desk=desk.strip()[:120],
        sent_on=sent,
        due_on=due_on,
    )
    audit.record(
        "agreement.sent_for_review",
        agreement,
        by=by,
        scope=agreement.partnership,
        party=organisation.pk,
        desk=review.desk,
        number=text.number,
    )
    return review


@transaction.atomic
def answer_review(
    *,
    review: Review,
    outcome: str,
    by: Actor,
    note: str = "",
    answered_on: date | None = None,
    version: int | None = None,
    token: str = "",
) -> Review:
    """Write the answer of a review; returned, the agreement is a draft again with the reason."""
    agreement, day = review.agreement, answered_on or timezone.localdate()
    rules.can_answer_review(by, review).or_raise()
    _check_answer(review, outcome, note, day)
    spend(token)
    to = S.DRAFT if outcome == RETURNED else S.REVIEW
    hold(agreement, (S.REVIEW, S.DRAFT) if outcome == RETURNED else (S.REVIEW,), state=to)
    changed = Review.objects.filter(
        pk=review.pk, outcome="", version=review.version if version is None else version
    ).update(version=F("version") + 1, outcome=outcome, note=note.strip()[:2000], answered_on=day)
    if not changed:
        raise Conflict(_("Telaah ini baru saja dijawab orang lain."))
    review.refresh_from_db()
    audit.record(
        "agreement.reviewed",
        agreement,
        by=by,
        scope=agreement.partnership,
        party=review.organisation_id,
        outcome=outcome,
        reason=note.strip()[:300],
    )
    return review


def newest_text(agreement: Agreement) -> AgreementText:
    """Return the newest frozen text; Conflict while there is none."""
    text = agreement.texts.order_by("-number").first()
    if text is None:
        raise Conflict(_("Bekukan naskahnya dahulu, supaya semua membaca bunyi yang sama."))
    return text


def _check_answer(review: Review, outcome: str, note: str, day: date) -> None:
    """Refuse an unknown outcome, a note left out, and a day that cannot be."""
    if outcome not in OUTCOMES:
        raise Conflict(_("Pilih hasil telaahnya."))
    if outcome != "setuju" and not note.strip():
        raise Conflict(_("Tulis catatan atau alasannya."))
    if not review.sent_on <= day <= timezone.localdate():
        raise Conflict(_("Tanggal jawaban harus antara hari dikirim dan hari ini."))
