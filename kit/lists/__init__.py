"""Lists as people have them: CSV however it is separated and written, or XLSX, read into lines of text; and CSV written."""

from kit.lists.columns import Columns, columns
from kit.lists.days import day
from kit.lists.reading import List, as_kept, read
from kit.lists.row import Row
from kit.lists.written import as_csv, as_text

__all__ = ["Columns", "List", "Row", "as_csv", "as_kept", "as_text", "columns", "day", "read"]
