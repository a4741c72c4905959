import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sambung.core import files, papers
from sambung.core.access import Actor
from sambung.core.models import Job

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    '{kind}.main+xml"/></Types>'
)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def packed(kind: str = "wordprocessingml.document", **parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES.format(kind=kind))
        archive.writestr("word/document.xml", "<w:document/>")
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def upload(data: bytes, name: str = "naskah.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def refusal(data: bytes, name: str = "naskah.docx") -> str:
    with pytest.raises(files.FileRefused) as refused:
        files.inspect_document(upload(data, name))
    return refused.value.messages[0]


def without(part: str) -> bytes:
    out = BytesIO()
    source = zipfile.ZipFile(BytesIO(packed()))
    with zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            if name != part:
                archive.writestr(name, source.read(name))
    return out.getvalue()


@pytest.mark.db
def test_store_document_keeps_a_docx_as_it_came(db):
    made = papers.docx(papers.Paper(title="Perjanjian"))
    stored = files.store_document(upload(made), owner=Job(pk=5), by=Actor(user_id=7))
    assert (stored.kind, stored.name) == (files.DOCX, "naskah.docx")
    assert files.path_of(stored.sha256).read_bytes() == made


def test_a_document_may_be_a_pdf_or_a_photo():
    out = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG")
    assert files.inspect_document(upload(b"%PDF-1.7 ...", "a.pdf")).kind == "application/pdf"
    assert files.inspect_document(upload(out.getvalue(), "a.docx")).kind == "image/jpeg"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 not an archive", "bukan dokumen DOCX"),
        (packed("spreadsheetml.sheet"), "bukan dokumen DOCX"),
        (packed("wordprocessingml.template"), "bukan dokumen DOCX"),
        (without("word/document.xml"), "bukan dokumen DOCX"),
        (without("[Content_Types].xml"), "bukan dokumen DOCX"),
        (packed(**{"word/vbaProject.bin": b"x"}), "memuat makro"),
        (packed(**{"word/activeX/activeX1.bin": b"x"}), "memuat makro"),
        (packed("wordprocessingml.document.macroEnabled"), "memuat makro"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 90, "Simpan sebagai DOCX"),
        (b"MZ\x90\x00 program", "bukan foto JPEG"),
        (b"<html>", "bukan foto JPEG"),
        (b"", "kosong"),
    ],
)
def test_a_document_of_a_wrong_type_is_refused_in_words(data: bytes, words: str):
    assert words in refusal(data)


def test_a_document_that_would_unpack_to_too_much_is_refused_unread(monkeypatch):
    monkeypatch.setattr(files, "DOCX_BYTES", 10_000)
    assert "terlalu besar bila dibuka" in refusal(packed(**{"word/media/a.png": b"0" * 50_000}))
    monkeypatch.setattr(files, "DOCX_BYTES", 10**9)
    monkeypatch.setattr(files, "DOCX_PARTS", 3)
    many = {f"word/media/{n}.png": b"0" for n in range(9)}
    assert "terlalu besar bila dibuka" in refusal(packed(**many))


class Big(SimpleUploadedFile):
    """Says that it is 200 MB, and fails the test when somebody reads it."""

    size = 200 * 2**20

    def seek(self, *_: int) -> int:
        pytest.fail("it was read")


def test_a_document_of_200_mb_is_refused_before_it_is_read():
    big = Big("naskah.docx", packed())
    big.size = 200 * 2**20
    with pytest.raises(files.FileRefused) as refused:
        files.inspect_document(big)
    assert "Berkas ini 200 MB; paling besar" in refused.value.messages[0]
