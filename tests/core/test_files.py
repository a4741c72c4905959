import os
import time
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from PIL import Image

from sambung.core import files, jobs
from sambung.core.access import Actor
from sambung.core.models import Job, StoredFile

BY = Actor(user_id=7, name="Ayu")
OWNER = Job(pk=5)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def picture(size=(60, 40), form="JPEG", exif=None, mode="RGB") -> bytes:
    out = BytesIO()
    image = Image.new(mode, size, "teal" if mode == "RGB" else 0)
    image.putpixel((0, 0), (255, 0, 0) if mode == "RGB" else 1)
    image.save(out, form, **({"exif": exif} if exif else {}))
    return out.getvalue()


def gps_exif(orientation: int = 6) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Pembuat Kamera"
    exif.get_ifd(0x8825).update({1: "S", 2: (2.0, 19.0, 12.0), 3: "E", 4: (115.0, 36.0, 0.0)})
    return exif


def upload(data: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def kept(stored: StoredFile) -> bytes:
    return files.path_of(stored.sha256).read_bytes()


def refusal(data: bytes, name: str = "foto.jpg") -> str:
    with pytest.raises(files.FileRefused) as refused:
        files.inspect(upload(data, name))
    return refused.value.messages[0]


@pytest.mark.db
def test_store_keeps_a_photo_under_its_hash(db, folder):
    stored = files.store(upload(picture()), owner=OWNER, by=BY)
    assert (folder / stored.sha256[:2] / stored.sha256).exists()
    assert (stored.kind, stored.owner_label, stored.owner_id) == ("image/jpeg", "core.job", "5")
    assert stored.uploaded_by_id == 7
    assert stored.size == len(kept(stored))
    assert files.is_kept(stored)


def test_store_twice_keeps_one_file(db, folder):
    first = files.store(upload(picture()), owner=OWNER, by=BY)
    again = files.store(upload(picture()), owner=OWNER, by=BY)
    assert first.sha256 == again.sha256
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


def test_photo_with_place_and_camera_loses_both_and_stands_upright(db):
    sent = picture(exif=gps_exif())
    assert Image.open(BytesIO(sent)).getexif().get_ifd(0x8825)
    stored = files.store(upload(sent), owner=OWNER, by=BY)
    image = Image.open(BytesIO(kept(stored)))
    assert image.size == (40, 60)
    assert not dict(image.getexif())
    assert b"Pembuat" not in kept(stored)


@pytest.mark.parametrize(("form", "kind"), [("PNG", "image/png"), ("WEBP", "image/jpeg")])
def test_other_pictures_are_made_anew(form, kind):
    content = files.inspect(upload(picture(form=form), "gambar.bin"))
    assert content.kind == kind
    assert content.name == "gambar" + files.ENDINGS[kind]


def test_png_with_few_colours_is_made_anew():
    assert files.inspect(upload(picture(form="PNG", mode="P"))).kind == "image/png"


def test_large_photo_is_made_smaller():
    content = files.inspect(upload(picture(size=(4000, 1000))))
    assert Image.open(BytesIO(content.data)).size == (2048, 512)


def test_pdf_is_kept_byte_for_byte():
    data = b"%PDF-1.7\n..."
    content = files.inspect(upload(data, "../surat\x00 dukungan.PDF"))
    assert (content.data, content.kind) == (data, "application/pdf")
    assert content.name == "surat dukungan.pdf"


def test_html_named_jpg_is_refused():
    assert "bukan foto" in refusal(b"<!doctype html><script>alert(1)</script>")


def test_heic_is_refused_with_what_to_do():
    assert "JPEG" in refusal(b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40)


def test_broken_photo_is_refused():
    assert "rusak" in refusal(picture()[:200])


def test_empty_file_is_refused():
    assert "kosong" in refusal(b"")


def test_picture_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(files, "MOST_PIXELS", 1000)
    assert "juta piksel" in refusal(picture())
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    assert "juta piksel" in refusal(picture())


def test_file_over_the_limit_is_refused_without_being_read(settings):
    class Unreadable(SimpleUploadedFile):
        def read(self, *args):
            raise AssertionError("read")

    settings.UPLOAD_LIMIT_MB = 1
    large = Unreadable("foto.jpg", b"")
    large.size = 50 * 2**20
    with pytest.raises(files.FileRefused, match="50 MB; paling besar 1 MB"):
        files.inspect(large)


def test_request_with_a_file_over_the_limit_keeps_its_other_fields(settings):
    settings.UPLOAD_LIMIT_MB = settings.TABLE_LIMIT_MB = 1
    request = RequestFactory().post(
        "/", {"nama": "Hauwai", "foto": upload(b"\xff\xd8\xff" + b"0" * (3 * 2**20))}
    )
    sent = request.FILES["foto"]
    assert request.POST["nama"] == "Hauwai"
    assert sent.size == 3 * 2**20 + 3
    assert len(sent.read()) <= 2**20
    with pytest.raises(files.FileRefused, match="paling besar"):
        files.inspect(sent)
    request.close()


def test_open_file_serves_it_guarded(db):
    stored = files.store(upload(picture()), owner=OWNER, by=BY)
    response = files.open_file(stored)
    assert b"".join(response.streaming_content) == kept(stored)
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("inline")
    assert response["Cache-Control"].startswith("private")
    response.close()


def test_open_file_of_a_letter_is_a_download(db):
    stored = files.store(upload(b"%PDF-1.7", "surat.pdf"), owner=OWNER, by=BY)
    response = files.open_file(stored)
    assert response["Content-Disposition"] == 'attachment; filename="surat.pdf"'
    response.close()


def test_lost_or_changed_file_is_noticed(db):
    stored = files.store(upload(picture()), owner=OWNER, by=BY)
    files.path_of(stored.sha256).write_bytes(b"other")
    assert not files.is_kept(stored)
    files.path_of(stored.sha256).unlink()
    assert not files.is_kept(stored)


def test_sweep_deletes_old_files_that_no_row_names_and_no_other(db, folder):
    stored = files.store(upload(picture()), owner=OWNER, by=BY)
    orphan = files.path_of(files.write(files.Content(b"%PDF-1", "application/pdf", "a.pdf")))
    fresh = files.path_of(files.write(files.Content(b"%PDF-2", "application/pdf", "b.pdf")))
    two_days_ago = time.time() - 2 * 86400
    for path in (files.path_of(stored.sha256), orphan):
        os.utime(path, (two_days_ago, two_days_ago))
    jobs.enqueue("core.sweep_files")
    jobs.drain()
    assert not orphan.exists()
    assert fresh.exists()
    assert files.is_kept(stored)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"PK\x03\x04 rest", "usulan.xlsx", ".xlsx"),
        (b"PK\x03\x04 rest", "usulan.ods", ".ods"),
        (b"\xd0\xcf\x11\xe0 rest", "usulan.txt", ".xls"),
        (b"desa;jiwa\nHauwai;140\n", "usulan.csv", ".csv"),
    ],
    ids=["xlsx", "ods", "xls", "csv"],
)
def test_table_is_known_by_its_bytes_and_kept_as_it_came(data, name, kind):
    content = files.inspect_table(upload(data, name))
    assert (content.data, content.kind) == (data, files.TABLES[kind])
    assert content.name == f"usulan{kind}"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7", b"\x89PNG\r\n\x1a\n\0\0", b"<html>", b"\xff\xd8\xff"]
)
def test_what_is_no_table_is_not_taken_for_one(data):
    with pytest.raises(files.FileRefused, match="bukan tabel"):
        files.inspect_table(upload(data, "usulan.xlsx"))


def test_table_over_its_own_limit_is_refused_and_a_photo_form_takes_no_table(settings):
    settings.TABLE_LIMIT_MB = 1
    with pytest.raises(files.FileRefused, match="paling besar 1 MB"):
        files.inspect_table(upload(b"PK\x03\x04" + b"0" * 2**20, "besar.xlsx"))
    with pytest.raises(files.FileRefused):
        files.inspect(upload(b"PK\x03\x04", "foto.jpg"))
