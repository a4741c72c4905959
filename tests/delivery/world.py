"""Delivery in the valley: a partnership that runs, with three milestones."""

from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from sambung.core import files
from sambung.delivery import actions
from sambung.delivery.actions import MilestoneFacts
from sambung.delivery.models import Milestone
from sambung.parties.models import Organisation
from sambung.partnerships.models import Document, Partnership, Party
from tests.cast import Cast
from tests.partnerships.world import opened

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def today() -> date:
    """Return the day it is."""
    return timezone.localdate()


def party_of(partnership: Partnership, organisation: Organisation) -> Party:
    """Return the organisation as a party of the partnership."""
    return partnership.parties.get(organisation=organisation)


def running(cast: Cast) -> Partnership:
    """Return an open partnership of the company and the village."""
    return opened(cast)


def milestone(cast: Cast, partnership: Partnership, **changes: object) -> Milestone:
    """Return a milestone of the village, due in ten days, put there by Ayu."""
    due_on = changes.pop("due_on", today() + timedelta(days=10))
    facts = {"title": "Pipa induk terpasang", "weight": 25, **changes}
    facts.setdefault("party", party_of(partnership, cast.village))
    return actions.add_milestone(
        partnership=partnership,
        facts=MilestoneFacts(**facts),
        due_on=due_on,
        by=cast.actor(cast.ayu),
    )


def finished(cast: Cast, partnership: Partnership, **changes: object) -> Milestone:
    """Return a milestone the village itself stated done today."""
    return actions.finish_milestone(
        milestone=milestone(cast, partnership),
        on=today(),
        organisation=cast.village,
        by=cast.actor(cast.gani),
        **changes,
    )


def document(cast: Cast, partnership: Partnership, name: str = "bukti", **changes: object):
    """Return a shared document of the village with a file of its own."""
    upload = ContentFile(PDF + name.encode(), f"{name}.pdf")
    stored = files.store(upload, owner=partnership, by=cast.actor(cast.gani))
    values = {"kind": "bukti", "title": name, "organisation": cast.village, "file": stored}
    return Document.objects.create(
        partnership=partnership, at=timezone.now(), **{**values, **changes}
    )
