"""Partnerships: the list, the duties, the forms. The page of one stands among the web's."""

from typing import Any

from sambung.partnerships.models import (
    Citation,
    Contribution,
    ContributionRule,
    ContributionStatement,
    Declaration,
    Document,
    Partnership,
    PrivateNote,
    RaciCell,
    Responsibility,
    TargetProfile,
)
from tests.house.addresses.table import POST_ONLY, SEE_LOGIN, Address, of

CLOSED = {"is_published": False, "closed_at": None}


def duty(**where: Any) -> Any:
    """Return an example of a duty of a partnership that is not public."""

    def example() -> dict[str, Any]:
        row = (
            Responsibility.objects.filter(
                partnership__is_published=False, partnership__closed_at=None, **where
            )
            .order_by("pk")
            .first()
        )
        if row is None:
            raise LookupError(f"the demo world has no duty with {where}")
        return {"pk": row.partnership_id, "duty_pk": row.pk}

    return example


def letter() -> dict[str, Any]:
    """Return an example of a letter of a partnership."""
    row = Contribution.objects.filter(letter__isnull=False).order_by("pk").first()
    if row is None:
        raise LookupError("the demo world has no letter in a partnership")
    return {"pk": row.partnership_id, "contribution_pk": row.pk}


def given(**where: Any) -> Any:
    """Return an example of a contribution of a partnership that is not public."""

    def example() -> dict[str, Any]:
        row = (
            Contribution.objects.filter(
                partnership__is_published=False, partnership__closed_at=None, **where
            )
            .order_by("pk")
            .first()
        )
        if row is None:
            raise LookupError(f"the demo world has no contribution with {where}")
        return {"pk": row.partnership_id, "contribution_pk": row.pk}

    return example


def stated(**where: Any) -> Any:
    """Return an example of a statement of such a contribution."""

    def example() -> dict[str, Any]:
        row = (
            ContributionStatement.objects.filter(
                contribution__partnership__is_published=False,
                contribution__partnership__closed_at=None,
                **where,
            )
            .order_by("pk")
            .first()
        )
        if row is None:
            raise LookupError(f"the demo world has no statement with {where}")
        pk = row.contribution.partnership_id
        return {"pk": pk, "contribution_pk": row.contribution_id, "statement_pk": row.pk}

    return example


def below(model: Any) -> Any:
    """Return an example of a thing that stands below a partnership."""

    def example() -> dict[str, Any]:
        row = model.objects.order_by("pk").first()
        if row is None:
            raise LookupError(f"the demo world has no {model.__name__}")
        return {"pk": row.partnership_id, "row_pk": row.pk}

    return example


def proposed_letter() -> Any:
    """Return an example of a letter of the matrix proposed to PT Contoh Banua Energi."""

    def example() -> dict[str, Any]:
        found = duty(**OF_ENERGI)()
        row = Responsibility.objects.get(pk=found["duty_pk"])
        cell, _made = RaciCell.objects.get_or_create(
            responsibility=row,
            stage=row.partnership.stage,
            party=row.party,
            letter="C",
            defaults={"proposed_at": row.partnership.opened_at},
        )
        return {"pk": row.partnership_id, "cell_pk": cell.pk}

    return example


def slot() -> dict[str, Any]:
    """Return an example of one duty at one stage."""
    found = duty()()
    stage = Partnership.objects.get(pk=found["pk"]).stage
    return found | {"stage": stage}


def target() -> dict[str, Any]:
    """Return an example of a target profile and a party that has yet to say yes."""
    found = duty(**OF_ENERGI)()
    row = Responsibility.objects.get(pk=found["duty_pk"])
    TargetProfile.objects.get_or_create(
        partnership=row.partnership,
        of="duties",
        defaults={"points": {str(row.party_id): 1}, "proposed_at": row.partnership.opened_at},
    )
    return {"pk": row.partnership_id, "of": "duties", "party_pk": row.party_id}


EMPTY = duty(party=None, is_needed=True)
OF_ENERGI = {"party__organisation__name": "PT Contoh Banua Energi"}

