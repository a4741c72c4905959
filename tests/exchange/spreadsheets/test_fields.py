"""The closed questions hold the values of the models, and every field can be filled in."""

from datetime import date

import pytest

from sambung.activities.models import ActivityKind, ActivityState, Answer
from sambung.exchange.models import RecordKind
from sambung.exchange.spreadsheets.fields import FIELDS, choices
from sambung.exchange.spreadsheets.understand import understand
from sambung.exchange.spreadsheets.values import Wrong
from sambung.needs.models import LandLetter, LandOwner, OptionKind, SanitationNow, WaterSource
from sambung.parties.models import GivingWay, OrganisationKind
from sambung.regions.models import Service
from tests.exchange.worlds import balangan, companies


def test_there_are_fields_for_every_kind():
    assert set(FIELDS) == set(RecordKind.values)


@pytest.mark.parametrize(
    ("closed", "model"),
    [
        (choices.SERVICES, Service),
        (choices.ACTIVITY_KINDS, ActivityKind),
        (choices.ACTIVITY_STATES, ActivityState),
        (choices.ANSWERS, Answer),
        (choices.GIVING_WAYS, GivingWay),
        (choices.OPTION_KINDS, OptionKind),
        (choices.WATER_SOURCES, WaterSource),
        (choices.SANITATION_NOW, SanitationNow),
        (choices.LAND_OWNERS, LandOwner),
        (choices.LAND_LETTERS, LandLetter),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_closed_questions_offer_each_answer_of_the_model_once(closed, model):
    assert sorted(choice.value for choice in closed) == sorted(model.values)


def test_kinds_of_company_are_kinds_of_organisation():
    assert {choice.value for choice in choices.COMPANY_KINDS} <= set(OrganisationKind.values)


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_names_are_unique_and_every_label_and_example_is_read(kind):
    names = [field.name for field in FIELDS[kind]]
    assert len(names) == len(set(names))
    for field in FIELDS[kind]:
        assert field.title
        if field.example:
            assert not isinstance(field.parse(field.example), Wrong), field.name
        for choice in field.choices:
            if field.name != "services":
                expected = None if choice.value == "unknown" else choice.value
                assert field.parse(choice.label) == expected


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_the_example_of_a_template_is_a_row_without_faults(kind):
    cells = {field.name: field.example for field in FIELDS[kind]}
    said = understand(
        kind, cells, places=balangan(), companies=companies(), today=date(2026, 11, 23)
    )
    assert said.faults == ()
