"""Letters as DOCX, from the office's own templates."""

from dataclasses import asdict
from io import BytesIO
from pathlib import Path

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from sambung.core.files import path_of
from sambung.core.models import StoredFile
from sambung.parties.queries.papers import LetterWords

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEMPLATES = Path(__file__).resolve().parents[1] / "templates" / "parties" / "letters"


def letter_docx(kind: str, words: LetterWords, logo: StoredFile | None) -> bytes:
    """Return the letter as a Word file; texts of people are data, never part of the template."""
    template = DocxTemplate(TEMPLATES / f"{kind}.docx")
    has_logo = logo is not None and path_of(logo.sha256).exists()
    picture = InlineImage(template, str(path_of(logo.sha256)), Mm(20)) if logo and has_logo else ""
    template.render({**asdict(words), "logo": picture}, autoescape=True)
    out = BytesIO()
    template.save(out)
    return out.getvalue()
