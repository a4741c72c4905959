"""The letterhead: who keeps it, and that two people never overwrite one another."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sambung.core.access import Conflict, Refused
from sambung.core.models import Entry
from sambung.parties import queries
from sambung.parties.actions import papers

pytestmark = pytest.mark.db


def png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 40), "teal").save(out, "PNG")
    return out.getvalue()


def head(cast, **given):
    by = given.pop("by", None) or cast.actor(cast.ayu)
    words = {"lines": "PEMERINTAH\nBAPPEDA", "version": 0, **given}
    return papers.save_letterhead(organisation=cast.bappeda, by=by, **words)


def test_letterhead_is_kept_by_its_own_officers(cast):
    kept = head(cast, place=" Paringin ")
    assert (kept.place, kept.version) == ("Paringin", 1)
    assert queries.letterhead_of(cast.bappeda.pk) == kept
    assert Entry.objects.get().verb == "letterhead.saved"
    for other in (cast.eka, cast.citra):
        with pytest.raises(Refused):
            head(cast, by=cast.actor(other), version=1)


def test_letterhead_changed_meanwhile_is_a_conflict(cast):
    head(cast)
    with pytest.raises(Conflict):
        head(cast)
    assert head(cast, version=1, lines="BARU").version == 2


def test_letterhead_logo_stays_until_taken_out(cast):
    upload = SimpleUploadedFile("lambang.png", png())
    assert head(cast, logo=upload).logo is not None
    assert head(cast, version=1).logo is not None
    assert head(cast, version=2, without_logo=True).logo is None
