"""Delivery: the work, the money outside, the handover."""

from tests.house.addresses.table import Address

ROWS: list[Address] = []
