"""Who closes a stage, records what it needs, and changes a road."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Verdict, refuse
from sambung.partnerships.lifecycle import FACILITATORS, Template
from sambung.partnerships.models import NeedKind, Partnership, Party, PartyPart, Stage
from sambung.partnerships.rules.partnership import is_convener, speaks_for

CLOSER_OF_PART: dict[str, str] = {
    PartyPart.SOURCE: "source",
    PartyPart.VILLAGE: "village",
    PartyPart.COMMUNITY: "community",
    PartyPart.OPERATOR: "operator",
}


def closers_of(party: Party) -> set[str]:
    """Return as which closers a party counts, by its part, its roles and its kind."""
    found = {CLOSER_OF_PART[part] for part in (party.part, *party.roles) if part in CLOSER_OF_PART}
    if party.organisation.kind in FACILITATORS:
        found.add("facilitator")
    return found | {"any"}


def can_close_stage(
    actor: Actor, partnership: Partnership, *, template: Template, parties: Sequence[Party]
) -> Verdict:
    """The desk, or an officer of a party that the road names, closes the stage of now."""
    if partnership.closed_at is not None:
        return refuse(_("Kemitraan ini sudah ditutup."))
    if is_convener(actor, partnership):
        return ALLOWED
    stage = template.stage(partnership.stage)
    closers = set(stage.closers) if stage else set()
    if any(
        closers & closers_of(party) and speaks_for(actor, party.organisation_id)
        for party in parties
        if party.left_at is None
    ):
        return ALLOWED
    words = stage.closer_words if stage else ""
    return refuse(
        _("Tahap ini ditutup oleh: %s. Petugas daerah dapat mencatatnya.") % words
        if words
        else _("Tahap kemitraan dicatat oleh petugas yang mengundang para pihak.")
    )


def can_step_stage(
    actor: Actor,
    partnership: Partnership,
    to: str,
    reason: str,
    *,
    template: Template,
    parties: Sequence[Party],
    open_needs: Collection[object] = (),
) -> Verdict:
    """Forward by who may close the stage, back by the desk; every oddity needs a reason."""
    verdict = can_close_stage(actor, partnership, template=template, parties=parties)
    if not verdict:
        return verdict
    is_back = to in template.before(partnership.stage)
    if not is_back and to not in template.after(partnership.stage):
        return refuse(_("Tahap itu tidak ada di jalur kemitraan ini."))
    if is_back and not is_convener(actor, partnership):
        return refuse(_("Kembali ke tahap sebelumnya dicatat oleh petugas daerah."))
    missing = why_reason(actor, partnership, to, template=template, open_needs=open_needs)
    if missing and not reason.strip():
        return refuse(missing)
    return ALLOWED


def why_reason(
    actor: Actor,
    partnership: Partnership,
    to: str,
    *,
    template: Template,
    open_needs: Collection[object],
) -> str:
    """Return why this step needs a reason, in words; empty when it needs none."""
    if to in template.before(partnership.stage):
        return _("Tulis alasan kembali ke tahap sebelumnya.")
    following = template.after(partnership.stage)
    if following and to != following[0]:
        return _("Tulis alasan melewati tahap.")
    if open_needs:
        return _("Syarat tahap ini belum lengkap. Tulis alasan tetap maju.")
    stage = template.stage(partnership.stage)
    if stage and not {"desk", "any"} & set(stage.closers) and is_convener(actor, partnership):
        return _("Tahap ini ditutup oleh pihak lain. Tulis dasar mencatatnya.")
    return ""


def can_record_need(
    actor: Actor,
    partnership: Partnership,
    kind: str,
    *,
    template: Template,
    parties: Sequence[Party],
) -> Verdict:
    """Papers and approvals by who may close the stage; a fact by hand by the desk alone."""
    if kind == NeedKind.FACT and not is_convener(actor, partnership):
        return refuse(_("Keadaan ini tercatat dari kejadiannya; petugas daerah dapat mencatatnya."))
    return can_close_stage(actor, partnership, template=template, parties=parties)


def is_forward(template: Template, before: str, to: str) -> bool:
    """Return whether the step goes forward on the road."""
    return template.place_of(Stage(to)) > template.place_of(Stage(before))
