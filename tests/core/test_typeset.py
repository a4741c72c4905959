from pathlib import Path

import pypdfium2
import pytest
import typst

from sambung.core import typeset

TEMPLATE = """#let data = json(bytes(sys.inputs.data))
#set text(font: "Plus Jakarta Sans", weight: 600)
#data.name
"""


def test_pdf_prints_data_as_it_is_and_in_the_houses_typeface(tmp_path: Path):
    template = tmp_path / "letter.typ"
    template.write_text(TEMPLATE, encoding="utf-8")
    made = typeset.pdf(template, {"name": "#evil *Hauwai* $x$"})
    document = pypdfium2.PdfDocument(made)
    text = document[0].get_textpage()
    assert text.get_text_range().strip() == "#evil *Hauwai* $x$"
    assert b"PlusJakartaSans" in made
    text.close()
    document.close()


def test_pdf_of_a_template_that_reads_a_file_outside_is_refused(tmp_path: Path):
    template = tmp_path / "letter.typ"
    template.write_text('#read("/etc/passwd")', encoding="utf-8")
    with pytest.raises(typst.TypstError):
        typeset.pdf(template, {})
