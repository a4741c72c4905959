"""What people type in this room, by theme."""

from sambung.exchange.forms.imports import (
    ColumnsForm,
    CommitForm,
    RowForm,
    RunFilter,
    TableForm,
    UploadForm,
)

__all__ = ["ColumnsForm", "CommitForm", "RowForm", "RunFilter", "TableForm", "UploadForm"]
