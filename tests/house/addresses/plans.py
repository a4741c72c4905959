"""Scenarios, runs, invitations."""

from sambung.plans.models import Invitation, Run, Scenario
from tests.house.addresses.table import POST_ONLY, SEE_LOGIN, Address, of

HIDDEN = {"visitor": SEE_LOGIN, "outsider": 404}
SEND = POST_ONLY | {"visitor": SEE_LOGIN}
SCENARIO, DONE = of(Scenario), of(Run, state="done")
OPEN = of(Invitation, state="sent")

ROWS: list[Address] = [
    Address("plans:scenario-list", visitor=SEE_LOGIN),
    Address("plans:scenario-new", visitor=SEE_LOGIN),
    Address("plans:scenario-findings", **SEND),
    Address("plans:scenario", SCENARIO, **HIDDEN),
    Address("plans:scenario-copy", SCENARIO, **SEND),
    Address("plans:run-request", SCENARIO, **SEND),
    Address("plans:compare", visitor=SEE_LOGIN),
    Address("plans:run", DONE, **HIDDEN),
    Address("plans:run-progress", DONE, kind="part", **HIDDEN),
    Address("plans:run-cancel", DONE, **SEND),
    Address("plans:run-share", DONE, **SEND),
    Address("plans:run-workbook", DONE, kind="file", **HIDDEN),
    Address("plans:run-problem", DONE, kind="file", **HIDDEN),
    Address("plans:run-plan", DONE, kind="file", **HIDDEN),
    Address("plans:run-invite", DONE, **HIDDEN),
    Address("plans:invitation-list", visitor=SEE_LOGIN),
    Address("plans:invitation-export", visitor=SEE_LOGIN, kind="file"),
    Address("plans:invitation", OPEN, visitor=404, outsider=404, why="personal links lead here"),
    Address("plans:invitation-record", OPEN, **HIDDEN),
    Address("plans:invitation-link", OPEN, **HIDDEN),
    Address("plans:invitation-another", OPEN, **HIDDEN),
    Address("plans:invitation-withdraw", OPEN, **SEND),
    Address("plans:invitation-accept-change", OPEN, **SEND),
    Address("plans:invitation-confirm", OPEN, **POST_ONLY),
    Address(
        "plans:invitation-letter",
        of(Invitation, letter__isnull=False),
        visitor=404,
        outsider=404,
        kind="file",
    ),
]
