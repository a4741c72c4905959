"""Two people bring another edition at the same moment: one is kept, the other is told."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sambung.core.models import StoredFile
from sambung.partnerships import actions
from sambung.partnerships.models import Document
from tests.cast import make_cast
from tests.parties.test_at_once import at_once
from tests.partnerships.world import opened

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.db]


def test_two_editions_at_once_are_one_edition_and_one_conflict(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    cast = make_cast()
    by = cast.actor(cast.citra)
    document = actions.add_document(
        partnership=opened(cast),
        kind="minat",
        title="Surat minat",
        upload=SimpleUploadedFile("a.pdf", b"%PDF-1.7 satu"),
        organisation=cast.company,
        by=by,
    )
    seen = [Document.objects.get(pk=document.pk) for _each in range(2)]

    def replace(thing: Document, words: bytes) -> None:
        upload = SimpleUploadedFile("b.pdf", b"%PDF-1.7 " + words)
        actions.replace_document(document=thing, upload=upload, by=by)

    ends = at_once(lambda: replace(seen[0], b"dua"), lambda: replace(seen[1], b"tiga"))
    assert ends == ["Conflict", "done"]
    assert Document.objects.filter(replaces=document, is_latest=True).count() == 1
    assert Document.objects.count() == 2 == StoredFile.objects.count()


def test_a_lock_and_a_withdrawal_at_once_leave_one_of_them(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    cast = make_cast()
    by = cast.actor(cast.citra)
    document = actions.add_document(
        partnership=opened(cast),
        kind="bukti",
        title="Bukti",
        upload=SimpleUploadedFile("a.pdf", b"%PDF-1.7 satu"),
        organisation=cast.company,
        by=by,
    )
    seen = [Document.objects.get(pk=document.pk) for _each in range(2)]
    ends = at_once(
        lambda: actions.lock_document(seen[0]),
        lambda: actions.withdraw_document(document=seen[1], reason="salah", by=by),
    )
    assert ends == ["Conflict", "done"]
    document.refresh_from_db()
    assert (document.locked_at is None) != (document.withdrawn_at is None)
