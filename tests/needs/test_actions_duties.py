"""Drafts pass to a successor; what was sent, and what is of another own house, stays."""

import pytest
from django.utils import timezone

from sambung.needs.actions.duties import pass_drafts
from sambung.needs.models import Need, NeedState
from sambung.needs.queries.duties import drafts_held
from sambung.parties.models import Membership

pytestmark = pytest.mark.db


def test_drafts_pass_but_not_what_was_sent_or_is_of_another_own_house(cast):
    Membership.objects.create(user=cast.ayu, organisation=cast.facilitators, role="member")

    def need(proposer, state=NeedState.DRAFT):
        now = timezone.now()
        return Need.objects.create(
            proposer=proposer, created_by=cast.ayu, state=state, state_since=now
        )

    draft, other = need(cast.village), need(cast.facilitators)
    withdrawn = need(cast.village, NeedState.WITHDRAWN)
    given = {"from_id": cast.ayu.pk, "to_id": cast.hana.pk, "organisation_id": cast.bappeda.pk}
    assert drafts_held(cast.ayu.pk, cast.bappeda.pk)[1] == 1
    assert pass_drafts(**given, only=[other.pk]) == []
    assert pass_drafts(**given) == [draft.pk]
    owners = {row.pk: row.created_by for row in Need.objects.all()}
    assert owners == {draft.pk: cast.hana, other.pk: cast.ayu, withdrawn.pk: cast.ayu}
