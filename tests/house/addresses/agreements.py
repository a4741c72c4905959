"""Agreements: lists, one page each, its text, its reviews and its signing."""

from typing import Any

from django.db import models

from sambung.partnerships.models import (
    Agreement,
    AgreementState,
    AgreementText,
    Clause,
    Review,
    Signatory,
    Signature,
)
from tests.house.addresses.table import POST_ONLY, SEE_LOGIN, Address, fixed

OPEN = {
    "agreement__partnership__is_published": False,
    "agreement__partnership__closed_at": None,
    "agreement__is_shared": True,
}
HERE = {key.removeprefix("agreement__"): value for key, value in OPEN.items()}
DRAFT = {"agreement__state": AgreementState.DRAFT}


def one(model: type[models.Model], name: str = "", key: str = "", **where: Any) -> Any:
    """Return an example of something of a shared agreement that is not public."""

    def example() -> dict[str, Any]:
        row = model._default_manager.filter(**where).order_by("pk").first()
        if row is None:
            raise LookupError(f"the demo world has no {model.__name__} with {where}")
        thing = row if isinstance(row, Agreement) else row.agreement
        found = {"pk": thing.partnership_id, "agreement_pk": thing.pk}
        return found | ({name: getattr(row, key or "pk")} if name else {})

    return example


def act(inner: Any, word: str) -> Any:
    """Return the example with the word of its last part."""
    return lambda: inner() | {"act": word}


def scan() -> dict[str, Any]:
    """Return an example of a scanned original."""
    row = Signature.objects.filter(scan__isnull=False, withdrawn_at__isnull=True).first()
    if row is None:
        raise LookupError("the demo world has no scanned original")
    thing = row.signatory.agreement
    return {
        "pk": thing.partnership_id,
        "agreement_pk": thing.pk,
        "signatory_pk": row.signatory_id,
    }


def in_partnership() -> dict[str, Any]:
    """Return a partnership that has an agreement."""
    return {"pk": one(Agreement, **HERE)()["pk"]}


ANY = one(Agreement, **HERE)
IN_DRAFT = one(Agreement, state=AgreementState.DRAFT, **HERE)
CLAUSE = one(Clause, "clause_pk", **OPEN, **DRAFT)
SIGNING = {"agreement__state": AgreementState.SIGNING}
SIGNED = {"signatures__isnull": False, "signatures__withdrawn_at": None}
READ: dict[str, Any] = {"visitor": 404, "outsider": 404}
WRITE: dict[str, Any] = {"visitor": SEE_LOGIN, "outsider": 404}

ROWS: list[Address] = [
    Address("partnerships:agreements-all"),
    Address("partnerships:agreements-export", kind="file"),
    Address("partnerships:wording-list"),
    Address(
        "partnerships:wording-edit", fixed(kind="pks"), visitor=SEE_LOGIN, why="each its region"
    ),
    Address("partnerships:agreement-list", in_partnership, **READ),
    Address("partnerships:agreement-draft", in_partnership, **WRITE),
    Address("partnerships:agreement", ANY, **READ),
    Address("partnerships:agreement-terms", IN_DRAFT, **WRITE),
    Address("partnerships:agreement-act", act(ANY, "bagikan"), **POST_ONLY),
    Address("partnerships:agreement-reason", act(IN_DRAFT, "batalkan"), **WRITE),
    Address("partnerships:clause-list", ANY, **READ),
    Address("partnerships:clause-add", IN_DRAFT, **WRITE),
    Address("partnerships:clause-edit", CLAUSE, **WRITE),
    Address("partnerships:clause-act", act(CLAUSE, "naik"), **POST_ONLY),
    Address("partnerships:text-freeze", IN_DRAFT, **WRITE),
    Address("partnerships:text-upload", IN_DRAFT, **WRITE),
    Address("partnerships:text-compare", ANY, **READ),
    Address(
        "partnerships:text-file",
        lambda: one(AgreementText, "number", "number", **OPEN)() | {"ending": "pdf"},
        kind="file",
        **READ,
    ),
    Address("partnerships:review-send", IN_DRAFT, **WRITE),
    Address("partnerships:review-answer", one(Review, "review_pk", outcome="", **OPEN), **WRITE),
    Address("partnerships:signatory-set", IN_DRAFT, **WRITE),
    Address(
        "partnerships:signatory-remove",
        one(Signatory, "signatory_pk", **OPEN, **DRAFT),
        **POST_ONLY,
    ),
    Address(
        "partnerships:signing-record",
        one(
            Signatory,
            "signatory_pk",
            signatures=None,
            party__organisation__name="PT Contoh Banua Energi",
            **OPEN,
            **SIGNING,
        ),
        who="citra",
        **WRITE,
    ),
    Address(
        "partnerships:signing-withdraw",
        one(Signatory, "signatory_pk", **OPEN, **SIGNING, **SIGNED),
        **WRITE,
    ),
    Address("partnerships:signing-scan", scan, kind="file", **READ),
]