ROWS: list[Address] = [
    Address("partnerships:partnership-list"),
    Address("partnerships:partnership-export", kind="file"),
    Address(
        "partnerships:responsibility-list", of(Partnership, **CLOSED), visitor=404, outsider=404
    ),
    Address("partnerships:responsibility-propose", EMPTY, visitor=SEE_LOGIN, outsider=404),
    Address("partnerships:responsibility-need", EMPTY, visitor=SEE_LOGIN, outsider=404),
    Address(
        "partnerships:responsibility-answer",
        duty(is_proposed=True, **OF_ENERGI),
        visitor=SEE_LOGIN,
        outsider=404,
        who="citra",
    ),
    Address(
        "partnerships:responsibility-release",
        duty(is_proposed=False, **OF_ENERGI),
        visitor=SEE_LOGIN,
        outsider=404,
        who="citra",
    ),
    Address("partnerships:matrix", of(Partnership, **CLOSED), visitor=404, outsider=404),
    Address(
        "partnerships:matrix-export",
        of(Partnership, **CLOSED),
        visitor=404,
        outsider=404,
        kind="file",
    ),
    Address("partnerships:balance", of(Partnership, **CLOSED), visitor=404, outsider=404),
    Address("partnerships:slot", slot, visitor=404, outsider=404),
    Address(
        "partnerships:responsibility-add",
        of(Partnership, **CLOSED),
        visitor=SEE_LOGIN,
        outsider=404,
    ),
    Address("partnerships:responsibility-edit", EMPTY, visitor=SEE_LOGIN, outsider=404),
    Address(
        "partnerships:responsibility-withdraw",
        duty(is_proposed=True, **OF_ENERGI),
        visitor=SEE_LOGIN,
        outsider=404,
    ),
    Address(
        "partnerships:responsibility-record",
        duty(is_proposed=True, **OF_ENERGI),
        visitor=SEE_LOGIN,
        outsider=404,
    ),
    Address("partnerships:letter", proposed_letter(), visitor=SEE_LOGIN, outsider=404, who="citra"),
    Address("partnerships:letter-record", proposed_letter(), visitor=SEE_LOGIN, outsider=404),
    Address(
        "partnerships:profile",
        lambda: {"pk": target()["pk"], "of": "duties"},
        visitor=SEE_LOGIN,
        outsider=404,
    ),
    Address("partnerships:profile-agree", target, **POST_ONLY),
    Address("partnerships:profile-record", target, visitor=SEE_LOGIN, outsider=404),
    Address(
        "partnerships:partnership-step",
        of(Partnership, **CLOSED),
        visitor=SEE_LOGIN,
        outsider=404,
    ),
    Address(
        "partnerships:partnership-close",
        of(Partnership, **CLOSED),
        visitor=SEE_LOGIN,
        outsider=404,
    ),
    Address("partnerships:partnership-publish", of(Partnership, **CLOSED), **POST_ONLY),
    Address("partnerships:contribution-letter", letter, visitor=404, outsider=404, kind="file"),
    *(
        Address(f"partnerships:{name}", of(Partnership, **CLOSED), visitor=404, outsider=404)
        for name in ("contribution-list", "declaration-list", "ground-list")
    ),
    Address(
        "partnerships:contribution-export",
        of(Partnership, **CLOSED),
        visitor=404,
        outsider=404,
        kind="file",
    ),
    *(
        Address(f"partnerships:{name}", of(Partnership, **CLOSED), visitor=SEE_LOGIN, outsider=404)
        for name in ("contribution-add", "contribution-rule", "note-list")
    ),
    Address("partnerships:contribution", given(), visitor=404, outsider=404),
    Address("partnerships:contribution-change", given(), visitor=SEE_LOGIN, outsider=404),
    Address(
        "partnerships:contribution-withdraw",
        given(pledged_on=None, agreed_on=None, delivered_on=None, verified_on=None),
        visitor=SEE_LOGIN,
        outsider=404,
    ),
    Address(
        "partnerships:contribution-state",
        lambda: given()() | {"of": "proposed"},
        visitor=SEE_LOGIN,
        outsider=404,
    ),
    Address("partnerships:statement-withdraw", stated(), visitor=SEE_LOGIN, outsider=404),
    Address(
        "partnerships:evidence-file",
        stated(evidence__file__isnull=False),
        visitor=404,
        outsider=404,
        kind="file",
    ),
    Address("partnerships:declaration-withdraw", below(Declaration), **POST_ONLY),
    Address("partnerships:ground-remove", below(Citation), **POST_ONLY),
    Address("partnerships:note-remove", below(PrivateNote), **POST_ONLY),
    Address("partnerships:contribution-rules"),
    Address("partnerships:contribution-rule-new", visitor=SEE_LOGIN),
    Address(
        "partnerships:contribution-rule-edit",
        of(ContributionRule, key="rule_pk", kept_by__isnull=True),
        visitor=SEE_LOGIN,
        outsider=403,
        member=403,
    ),
]


def paper(**where: Any) -> Any:
    """Return an example of a document of a partnership that is not public."""

    def example() -> dict[str, Any]:
        row = Document.objects.filter(
            partnership__is_published=False, withdrawn_at=None, is_latest=True, **where
        )
        first = row.order_by("pk").first()
        if first is None:
            raise LookupError(f"the demo world has no document with {where}")
        return {"pk": first.partnership_id, "document_pk": first.pk}

    return example


def paper_file() -> dict[str, Any]:
    """Return an example of the file of a document."""
    return {**paper(file__isnull=False)(), "form": "berkas"}


def paper_kind() -> dict[str, Any]:
    """Return an example of a kind of paper to make."""
    return {**of(Partnership, **CLOSED)(), "kind": "berita-acara"}


OF_THE_DESK = paper(is_private=False, locked_at=None, organisation__kind="bappeda")
OPEN, CLOSED_DOOR = of(Partnership, **CLOSED), {"visitor": SEE_LOGIN, "outsider": 404}
ROWS += [
    Address("partnerships:document-list", OPEN, visitor=404, outsider=404),
    Address("partnerships:document-export", OPEN, visitor=404, outsider=404, kind="file"),
    Address("partnerships:document-add", OPEN, **CLOSED_DOOR),
    Address("partnerships:paper-kinds", OPEN, **CLOSED_DOOR),
    Address("partnerships:paper-make", paper_kind, **CLOSED_DOOR),
    Address("partnerships:document", paper(is_private=False), visitor=404, outsider=404),
    Address("partnerships:document-file", paper_file, visitor=404, outsider=404, kind="file"),
    Address("partnerships:document-replace", paper(is_private=False), **CLOSED_DOOR),
    Address("partnerships:document-withdraw", OF_THE_DESK, **CLOSED_DOOR),
    Address("partnerships:document-open", paper(is_private=False), **POST_ONLY),
]
