"""Sambung: the workspace for drinking water, sanitation and hygiene partnerships."""

__version__ = "0.1.0"
