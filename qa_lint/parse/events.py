"""The block structure of a page as a list of events, however it was read.

An event is a tuple whose first member tells its kind:

PARAGRAPH: inline text, its place. CELL: the same, of a table. HEADING: inline text, its place,
level, style, start and end of the whole, whether it is in no container. RAW: an HTML block's
text, its place, its span, whether it is in no container. BLOCK: kind, span, info. DEFINITION: a
Definition. The others mark containers: LIST, ITEM and QUOTE with their ends, ROW and TABLE_END.
"""

from __future__ import annotations

from typing import Any

(
    PARAGRAPH,
    HEADING,
    CELL,
    RAW,
    BLOCK,
    DEFINITION,
    LIST,
    LIST_END,
    ITEM,
    ITEM_END,
    QUOTE,
    QUOTE_END,
    ROW,
    TABLE_END,
) = range(14)

#: A tuple as above.
Event = tuple[Any, ...]
