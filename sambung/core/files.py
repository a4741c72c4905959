"""Stored files: sniffed, bounded, pictures made anew without EXIF, kept under their own hash."""

import hashlib
import os
import re
import tempfile
import warnings
import zipfile
import zlib
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.db import models
from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from sambung.core.access import Actor
from sambung.core.jobs import Work
from sambung.core.models import StoredFile

LONGEST_SIDE = 2048  # pixels; enough to read a meter or a letter
MOST_PIXELS = 80_000_000  # a larger picture is refused before it is unpacked
SIGNATURES = {
    "image/jpeg": (b"\xff\xd8\xff", 0),
    "image/png": (b"\x89PNG\r\n\x1a\n", 0),
    "image/webp": (b"WEBP", 8),
    "application/pdf": (b"%PDF-", 0),
}
HEIC = {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"}
SIXTEEN_DIGITS = re.compile(r"\d{16}")
TABLES = {  # what an import takes; never shown, only handed back as a download
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".xls": "application/vnd.ms-excel",
    ".csv": "text/csv",
}
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}
ENDINGS |= {kind: ending for ending, kind in TABLES.items()}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS[DOCX] = ".docx"
DOCX_PARTS, DOCX_BYTES = 2000, 150 * 2**20  # of what is packed inside; more is a bomb
DOCX_INDEX = 2**20  # bytes of [Content_Types].xml at most
MACROS = re.compile(r"vbaproject|vbadata|activex", re.IGNORECASE)


class FileRefused(ValidationError):
    """A file that is not kept; the message says why and what to do. Forms show it at the field."""


@dataclass(frozen=True)
class Content:
    """What will be kept of an upload: the bytes and what they are."""

    data: bytes
    kind: str
    name: str


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Stops keeping a file once it is over the limit, while the other fields are still read.

    So that a form can say that the photo is too large and keep what was typed.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Start counting."""
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a chunk unless the file has grown over the limit."""
        self.received += len(raw_data)
        if self.received <= max(limit_bytes(), table_limit_bytes()):
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        """Hand over the file with the size it had when it was sent."""
        return super().file_complete(max(file_size, self.received))


def limit_bytes() -> int:
    """Return the size over which an upload is refused."""
    return int(settings.UPLOAD_LIMIT_MB) * 1024 * 1024


def table_limit_bytes() -> int:
    """Return the size over which a table is refused."""
    return int(settings.TABLE_LIMIT_MB) * 1024 * 1024


def sniff(head: bytes) -> str:
    """Return the real media type by the first bytes; refuse what is not kept here."""
    for kind, (signature, offset) in SIGNATURES.items():
        if head[offset : offset + len(signature)] == signature:
            return kind
    if head[4:12] in HEIC:
        raise FileRefused(_("Foto HEIC belum dapat dibaca. Simpan sebagai JPEG, lalu kirim lagi."))
    raise FileRefused(
        _("Isi berkas ini bukan foto JPEG, PNG, WEBP atau PDF, apa pun nama berkasnya.")
    )


def inspect(upload: "UploadedFile[Any]") -> Content:
    """Return what would be kept of an upload; raise FileRefused when it is not acceptable.

    Nothing is read of a file over the limit.
    """
    data = bounded(upload, settings.UPLOAD_LIMIT_MB)
    kind = sniff(data[:16])
    if kind != "application/pdf":
        data, kind = remake(data, kind)
    return Content(data, kind, clean_name(upload.name or "", kind))


def inspect_document(upload: "UploadedFile[Any]") -> Content:
    """Return what would be kept of a document: PDF, photo or a real DOCX without macros."""
    if (upload.size or 0) > limit_bytes() or not upload.size:
        bounded(upload, settings.UPLOAD_LIMIT_MB)  # refuses
    upload.seek(0)
    head = upload.read(4)
    upload.seek(0)
    if head == OLD_EXCEL[:4]:
        raise FileRefused(
            _("Berkas Word lama (DOC) atau bersandi belum dapat diterima. Simpan sebagai DOCX.")
        )
    if head != ZIP:
        return inspect(upload)
    data = bounded(upload, settings.UPLOAD_LIMIT_MB)
    check_docx(data)
    return Content(data, DOCX, clean_name(upload.name or "", DOCX))


