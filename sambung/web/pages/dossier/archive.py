"""A ZIP that is sent while it is made: no archive of any size stands on the server's disk."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import RawIOBase
from pathlib import Path
from typing import Any

from sambung.core.files import path_of

__all__ = ["Part", "path_of", "streamed"]
CHUNK = 256 * 1024


@dataclass(frozen=True)
class Part:
    """One entry of the archive: bytes, or the path of a kept file."""

    name: str
    content: bytes | Path


class Sink(RawIOBase):
    """What the archive writes into; emptied after every part."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting = bytearray()

    def writable(self) -> bool:
        """Return that it can be written; it cannot be sought, so sizes follow their data."""
        return True

    def write(self, data: Any) -> int:
        """Keep the bytes until they are taken."""
        self.waiting += data
        return len(data)

    def take(self) -> bytes:
        """Return what was written since the last time."""
        taken, self.waiting = bytes(self.waiting), bytearray()
        return taken


def streamed(parts: Iterable[Part]) -> Iterator[bytes]:
    """Yield the bytes of the archive; at most one chunk of a file is in memory at a time."""
    sink = Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as bundle:
        for part in parts:
            yield from written(bundle, part, sink)
    yield sink.take()


def written(bundle: zipfile.ZipFile, part: Part, sink: Sink) -> Iterator[bytes]:
    """Write one part and yield what came of it; a file that is gone is named, not left out."""
    content = part.content
    if isinstance(content, Path) and not content.exists():
        part, content = Part(f"{part.name}.hilang.txt", b""), b"Berkas ini tidak ditemukan.\n"
    with bundle.open(part.name, "w", force_zip64=True) as entry:
        for chunk in chunks(content):
            entry.write(chunk)
            yield sink.take()
    yield sink.take()


def chunks(content: bytes | Path) -> Iterator[bytes]:
    """Yield the content in pieces."""
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
