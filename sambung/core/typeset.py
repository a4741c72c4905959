"""PDF from a Typst template and plain data: no network, no file outside what is handed in."""

import json
import tempfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import segno
import typst
from django.conf import settings

FONTS = Path(settings.BASE_DIR) / "data" / "fonts"


def pdf(template: Path, data: object, *, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """Return the PDF that a template makes of the data.

    The template reads the data by `json(bytes(sys.inputs.data))` and a picture by its name. It is
    set in an empty folder that holds only the template and the pictures; texts of people are data,
    never Typst source. Raises typst.TypstError for a template that does not compile.
    """
    with tempfile.TemporaryDirectory() as root:
        source = Path(root) / "document.typ"
        source.write_text(template.read_text(encoding="utf-8"), encoding="utf-8")
        for name, content in (pictures or {}).items():
            (Path(root) / name).write_bytes(content)
        return bytes(
            typst.compile(
                str(source),
                root=root,
                font_paths=[str(FONTS)],
                ignore_system_fonts=True,
                sys_inputs={"data": json.dumps(data, ensure_ascii=False, default=str)},
            )
        )


def qr(address: str) -> bytes:
    """Return the address as a QR code (SVG) that a phone also reads from a photocopy."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=2, scale=4)
    return out.getvalue()
