"""Imports and filled paper forms."""

from sambung.exchange.models import ImportRow, ImportRun
from tests.house.addresses.table import POST_ONLY, SEE_LOGIN, Address, fixed, of

HIDDEN = {"visitor": SEE_LOGIN, "outsider": 404}
SEND = POST_ONLY | {"visitor": SEE_LOGIN}
PREVIEW, DONE = of(ImportRun, state="preview"), of(ImportRun, state="done")


def first_row() -> dict[str, int]:
    """Return a row that is being looked over, with its import."""
    row = ImportRow.objects.filter(sheet__run__state="preview").order_by("pk")[0]
    return {"pk": row.sheet.run_id, "row_pk": row.pk}


ROWS: list[Address] = [
    Address("exchange:import-list", visitor=SEE_LOGIN),
    Address("exchange:import-export", fixed(fmt="xlsx"), visitor=SEE_LOGIN, kind="file"),
    Address("exchange:import-new", visitor=SEE_LOGIN),
    Address("exchange:template-list", visitor=SEE_LOGIN),
    Address("exchange:template-file", fixed(kind="needs"), visitor=SEE_LOGIN, kind="file"),
    Address("exchange:import", PREVIEW, **HIDDEN),
    Address("exchange:import-progress", DONE, kind="part", **HIDDEN),
    Address("exchange:import-columns", PREVIEW, **HIDDEN),
    Address("exchange:import-row", first_row, **HIDDEN),
    Address("exchange:import-mend", PREVIEW, **SEND),
    Address("exchange:import-companies", PREVIEW, **SEND),
    Address("exchange:import-leave-out", PREVIEW, **SEND),
    Address("exchange:import-return", PREVIEW, **SEND),
    Address("exchange:import-commit", PREVIEW, **SEND),
    Address("exchange:import-drop", PREVIEW, **SEND),
    Address("exchange:import-undo", DONE, **HIDDEN),
    Address("exchange:import-marked", PREVIEW, kind="file", **HIDDEN),
    Address("exchange:import-file", DONE, kind="file", **HIDDEN),
]
