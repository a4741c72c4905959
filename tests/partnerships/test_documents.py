"""Documents: who adds, sees, replaces, publishes, withdraws; what stays bound to an edition."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from sambung.core import files, tokens
from sambung.core.access import ANONYMOUS, Conflict, Refused
from sambung.core.models import Entry, StoredFile
from sambung.core.papers import Paper, from_json
from sambung.parties.models import OnBehalf
from sambung.partnerships import actions, queries
from sambung.partnerships.models import Document, DocumentKind
from tests.partnerships.world import opened

pytestmark = pytest.mark.db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def pdf(words: str = "isi", name: str = "surat.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7 " + words.encode())


def added(cast, partnership, **changes):
    given = {
        "partnership": partnership,
        "kind": DocumentKind.INTEREST,
        "title": "Surat minat",
        "upload": pdf(),
        "organisation": cast.company,
        "by": cast.actor(cast.citra),
    }
    return actions.add_document(**(given | changes))


def verbs(partnership) -> list[str]:
    rows = Entry.objects.filter(
        scope_label="partnerships.partnership", scope_id=str(partnership.pk)
    ).order_by("id")
    return [row.verb for row in rows if row.verb.startswith("document.")]


def test_a_party_adds_its_document_and_an_outsider_cannot(cast):
    partnership = opened(cast)
    with pytest.raises(Refused, match="para pihak atau petugas"):
        added(cast, partnership, by=cast.actor(cast.eka))
    document = added(cast, partnership, number=" 12/2026 ")
    assert (document.edition, document.number, document.file.name) == (1, "12/2026", "surat.pdf")
    assert document.sha256 and verbs(partnership) == ["document.added"]


def test_a_document_of_an_organisation_that_takes_no_part_is_refused(cast):
    partnership = opened(cast)
    with pytest.raises(Refused, match="salah satu pihak"):
        added(cast, partnership, organisation=cast.utility, by=cast.actor(cast.budi))


def test_the_desk_adds_in_the_name_of_a_party_and_the_record_says_so(cast):
    partnership = opened(cast)
    document = added(cast, partnership, by=cast.actor(cast.ayu))
    row = OnBehalf.objects.get(subject_id=str(document.pk))
    assert row.organisation == cast.company and row.ground_file == document.file
    assert queries.document_on_behalf(document) == row
    assert queries.document_on_behalf(added(cast, partnership)) is None


def test_a_draft_in_the_name_of_another_is_refused(cast):
    partnership = opened(cast)
    with pytest.raises(Refused, match="organisasinya sendiri"):
        added(cast, partnership, by=cast.actor(cast.ayu), is_private=True)


def test_the_same_form_twice_keeps_one_document(cast):
    partnership, token = opened(cast), tokens.new_token()
    added(cast, partnership, token=token)
    with pytest.raises(Conflict, match="sudah terkirim"):
        added(cast, partnership, token=token)
    assert Document.objects.count() == 1


def test_a_wrong_file_keeps_nothing(cast):
    partnership, before = opened(cast), StoredFile.objects.count()
    with pytest.raises(files.FileRefused):
        added(cast, partnership, upload=SimpleUploadedFile("a.pdf", b"MZ program"))
    assert not Document.objects.exists() and StoredFile.objects.count() == before


def test_who_sees_a_draft_a_shared_and_a_published_document(cast):
    partnership = opened(cast)
    draft = added(cast, partnership, is_private=True)

    def seen_by(actor) -> bool:
        return draft in queries.documents_of(partnership, actor)

    people = {name: cast.actor(getattr(cast, name)) for name in ("citra", "gani", "ayu", "eka")}
    assert [name for name, actor in people.items() if seen_by(actor)] == ["citra"]
    assert verbs(partnership) == []  # nobody learns of a draft
    actions.share_document(document=draft, by=people["citra"])
    assert [name for name, actor in people.items() if seen_by(actor)] == ["citra", "gani", "ayu"]
    assert not seen_by(ANONYMOUS)
    actions.publish_document(document=draft, by=people["citra"])
    assert seen_by(ANONYMOUS) and seen_by(people["eka"])
    actions.publish_document(document=draft, by=people["citra"], is_public=False)
    assert not seen_by(ANONYMOUS)
    assert verbs(partnership) == ["document.shared", "document.published", "document.unpublished"]


def test_only_its_own_organisation_shares_publishes_and_withdraws(cast):
    partnership = opened(cast)
    document = added(cast, partnership)
    draft = added(cast, partnership, is_private=True)
    ayu = cast.actor(cast.ayu)
    with pytest.raises(Refused, match="pemilik dokumennya"):
        actions.publish_document(document=document, by=ayu)
    with pytest.raises(Refused, match="pemilik dokumennya"):
        actions.withdraw_document(document=document, reason="salah", by=ayu)
    with pytest.raises(Refused, match="pemilik dokumennya"):
        actions.share_document(document=draft, by=ayu)
    with pytest.raises(Refused, match="Bagikan dahulu"):
        actions.publish_document(document=draft, by=cast.actor(cast.citra))
    with pytest.raises(Refused, match="tidak lagi berupa konsep"):
        actions.share_document(document=document, by=cast.actor(cast.citra))


def test_a_new_edition_is_not_what_was_verified(cast):
    partnership = opened(cast)
    first = actions.lock_document(added(cast, partnership))
    actions.publish_document(document=first, by=cast.actor(cast.citra))
    locked_at = first.locked_at
    second = actions.replace_document(
        document=first, upload=pdf("lain"), by=cast.actor(cast.citra), number="13/2026"
    )
    first.refresh_from_db()
    assert (first.locked_at, first.is_latest) == (locked_at, False)
    assert (second.edition, second.locked_at, second.is_published) == (2, None, False)
    assert second.sha256 != first.sha256 and second.number == "13/2026"
    assert queries.editions_of(first, cast.actor(cast.citra)) == [second, first]
    assert list(queries.documents_of(partnership, cast.actor(cast.citra))) == [second]
    assert verbs(partnership)[-1] == "document.replaced"


def test_an_edition_is_replaced_once(cast):
    partnership = opened(cast)
    first = added(cast, partnership)
    stale = Document.objects.get(pk=first.pk)
    actions.replace_document(document=first, upload=pdf("dua"), by=cast.actor(cast.citra))
    with pytest.raises(Conflict, match="diubah orang lain"):
        actions.replace_document(document=stale, upload=pdf("tiga"), by=cast.actor(cast.citra))
    assert Document.objects.count() == 2


def test_replacing_without_a_file_or_what_was_withdrawn_is_refused(cast):
    partnership = opened(cast)
    document = added(cast, partnership)
    with pytest.raises(Conflict, match="Pilih berkas"):
        actions.replace_document(document=document, by=cast.actor(cast.citra))
    document.refresh_from_db()
    actions.withdraw_document(document=document, reason="salah", by=cast.actor(cast.citra))
    with pytest.raises(Refused, match="sudah ditarik"):
        actions.replace_document(document=document, upload=pdf(), by=cast.actor(cast.citra))


def test_withdrawing_needs_a_reason_and_spares_what_something_rests_on(cast):
    partnership, citra = opened(cast), cast.actor(cast.citra)
    document = added(cast, partnership)
    with pytest.raises(Refused, match="Tulis alasan"):
        actions.withdraw_document(document=document, reason=" ", by=citra)
    locked = actions.lock_document(added(cast, partnership))
    with pytest.raises(Refused, match="bertumpu"):
        actions.withdraw_document(document=locked, reason="salah", by=citra)
    actions.publish_document(document=document, by=citra)
    actions.withdraw_document(document=document, reason="salah berkas", by=citra)
    assert document.is_published is False and document.withdrawal_reason == "salah berkas"
    for act in (
        lambda: actions.withdraw_document(document=document, reason="lagi", by=citra),
        lambda: actions.publish_document(document=document, by=citra),
        lambda: actions.share_document(document=document, by=citra),
    ):
        with pytest.raises(Refused):
            act()
    with pytest.raises(Conflict, match="sudah ditarik"):
        actions.lock_document(document)


def test_locking_twice_keeps_the_first_moment_and_a_late_withdrawal_loses(cast):
    partnership = opened(cast)
    document = added(cast, partnership)
    stale = Document.objects.get(pk=document.pk)
    moment = actions.lock_document(document).locked_at
    assert actions.lock_document(document).locked_at == moment
    with pytest.raises(Conflict):
        actions.withdraw_document(document=stale, reason="salah", by=cast.actor(cast.citra))


def test_a_made_document_holds_its_paper_and_both_files(cast):
    partnership = opened(cast)
    paper = Paper(title="SURAT MINAT", opening=("Kami berminat #1 $x$.",))
    given = {
        "partnership": partnership,
        "kind": DocumentKind.INTEREST,
        "paper": paper,
        "organisation": cast.company,
        "title": "Surat minat: 1/2",
    }
    with pytest.raises(Refused):
        actions.make_document(**given, by=cast.actor(cast.eka))
    made = actions.make_document(
        **given, by=cast.actor(cast.citra), subject=partnership.contributions.first()
    )
    assert from_json(made.content) == paper
    assert made.file.kind == "application/pdf" and made.edited.kind == files.DOCX
    assert made.edited.name == "Surat minat 1 2.docx"
    assert made.subject_label == "partnerships.contribution"
    again = actions.replace_document(
        document=made, paper=replace(paper, title="SURAT"), by=cast.actor(cast.citra)
    )
    assert again.content["title"] == "SURAT" and again.subject_id == made.subject_id


def test_states_are_said_in_words(cast):
    partnership, citra = opened(cast), cast.actor(cast.citra)
    draft = added(cast, partnership, is_private=True)
    shared = added(cast, partnership)
    public = actions.publish_document(document=added(cast, partnership), by=citra)
    locked = actions.lock_document(added(cast, partnership))
    gone = actions.withdraw_document(document=added(cast, partnership), reason="x", by=citra)
    old = added(cast, partnership)
    actions.replace_document(document=old, upload=pdf("b"), by=citra)
    old.refresh_from_db()
    rows = queries.document_rows([draft, shared, public, locked, gone, old])
    assert [row.state for row in rows] == [
        *("konsep", "untuk para pihak", "terbit", "menjadi dasar", "ditarik", "edisi lama")
    ]


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"file": None, "content": None}, "document_has_something"),
        ({"is_private": True, "is_published": True}, "document_private_not_public"),
    ],
)
def test_the_database_refuses_what_no_document_may_be(cast, changes, name):
    document = added(cast, opened(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**changes)


def test_the_database_lets_one_edition_follow_another(cast):
    partnership = opened(cast)
    first = added(cast, partnership)
    given = {"partnership": partnership, "organisation": cast.company, "at": timezone.now()}
    Document.objects.create(**given, content={}, replaces=first)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(**given, content={}, replaces=first)
