"""Regions, the needs map, search."""

from tests.house.addresses.table import BALANGAN, Address, fixed

ROWS = [
    Address("web:search", query="q=balngan"),
    Address("web:region", fixed(code=BALANGAN)),
    Address("regions:country"),
    Address("regions:region", fixed(code="63.11.02")),
    Address("regions:sheet", fixed(code=BALANGAN), kind="part"),
    Address("regions:map"),
    Address("regions:map-export", fixed(form="csv"), kind="file"),
    Address("regions:map-borders", kind="data"),
    Address("regions:map-figures", kind="data"),
    Address("regions:map-closer", fixed(code=BALANGAN), kind="data"),
    Address("regions:village-data", fixed(code=BALANGAN), visitor=302, outsider=404),
    Address("regions:village-sheet", fixed(code=BALANGAN), visitor=302, outsider=404, kind="file"),
    Address("regions:export", fixed(code=BALANGAN, form="xlsx"), kind="file"),
]
