"""Who may ask the planner, share an answer, invite from it, and answer an invitation."""

from django.utils.translation import gettext as _

from sambung.core.access import ALLOWED, Actor, Hat, Verdict, refuse
from sambung.parties.models import Organisation, OrganisationKind, Role
from sambung.plans.lifecycle import INVITATION_STEPS, RUN_STEPS
from sambung.plans.models import OPEN_STATES, Invitation, InvitationState, Run, RunState, Scenario
from sambung.regions.models import Region

MANDATE_KINDS = frozenset({OrganisationKind.POKJA, OrganisationKind.BAPPEDA})
OFFICIAL_ROLES = frozenset({Role.OFFICER, Role.SIGNATORY, Role.HEAD})
MOST_DAYS_TO_ANSWER = 180


def shares_house(hat: Hat, owner: Organisation) -> bool:
    """Return whether a hat is of the owner, or of the Pokja or Bappeda of the same place."""
    if hat.organisation_id == owner.pk:
        return True
    is_mandated = hat.organisation_kind in MANDATE_KINDS
    return is_mandated and hat.region_code is not None and hat.region_code == owner.region_id


def sees_as_owner(actor: Actor, owner: Organisation) -> bool:
    """Return whether any hat of the actor belongs to the owner's house: for what one may see."""
    return any(shares_house(hat, owner) for hat in actor.hats)


def acts_as_owner(actor: Actor, owner: Organisation) -> bool:
    """Return whether the hat worn now may act for the owner's house."""
    worn = actor.worn
    return worn is not None and worn.role in OFFICIAL_ROLES and shares_house(worn, owner)


def acts_as_source(actor: Actor, organisation_id: int) -> bool:
    """Return whether the actor speaks for a source: by hat worn, or by its personal link."""
    worn = actor.worn
    if actor.link_organisation_id is not None:
        return actor.link_organisation_id == organisation_id
    return (
        worn is not None and worn.organisation_id == organisation_id and worn.role in OFFICIAL_ROLES
    )


def may_plan(actor: Actor) -> bool:
    """Return whether the hat worn now may ask the planner at all."""
    worn = actor.worn
    return (
        worn is not None and worn.role in OFFICIAL_ROLES and worn.organisation_kind in MANDATE_KINDS
    )


def can_create_scenario(actor: Actor, region: Region) -> Verdict:
    """Officers of a Pokja or Bappeda ask for their own place."""
    if not may_plan(actor) or actor.worn is None:
        return refuse(_("Rencana disusun oleh petugas Pokja PKP atau Bappeda."))
    place = actor.worn.region_code
    if place is not None and place not in region.ancestor_codes:
        return refuse(_("Rencana hanya dapat disusun untuk wilayah Anda sendiri."))
    return ALLOWED


def can_change_scenario(actor: Actor, scenario: Scenario) -> Verdict:
    """Those of the owner's house change its question."""
    if acts_as_owner(actor, scenario.owner):
        return ALLOWED
    return refuse(_("Pertanyaan ini milik %(owner)s.") % {"owner": scenario.owner})


def can_request_run(actor: Actor, scenario: Scenario) -> Verdict:
    """Those of the owner's house ask for an answer."""
    return can_change_scenario(actor, scenario)


def can_cancel_run(actor: Actor, run: Run) -> Verdict:
    """Those of the owner's house stop a run that is still under way."""
    verdict = can_change_scenario(actor, run.scenario)
    if verdict and RunState.CANCELLED not in RUN_STEPS[run.state]:
        return refuse(_("Perhitungan ini sudah selesai; tidak ada yang dibatalkan."))
    return verdict


def can_share_run(actor: Actor, run: Run) -> Verdict:
    """Those of the owner's house open a finished run to the parties of the place."""
    verdict = can_change_scenario(actor, run.scenario)
    if verdict and run.state != RunState.DONE:
        return refuse(_("Hanya rencana yang selesai dihitung yang dapat dibagikan."))
    return verdict


