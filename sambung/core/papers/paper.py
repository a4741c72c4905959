"""A paper as data: everything a document says, before it is set in DOCX or PDF."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """A table of a paper; amounts come as text already written out."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()  # columns set to the right
    total: tuple[str, ...] | None = None
    caption: str = ""


@dataclass(frozen=True)
class Picture:
    """A photo of a paper, by the name under which its bytes are handed to the renderers."""

    name: str  # the sha256 of a stored file
    caption: str = ""


@dataclass(frozen=True)
class Section:
    """A clause or a chapter: its heading, its paragraphs, its tables, then its pictures."""

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    label: str = ""  # Pasal 1, Lampiran I ...; empty: none
    new_page: bool = False
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Signer:
    """One block of the signing page."""

    party: str  # PIHAK KESATU, or the organisation
    name: str = ""
    title: str = ""
    number: str = ""  # NIP, printed when given
    meterai: bool = False  # room for the stamp


@dataclass(frozen=True)
class Head:
    """The letterhead of the organisation that makes the paper."""

    lines: tuple[str, ...] = ()
    address: str = ""
    logo: str = ""  # the name of a picture; empty: none


@dataclass(frozen=True)
class Paper:
    """Everything a document says. Rendered by `docx` and `pdf`; kept as JSON by `to_json`."""

    title: str
    head: Head | None = None
    subtitle: str = ""
    numbers: tuple[str, ...] = ()  # Nomor: ... , one line per party
    opening: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    closing: tuple[str, ...] = ()
    place_and_day: str = ""
    signers: tuple[Signer, ...] = ()
    witnesses: tuple[Signer, ...] = ()
    watermark: str = ""  # SIMULASI, NASKAH
    footer: str = ""
    language: str = "id"
    annexes: tuple[Section, ...] = field(default_factory=tuple)
