"""Ask a question: create, change and copy a scenario."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from sambung.core import audit
from sambung.core.access import Actor, Conflict, Refused
from sambung.needs.models import Package
from sambung.parties.models import Offer, Organisation
from sambung.plans import rules
from sambung.plans.actions.once import once, person_id
from sambung.plans.models import PlaceLevel, Scenario, ScenarioOffer, ScenarioPackage
from sambung.regions.models import Region


@dataclass(frozen=True)
class Question:
    """What a person asks; None for packages or offers means all there are when it is answered."""

    title: str
    region: Region
    year: int
    packages: tuple[Package, ...] | None = None
    offers: tuple[Offer, ...] | None = None
    has_floor: bool = True
    floor_percent: int = 25
    most_sources: int = 3
    company_share_percent: int = 60
    government_share_percent: int = 80
    facilitator_places: int | None = None
    places_by: str = PlaceLevel.REGENCY
    backstop_years: int = 2
    equity_weight_percent: int = 0
    time_limit_s: int = 60
    seed: int = 1

    @property
    def columns(self) -> dict[str, Any]:
        """Return the values of the scenario's own row."""
        names = [field.name for field in fields(self)]
        kept = {n: getattr(self, n) for n in names if n not in {"packages", "offers"}}
        return kept | {
            "takes_all_packages": self.packages is None,
            "takes_all_offers": self.offers is None,
        }


@transaction.atomic
def create_scenario(
    *, question: Question, by: Actor, simulated: bool = False, token: str = ""
) -> Scenario:
    """Keep a question; it belongs to the organisation whose hat is worn.

    Refuses anybody but an officer of the Pokja or Bappeda of the place.
    """
    rules.can_create_scenario(by, question.region).or_raise()
    if by.worn is None:
        raise Refused(_("Pilih dulu atas organisasi mana Anda bekerja."))
    once(token)
    owner = Organisation.objects.get(pk=by.worn.organisation_id)
    scenario = Scenario.objects.create(
        owner=owner,
        created_by_id=person_id(by),
        is_simulated=simulated or owner.is_simulated,
        **question.columns,
    )
    _choose(scenario, question)
    audit.record("scenario.created", scenario, by=by, region=question.region.code)
    return scenario


@transaction.atomic
def update_scenario(*, scenario: Scenario, question: Question, version: int, by: Actor) -> Scenario:
    """Change a question; answers already given keep the question as it was when asked.

    Raises Conflict when somebody else changed it since `version`.
    """
    rules.can_change_scenario(by, scenario).or_raise()
    rules.can_create_scenario(by, question.region).or_raise()
    changed = Scenario.objects.filter(pk=scenario.pk, version=version).update(
        **question.columns, version=F("version") + 1
    )
    if not changed:
        raise Conflict(_("Pertanyaan ini sudah diubah orang lain. Muat ulang, lalu ulangi."))
    scenario.refresh_from_db()
    _choose(scenario, question)
    audit.record("scenario.changed", scenario, by=by)
    return scenario


@transaction.atomic
def copy_scenario(*, scenario: Scenario, title: str, by: Actor, token: str = "") -> Scenario:
    """Make a second question out of one, to change a little and compare the answers."""
    rules.can_change_scenario(by, scenario).or_raise()
    once(token)
    packages = ScenarioPackage.objects.filter(scenario=scenario).values_list(
        "package_id", flat=True
    )
    offers = ScenarioOffer.objects.filter(scenario=scenario).values_list("offer_id", flat=True)
    names = {f.name for f in fields(Question)} - {"title", "packages", "offers"}
    question = Question(
        title=title[:120],
        packages=None if scenario.takes_all_packages else tuple(_named(Package, packages)),
        offers=None if scenario.takes_all_offers else tuple(_named(Offer, offers)),
        **{name: getattr(scenario, name) for name in names},
    )
    return create_scenario(question=question, by=by, simulated=scenario.is_simulated)


def _named(model: Any, ids: Iterable[int]) -> Any:
    return model.objects.filter(pk__in=list(ids)).order_by("pk")


def _choose(scenario: Scenario, question: Question) -> None:
    """Keep which packages and offers were picked, replacing an earlier pick."""
    ScenarioPackage.objects.filter(scenario=scenario).delete()
    ScenarioOffer.objects.filter(scenario=scenario).delete()
    ScenarioPackage.objects.bulk_create(
        ScenarioPackage(scenario=scenario, package=p) for p in question.packages or ()
    )
    ScenarioOffer.objects.bulk_create(
        ScenarioOffer(scenario=scenario, offer=offer) for offer in question.offers or ()
    )
