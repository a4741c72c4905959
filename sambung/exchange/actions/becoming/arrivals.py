"""What all kinds of rows share on their way in: who acts, on what ground, whose."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model, QuerySet

from sambung.core import audit
from sambung.core.access import Actor
from sambung.core.text import plain
from sambung.exchange import queries
from sambung.exchange.actions.reading import batches
from sambung.exchange.models import ImportRow, ImportRun
from sambung.exchange.spreadsheets.companies import company_key
from sambung.parties.actions import GroundGiven, create_organisation
from sambung.parties.models import Organisation
from sambung.parties.models import OrganisationKind as K

STEP = 2_000
KIND_BY_WORD = {
    "persero": K.STATE_COMPANY,
    "bumd": K.STATE_COMPANY,
    "perumda": K.STATE_COMPANY,
    "bank": K.BANK,
    "bpr": K.BANK,
    "yayasan": K.FOUNDATION,
    "baznas": K.ZAKAT,
    "lazismu": K.ZAKAT,
    "universitas": K.UNIVERSITY,
}


@dataclass
class Arrivals:
    """One import on its way in."""

    run: ImportRun
    by: Actor
    given: GroundGiven
    made: list[int] = field(default_factory=list)  # organisations written down on the way
    contacts: list[int] = field(default_factory=list)  # people to reach there, likewise
    also: dict[str, int] = field(default_factory=dict)  # more to say on the page, by name

    def rows(self, kind: str) -> Iterator[ImportRow]:
        """Yield the sound rows of a kind in order of the file, a few thousand in memory at once."""
        rows = self.waiting(kind)
        last = 0
        while some := list(rows.filter(pk__gt=last)[:STEP]):
            yield from some
            last = some[-1].pk

    def facts(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield (key, values) of the sound rows of a kind: all that a hundred thousand need."""
        rows = self.waiting(kind).values_list("pk", "key", "values")
        last = 0
        while some := list(rows.filter(pk__gt=last)[:STEP]):
            yield from ((key, values) for _pk, key, values in some)
            last = some[-1][0]

    def waiting(self, kind: str) -> QuerySet[ImportRow]:
        """Return the rows of a kind that are ready to go in."""
        rows = ImportRow.objects.filter(queries.VIEWS["masuk"], sheet__run=self.run)
        return rows.filter(sheet__kind=kind).order_by("pk")

    @cached_property
    def known_names(self) -> dict[str, int]:
        """Return key of a name -> organisation, of everybody who may give."""
        return {company_key(name): pk for pk, name, _short in queries.company_rows()}

    def organisation_id(self, said: Mapping[str, Any]) -> int:
        """Return the company a row means; one nobody knew is written down, once."""
        if said.get("company_id"):
            return int(said["company_id"])
        name = " ".join(str(said.get("company", "")).split())
        key = company_key(name)
        if key not in self.known_names:
            made = self.make_company(name, said)
            self.known_names[key] = made.pk
        return self.known_names[key]

    def make_company(self, name: str, said: Mapping[str, Any]) -> Organisation:
        """Write a company down; its kind follows its name unless it is told."""
        kind = str(said.get("company_kind") or "")
        made = create_organisation(
            name=name[:160],
            kind=kind or kind_of(name),
            short_name=str(said.get("short_name") or "")[:60],
            about=str(said.get("about") or "")[:2000],
            by=self.by,
            region=self.run.region,
            is_simulated=self.run.is_simulated,
        )
        self.made.append(made.pk)
        return made


def kind_of(name: str) -> str:
    """Return what kind of organisation a name speaks of; a company when it says nothing."""
    words = plain(name).split()
    return next((kind for word, kind in KIND_BY_WORD.items() if word in words), K.COMPANY)


def keep_subjects(made: list[tuple[ImportRow, Model]]) -> int:
    """Note on the rows what they became, and return how many."""
    for row, thing in made:
        row.subject_label, row.subject_id = audit.label_of(thing), str(thing.pk)
    for batch in batches([row for row, _thing in made]):
        ImportRow.objects.bulk_update(batch, ["subject_label", "subject_id"], batch_size=400)
    return len(made)