def check_docx(data: bytes) -> None:
    """Refuse an archive that is no DOCX, that holds macros, or that would unpack to too much.

    Nothing but the list of its content types is unpacked, and no XML is parsed.
    """
    not_word = FileRefused(
        _("Berkas ini bukan dokumen DOCX, PDF, atau foto, apa pun namanya. Simpan sebagai DOCX.")
    )
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            parts = packed.infolist()
            too_much = sum(part.file_size for part in parts) > DOCX_BYTES
            if len(parts) > DOCX_PARTS or too_much:
                raise FileRefused(_("Isi dokumen ini terlalu besar bila dibuka. Kirim PDF-nya."))
            kinds = content_types(packed)
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError) as error:
        raise not_word from error
    except (EOFError, ValueError, zlib.error) as error:
        raise not_word from error
    names = {part.filename for part in parts}
    if any(MACROS.search(name) for name in names) or "macroEnabled" in kinds:
        raise FileRefused(_("Dokumen ini memuat makro. Simpan sebagai DOCX tanpa makro."))
    if "word/document.xml" not in names or "wordprocessingml.document.main+xml" not in kinds:
        raise not_word


def content_types(packed: zipfile.ZipFile) -> str:
    """Return the list of what an office file holds, never more of it than fits."""
    with packed.open("[Content_Types].xml") as listed:
        return listed.read(DOCX_INDEX).decode("utf-8", "replace")


