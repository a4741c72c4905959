"""An address that names a thing of another partnership finds nothing, whoever may see both."""

from importlib import import_module

import pytest
from django.urls import reverse
from django.utils import timezone

from sambung.delivery import actions as delivery
from sambung.partnerships import actions
from sambung.partnerships.actions import ByHand, Joining
from sambung.partnerships.models import Responsibility
from tests.delivery.money_world import money_world
from tests.delivery.world import milestone
from tests.partnerships.signing_world import party_of, signing, word
from tests.partnerships.test_grounds import law

pytestmark = pytest.mark.db
WORDS = {
    **{"stage": "usulan", "of": "delivered", "act": "bagikan", "ending": "pdf", "form": "berkas"},
    **{"kind": "pks", "slug": "ajukan", "step": "dikirim", "number": 1},
}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def things(cast):
    """Return the number of one thing of each kind, all of one partnership."""
    world = money_world(cast)
    partnership, gani = world.partnership, cast.actor(cast.gani)
    tranche = world.tranche()
    wanted = delivery.add_condition(
        circle=world.circle,
        tranche=tranche,
        kind="document",
        document_kind="kemajuan",
        by=cast.actor(cast.citra),
    )
    agreement, (village, _company) = signing(cast, partnership=partnership)
    actions.record_signing(signatory=village, signed=word(), by=gani)
    report = delivery.state_progress(
        partnership=partnership,
        percent=5,
        on=timezone.localdate(),
        organisation=cast.village,
        by=gani,
    )
    cited = actions.cite(
        partnership=partnership, instrument=law("uu-40-2007"), by=cast.actor(cast.ayu)
    )
    return {
        "agreement_pk": agreement.pk,
        "signatory_pk": village.pk,
        "clause_pk": agreement.clauses.first().pk,
        "contribution_pk": world.contribution.pk,
        "statement_pk": world.contribution.statements.first().pk,
        "document_pk": world.paper().pk,
        "duty_pk": Responsibility.objects.filter(partnership=partnership).first().pk,
        "party_pk": party_of(partnership, cast.village).pk,
        "row_pk": cited.pk,
        "milestone_pk": milestone(cast, partnership).pk,
        "report_pk": report.pk,
        "tranche_pk": tranche.pk,
        "condition_pk": wanted.pk,
    }


def addresses(things, pk):
    """Yield every address under a partnership that names a thing below it."""
    for room in ("partnerships", "delivery"):
        for pattern in import_module(f"sambung.{room}.urls").urlpatterns:
            names = list(pattern.pattern.converters)
            below = [name for name in names if name.endswith("_pk")]
            if "pk" in names and below and set(below) <= set(things):
                values = {name: things.get(name, WORDS.get(name, "x")) for name in names}
                yield reverse(f"{room}:{pattern.name}", kwargs=values | {"pk": pk})


def test_a_thing_of_another_partnership_is_not_found(cast, as_person, things):
    other = actions.open_by_hand(
        village=cast.village.region,
        facts=ByHand(title="Kemitraan lain"),
        parties=[Joining(cast.company, "source")],
        by=cast.actor(cast.ayu),
    )
    person = as_person(cast.ayu)
    tried = list(addresses(things, other.pk))
    assert len(tried) > 50
    answers = [(url, call(url).status_code) for url in tried for call in (person.get, person.post)]
    assert [(url, code) for url, code in answers if code not in {404, 405}] == []
