"""A paper as data, and the two renderers of it: DOCX and PDF say the same, A4, in official form."""

from sambung.core.papers.keeping import from_json, to_json
from sambung.core.papers.paper import Head, Paper, Picture, Section, Signer, Table
from sambung.core.papers.pdf import pdf
from sambung.core.papers.word import docx

__all__ = [
    "Head",
    "Paper",
    "Picture",
    "Section",
    "Signer",
    "Table",
    "docx",
    "from_json",
    "pdf",
    "to_json",
]