def can_invite(actor: Actor, run: Run) -> Verdict:
    """Those of the owner's house invite from a finished run."""
    if not acts_as_owner(actor, run.scenario.owner):
        return refuse(_("Ajakan dikirim oleh petugas pemilik rencana ini."))
    if run.state != RunState.DONE:
        return refuse(_("Ajakan hanya dapat dikirim dari rencana yang selesai dihitung."))
    return ALLOWED


def can_withdraw_invitation(actor: Actor, invitation: Invitation) -> Verdict:
    """Those of the house that sent it take it back until it is a pledge."""
    if not acts_as_owner(actor, invitation.run.scenario.owner):
        return refuse(_("Ajakan ini dikirim oleh %(owner)s.") % {"owner": invitation.sent_for})
    if invitation.is_pledge or InvitationState.WITHDRAWN not in INVITATION_STEPS[invitation.state]:
        return refuse(_("Ajakan ini sudah dijawab; tidak dapat ditarik lagi."))
    return ALLOWED


def can_accept_change(actor: Actor, invitation: Invitation) -> Verdict:
    """Those of the house that sent it agree to what the source proposes instead."""
    if not acts_as_owner(actor, invitation.run.scenario.owner):
        return refuse(_("Usul perubahan dijawab oleh %(owner)s.") % {"owner": invitation.sent_for})
    if invitation.standing != InvitationState.CHANGED:
        return refuse(_("Tidak ada usul perubahan yang menunggu jawaban."))
    return ALLOWED


def can_answer(actor: Actor, invitation: Invitation) -> Verdict:
    """Only the source itself answers: by its own officer or its personal link, and in time."""
    if not acts_as_source(actor, invitation.organisation_id):
        return refuse(_("Ajakan ini dijawab oleh %(name)s.") % {"name": invitation.organisation})
    return _still_open(invitation)


def needs_other_hat(actor: Actor, invitation: Invitation) -> bool:
    """Return whether the person answers for the source, but acts for another house just now."""
    if acts_as_source(actor, invitation.organisation_id) or not _still_open(invitation):
        return False
    hat = actor.hat_in(invitation.organisation_id)
    return hat is not None and hat.role in OFFICIAL_ROLES


def can_answer_on_behalf(actor: Actor, invitation: Invitation) -> Verdict:
    """The house that sent it writes down what the source said; its own confirmation follows."""
    if not acts_as_owner(actor, invitation.run.scenario.owner):
        return refuse(_("Jawaban atas nama dicatat oleh pengirim ajakan."))
    if acts_as_source(actor, invitation.organisation_id):
        return refuse(_("Ini organisasi Anda sendiri; jawab langsung, bukan atas nama."))
    return _still_open(invitation)


def can_confirm_answer(actor: Actor, invitation: Invitation) -> Verdict:
    """Only the source itself turns an acceptance written atas nama into its pledge."""
    if not acts_as_source(actor, invitation.organisation_id):
        return refuse(
            _("Jawaban ini dibenarkan oleh %(name)s.") % {"name": invitation.organisation}
        )
    if actor.user_id is not None and actor.user_id == invitation.answered_by_id:
        return refuse(_("Anda yang mencatatnya; sumber dana itu sendiri yang membenarkan."))
    waits = invitation.is_on_behalf and invitation.standing == InvitationState.ACCEPTED
    if not waits or invitation.is_pledge:
        return refuse(_("Tidak ada jawaban atas nama yang menunggu dibenarkan."))
    return ALLOWED


def _still_open(invitation: Invitation) -> Verdict:
    if invitation.is_overdue:
        return refuse(
            _("Batas waktu menjawab sudah lewat. Minta ajakan baru kepada %(owner)s.")
            % {"owner": invitation.sent_for}
        )
    if invitation.is_pledge or invitation.state not in OPEN_STATES:
        return refuse(
            _("Ajakan ini sudah %(state)s; tidak ada yang diubah.")
            % {"state": invitation.get_state_display()}
        )
    return ALLOWED
