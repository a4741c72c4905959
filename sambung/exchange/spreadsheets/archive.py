"""Look into a zipped workbook before anything of it is unpacked: bombs, macros, odd members."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from django.utils.translation import gettext as _

from sambung.exchange.spreadsheets.shared import HARMLESS, copied_bytes, lengths_of

MOST_ROWS, MOST_COLUMNS = 200_000, 200
MOST_CELLS = 6_000_000  # height x width of one sheet; more would not fit into a worker's memory
MOST_MEMBERS = 2_000
MOST_BYTES = 250 * 1024 * 1024  # unpacked, all members together
MOST_RATIO = 200  # a table packs 10 to 60 times; a bomb a thousand times
FREE_BYTES = 4 * 1024 * 1024  # small members may pack as well as they like
PIECE = 1 << 20
LOCAL = struct.Struct("<4s5H3I2H")
STORED, DEFLATED = 0, 8
SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$")
# A cell that holds something: not closed at once. Its address may stand after other attributes.
CELL = re.compile(rb"<(?:x:)?c\b[^>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"[^>/]*>")
ODS_CELL = re.compile(
    rb"<table:table-row\b([^>]*)>|<table:(?:covered-)?table-cell\b([^>]*?)(/?)>|</table:table-row>"
)
REPEATED = re.compile(rb"number-(?:rows|columns)-repeated=\"(\d+)\"")
TAIL = 300  # characters of a piece that are looked at again with the next one


class TableRefused(Exception):
    """A file that is not read; the message says why and what to do."""

    @property
    def words(self) -> str:
        """Return why, in words for the person who brought the file."""
        return str(self.args[0])


def check_archive(data: bytes) -> None:
    """Refuse a zip that is no plain workbook, or that would unpack to more than is read."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise TableRefused(damaged()) from error
    refuse_kind({member.filename for member in members})
    refuse_told(members)
    unpacked = 0
    for member in members:
        unpacked += inspect(data, member, MOST_BYTES - unpacked)
    refuse_copies(data, members)


def damaged() -> str:
    """Return that a file is damaged."""
    return _("Berkas ini rusak. Buka di Excel, simpan sebagai .xlsx, lalu unggah lagi.")


def refuse_kind(names: set[str]) -> None:
    """Refuse macros, binary workbooks, and zips that are no workbook at all."""
    if any(name.endswith("vbaProject.bin") for name in names):
        raise TableRefused(
            _("Berkas ini memuat makro. Simpan sebagai .xlsx tanpa makro, lalu unggah lagi.")
        )
    if "xl/workbook.xml" not in names and "content.xml" not in names:
        raise TableRefused(
            _("Berkas ini bukan tabel yang dapat dibaca. Yang dapat: .xlsx, .xls, .ods, dan .csv.")
        )


def refuse_told(members: list[zipfile.ZipInfo]) -> None:
    """Refuse by what the directory of the zip itself says."""
    told = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    if len(members) > MOST_MEMBERS or told > MOST_BYTES:
        raise TableRefused(too_large())
    if told > FREE_BYTES and told > packed * MOST_RATIO:
        raise TableRefused(too_large())
    if any(member.flag_bits & 1 for member in members):
        raise TableRefused(
            _("Berkas ini terkunci kata sandi. Buka kuncinya di Excel, simpan, lalu unggah lagi.")
        )
    if any(member.compress_type not in (STORED, DEFLATED) for member in members):
        raise TableRefused(damaged())


def too_large() -> str:
    """Return that a file would unpack to more than is read."""
    return _(
        "Isi berkas ini jauh lebih besar daripada tabel biasa, jadi tidak dibuka. "
        "Salin tabelnya ke buku kerja baru, lalu unggah."
    )


def refuse_copies(data: bytes, members: list[zipfile.ZipInfo]) -> None:
    """Refuse long texts that so many cells use that their copies would fill the memory."""
    texts = [member for member in members if member.filename == "xl/sharedStrings.xml"]
    lengths = [length for member in texts for length in lengths_of(pieces(data, member))]
    if max(lengths, default=0) <= HARMLESS:
        return
    sheets = (pieces(data, member) for member in members if SHEET.match(member.filename))
    if copied_bytes(lengths, sheets) > MOST_BYTES:
        raise TableRefused(too_large())


def inspect(data: bytes, member: zipfile.ZipInfo, left: int) -> int:
    """Unpack one member piece by piece, keep nothing, and return how many bytes it truly had."""
    size, corner, tail = 0, Corner(), b""
    is_sheet = bool(SHEET.match(member.filename))
    is_ods = member.filename == "content.xml"
    for piece in pieces(data, member):
        size += len(piece)
        if size > left or (size > FREE_BYTES and size > member.compress_size * MOST_RATIO):
            raise TableRefused(too_large())
        if is_sheet:
            corner.look(tail + piece)
        elif is_ods:
            corner.look_ods(tail + piece)
        tail = piece[-TAIL:] if is_sheet else b""
    return size


def pieces(data: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the unpacked bytes of a member, whatever its directory says of their number."""
    try:
        head = LOCAL.unpack_from(data, member.header_offset)
    except struct.error as error:
        raise TableRefused(damaged()) from error
    start = member.header_offset + LOCAL.size + head[-2] + head[-1]
    packed = data[start : start + member.compress_size]
    if member.compress_type == STORED:
        yield from (packed[at : at + PIECE] for at in range(0, len(packed), PIECE))
        return
    machine = zlib.decompressobj(-15)
    try:
        while packed and not machine.eof:
            yield machine.decompress(packed, PIECE)
            packed = machine.unconsumed_tail
    except zlib.error as error:
        raise TableRefused(damaged()) from error


class Corner:
    """How far the filled cells of a sheet reach; one lone cell at XFD1048576 fills a worker."""

    def __init__(self) -> None:
        self.row = self.column = 0
        self.repeat, self.held = 1, 0  # of the row of an ODS that is being read

    def look(self, xml: bytes) -> None:
        """Take in the cells of a piece of a worksheet."""
        found = CELL.findall(xml)
        if not found:
            return
        self.row = max(self.row, max(int(number) for _letters, number in found))
        self.column = max(self.column, max(column_of(letters) for letters in {c for c, _ in found}))
        self.refuse()

    def look_ods(self, xml: bytes) -> None:
        """Take in the rows of a piece of an ODS, with how often each is repeated."""
        for row, cell, closed in ODS_CELL.findall(xml):
            times = int(found[1]) if (found := REPEATED.search(row or cell)) else 1
            if cell or closed:
                self.held += times if not closed else 0
            else:
                self.repeat, self.held = times, 0
            if self.held:
                self.row, self.column = self.repeat, self.held
                self.refuse()

    def refuse(self) -> None:
        """Refuse a sheet that reaches too far."""
        if within_bounds(self.row, self.column):
            return
        raise TableRefused(
            _(
                "Ada lembar yang terisi sampai baris %(row)d dan kolom ke-%(column)d (paling "
                "banyak %(rows)d baris dan %(columns)d kolom). Hapus isi yang jauh di luar tabel, "
                "atau bagi berkasnya."
            )
            % {
                **{"row": self.row, "column": self.column},
                **{"rows": MOST_ROWS, "columns": MOST_COLUMNS},
            }
        )


def within_bounds(height: int, width: int) -> bool:
    """Return whether a sheet of this size is read."""
    return height <= MOST_ROWS and width <= MOST_COLUMNS and height * width <= MOST_CELLS


def column_of(letters: bytes) -> int:
    """Return 1 of A, 27 of AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
