"""Partnerships, their parties, contributions and responsibilities."""