def bounded(upload: "UploadedFile[Any]", limit_mb: int) -> bytes:
    """Return the bytes of an upload; raise FileRefused when it is empty or over the limit."""
    if (upload.size or 0) > limit_mb * 1024 * 1024:
        raise FileRefused(
            _("Berkas ini %(size)s MB; paling besar %(limit)s MB. Kecilkan, lalu kirim lagi.")
            % {"size": (upload.size or 0) // 2**20, "limit": limit_mb}
        )
    if not upload.size:
        raise FileRefused(_("Berkas ini kosong."))
    upload.seek(0)
    data: bytes = upload.read()
    upload.seek(0)
    return data


def inspect_table(upload: "UploadedFile[Any]") -> Content:
    """Return what would be kept of an uploaded table; raise FileRefused when it is none.

    Only the outside is looked at: what is inside is read, bounded, by whoever imports it.
    """
    data = bounded(upload, settings.TABLE_LIMIT_MB)
    kind = sniff_table(data, PurePosixPath(upload.name or "").suffix.lower())
    return Content(data, kind, clean_name(upload.name or "", kind))


def sniff_table(data: bytes, ending: str) -> str:
    """Return the media type of a table by its bytes; the name tells apart only the two archives."""
    if data.startswith(ZIP):
        return TABLES[".ods" if ending == ".ods" else ".xlsx"]
    if data.startswith(OLD_EXCEL):
        return TABLES[".xls"]
    if b"\0" not in data[:4096] and not data.startswith((b"%PDF-", b"\xff\xd8\xff", b"<")):
        return TABLES[".csv"]
    raise FileRefused(
        _("Berkas ini bukan tabel Excel (XLSX, XLS), ODS, atau CSV, apa pun namanya.")
    )


def remake(data: bytes, kind: str) -> tuple[bytes, str]:
    """Return the picture encoded anew: upright, without EXIF, at most 2048 px on a side."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return encode(Image.open(BytesIO(data)), kind)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise FileRefused(_("Foto ini rusak dan tidak dapat dibuka.")) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise too_many_pixels() from error


def encode(picture: Image.Image, kind: str) -> tuple[bytes, str]:
    """Encode an opened picture anew; PNG stays PNG, everything else becomes JPEG."""
    if picture.width * picture.height > MOST_PIXELS:
        raise too_many_pixels()
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is unpacked no larger than needed
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = BytesIO()
    if kind == "image/png":
        plain = upright if upright.mode in {"L", "RGB", "RGBA"} else upright.convert("RGBA")
        bare(plain).save(out, "PNG", optimize=True)
        return out.getvalue(), "image/png"
    bare(upright.convert("RGB")).save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue(), "image/jpeg"


def bare(picture: Image.Image) -> Image.Image:
    """Return the pixels alone: no EXIF, no comments, no thumbnails."""
    picture.info = {}
    picture.getexif().clear()
    return picture


def too_many_pixels() -> FileRefused:
    """Return the refusal of a picture that would unpack to too much."""
    return FileRefused(
        _("Foto ini lebih dari %(most)s juta piksel. Kecilkan, lalu kirim lagi.")
        % {"most": MOST_PIXELS // 1_000_000}
    )


def clean_name(name: str, kind: str) -> str:
    """Return a file name without folders or control characters, with the ending it deserves."""
    last = PurePosixPath(name.replace("\\", "/")).name
    stem = "".join(sign for sign in PurePosixPath(last).stem if sign.isprintable())
    stem = SIXTEEN_DIGITS.sub("…", stem)  # a scan is often named after the NIK of its owner
    return (stem.strip(". ")[:150] or "berkas") + ENDINGS[kind]


def path_of(sha256: str) -> Path:
    """Return where the file with this hash lives."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def write(content: Content) -> str:
    """Put the bytes under their hash, whole or not at all, and return the hash."""
    sha256 = hashlib.sha256(content.data).hexdigest()
    path = path_of(sha256)
    if path.exists():
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
        part.write(content.data)
        part.flush()
        os.fsync(part.fileno())
    Path(part.name).replace(path)
    return sha256


def store(upload: "UploadedFile[Any]", *, owner: models.Model, by: Actor) -> StoredFile:
    """Keep an upload for its owner; raise FileRefused, and keep nothing, when it is not acceptable.

    Call inside the action's transaction: without its row a file is unreachable.
    """
    return keep(inspect(upload), owner=owner, by=by)


def store_table(upload: "UploadedFile[Any]", *, owner: models.Model, by: Actor) -> StoredFile:
    """Keep an uploaded table for its owner, as it came; raise FileRefused when it is none."""
    return keep(inspect_table(upload), owner=owner, by=by)


def store_document(upload: "UploadedFile[Any]", *, owner: models.Model, by: Actor) -> StoredFile:
    """Keep an uploaded document for its owner: PDF, photo or DOCX; raise FileRefused otherwise."""
    return keep(inspect_document(upload), owner=owner, by=by)


def keep(content: Content, *, owner: models.Model, by: Actor) -> StoredFile:
    """Write inspected bytes and the row that owns them."""
    return StoredFile.objects.create(
        sha256=write(content),
        size=len(content.data),
        kind=content.kind,
        name=content.name,
        owner_label=owner._meta.label_lower,
        owner_id=str(owner.pk),
        uploaded_by_id=by.user_id,
        uploaded_at=timezone.now(),
    )


def open_file(stored: StoredFile) -> FileResponse:
    """Return the response that serves a file; call only after the room's visible_to()."""
    response = FileResponse(
        path_of(stored.sha256).open("rb"),
        as_attachment=not stored.kind.startswith("image/"),
        filename=stored.name,
        content_type=stored.kind,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Robots-Tag"] = "noindex"
    return response


def is_kept(stored: StoredFile) -> bool:
    """Return whether the bytes of a stored file are there and still have its hash."""
    path = path_of(stored.sha256)
    if not path.exists():
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest() == stored.sha256


def is_orphan(path: Path) -> bool:
    """Return whether no row names the file: its action failed, or it was never finished."""
    return not StoredFile.objects.filter(sha256=path.name).exists()


def sweep_files(work: Work) -> None:
    """The job: delete files older than a day that no row names."""
    yesterday = (timezone.now() - timedelta(days=1)).timestamp()
    old = [
        path
        for path in Path(settings.MEDIA_ROOT).glob("??/*")
        if path.is_file() and path.stat().st_mtime < yesterday
    ]
    for path in old:
        work.stop_if_asked()
        if is_orphan(path):
            path.unlink()
