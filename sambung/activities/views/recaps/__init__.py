"""Pages of the recap: live, as issued, side by side."""

from sambung.activities.views.recaps.compared import recap_compare
from sambung.activities.views.recaps.issued import (
    recap_issued,
    recap_issued_pdf,
    recap_issued_workbook,
    recap_list,
    recap_list_export,
    recap_withdraw,
)
from sambung.activities.views.recaps.live import (
    recap,
    recap_issue,
    recap_pdf,
    recap_workbook,
)

__all__ = [
    "recap",
    "recap_compare",
    "recap_issue",
    "recap_issued",
    "recap_issued_pdf",
    "recap_issued_workbook",
    "recap_list",
    "recap_list_export",
    "recap_pdf",
    "recap_withdraw",
    "recap_workbook",
]
