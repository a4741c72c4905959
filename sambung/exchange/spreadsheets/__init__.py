"""Tables as people bring them: read, understood, written back; knows no database.

The road of a table: `read.open_table` -> `headers.find_header` -> `match.guess_kind`,
`match.match_columns` -> `headers.body_rows`, `headers.cells_of` -> `understand.understand`;
`write.template` and `write.marked` make the workbooks that people take home.
"""
