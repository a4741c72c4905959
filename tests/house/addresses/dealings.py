"""Dealings with companies: papers, tasks, letters, duties that pass on."""

from sambung.parties.models import (
    Contact,
    Interaction,
    Letter,
    Membership,
    Organisation,
    Succession,
    Task,
)
from tests.house.addresses.table import BALANGAN, POST_ONLY, SEE_LOGIN, Address, fixed, of

BAPPEDA = of(Organisation, kind="bappeda", region_id=BALANGAN)
COMPANY = of(Organisation, kind="perusahaan")
MEMBERSHIP = of(
    Membership, organisation__kind="bappeda", organisation__region_id=BALANGAN, ended_at=None
)
OWN = {"visitor": SEE_LOGIN, "outsider": 404}
KEPT = {"visitor": SEE_LOGIN, "outsider": 403}

ROWS = [
    Address("parties:letterhead-update", BAPPEDA, **KEPT),
    Address("parties:letterhead-logo", BAPPEDA, **OWN, member=404, kind="file"),
    Address("parties:contact-update", of(Contact, kept_by__kind="bappeda"), **OWN),
    Address("parties:contact-end", of(Contact, kept_by__kind="bappeda"), **OWN),
    Address("parties:contact-reopen", fixed(pk=1), **POST_ONLY),
    Address("parties:talk-add", COMPANY, visitor=SEE_LOGIN),
    Address("parties:talk-update", of(Interaction, kept_by__kind="bappeda"), **OWN),
    Address("parties:talk-file", of(Interaction, file=None), **OWN, member=404, kind="file"),
    Address("parties:talk-step", fixed(pk=1, step="hapus"), **POST_ONLY),
    Address("parties:ring-add", COMPANY, visitor=SEE_LOGIN),
    Address("parties:ring-remove", fixed(pk=1), **POST_ONLY),
    Address("parties:season-update", COMPANY, visitor=SEE_LOGIN),
    Address("parties:duties-pass", MEMBERSHIP, **OWN),
    Address("parties:successor-invite", MEMBERSHIP, **OWN),
    Address("parties:succession", of(Succession), **OWN),
    Address("parties:succession-undo", fixed(pk=1), **POST_ONLY),
    Address(
        "parties:letter-create",
        lambda: {**COMPANY(), "kind": "audience"},
        visitor=SEE_LOGIN,
    ),
    Address("parties:letter", of(Letter, kept_by__kind="bappeda"), **OWN),
    Address("parties:letter-update", of(Letter, kept_by__kind="bappeda"), **OWN),
    Address("parties:letter-file", of(Letter, kept_by__kind="bappeda"), **OWN, kind="file"),
    Address("parties:letter-step", fixed(pk=1, step="belum"), **POST_ONLY),
    Address("web:company-list", visitor=SEE_LOGIN),
    Address("web:company-export", visitor=SEE_LOGIN, kind="file"),
    Address("parties:task-list", visitor=SEE_LOGIN),
    Address("parties:task-export", fixed(form="xlsx"), visitor=SEE_LOGIN, kind="file"),
    Address("parties:task-create", visitor=SEE_LOGIN),
    Address("parties:task-week", visitor=SEE_LOGIN),
    Address("parties:task", of(Task, kept_by__kind="bappeda"), **OWN),
    Address("parties:task-step", fixed(pk=1, step="selesai"), **POST_ONLY),
]
