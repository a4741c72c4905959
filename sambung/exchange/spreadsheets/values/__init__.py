"""Parsers of single cells: a text becomes a value, or Wrong with words that say what to do."""

from sambung.exchange.spreadsheets.values.shapes import Choice, Parser, Value, Wrong

__all__ = ["Choice", "Parser", "Value", "Wrong"]
