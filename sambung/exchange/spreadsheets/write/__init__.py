"""Workbooks that people take home: templates to fill in, and their own table with its faults."""

from sambung.exchange.spreadsheets.write.marking import FIX_HEADER, Marked, marked, marked_book
from sambung.exchange.spreadsheets.write.templates import template

__all__ = ["FIX_HEADER", "Marked", "marked", "marked_book", "template"]
