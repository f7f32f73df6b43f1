"""Rows out of the pages of an SQLite file, without asking what the file says of itself: for files that are damaged.

Follows https://www.sqlite.org/fileformat2.html: "B-tree Pages", "Record Format". A row found here may be none at all;
only its seal tells.
"""

from collections.abc import Iterator

PAGE = 4096
MOST_COLUMNS = 500
MOST_OWNERS = 3  # rows that may claim one page of a long row: one has it, the others are damage
MOST_IN_PAGE = 4 * PAGE  # bytes of the rows of one page, some of which may be damage that lies over others
_HEADER = 100  # bytes before the first page's own
_LEAF_HEAD, _POINTER = 8, 2
_OTHER_PAGES = (2, 5, 10)  # of an index, and those above the leaves
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}

StoredRow = tuple[int, list[str | int | float | bytes | None]]


class _NotARow(Exception):
    """The bytes are no row."""


def rows(content: bytes) -> Iterator[StoredRow]:
    """The rowid and values of every row that can be made out; wrong ones among them where there is damage.

    All rows together are never much longer than the file, however often it says that they share their pages.
    """
    owners = bytearray(len(content) // PAGE + 1)
    for page in range(0, len(content), PAGE):
        start = page + (_HEADER if page == 0 else 0)
        head = content[start : start + _LEAF_HEAD]
        if len(head) < _LEAF_HEAD or head[0] in _OTHER_PAGES:
            continue
        room = MOST_IN_PAGE
        for n in range(min(int.from_bytes(head[3:5], "big"), PAGE // (_POINTER + 2))):
            at = start + _LEAF_HEAD + n * _POINTER
            cell = page + int.from_bytes(content[at : at + _POINTER], "big")
            if start < cell < page + PAGE and room > 0:
                try:
                    row, here = _row(content, cell, owners)
                    room -= here
                    yield row
                except (_NotARow, IndexError):
                    continue


def _row(content: bytes, at: int, owners: bytearray) -> tuple[StoredRow, int]:
    """A row, and how many of its bytes stand in its page."""
    size, at = _varint(content, at)
    rowid, at = _varint(content, at)
    if size > len(content):
        raise _NotARow
    payload = _payload(content, at, size, owners)
    head, at = _varint(payload, 0)
    values: list[str | int | float | bytes | None] = []
    body = head
    while at < head:
        kind, at = _varint(payload, at)
        value, body = _value(payload, kind, body)
        values.append(value)
        if len(values) > MOST_COLUMNS:
            raise _NotARow
    return ((rowid - (1 << 64) if rowid >= 1 << 63 else rowid), values), min(size, PAGE)


def _payload(content: bytes, at: int, size: int, owners: bytearray) -> bytes:
    """A row's bytes: in its page, and for a long one in a chain of pages of their own."""
    most = PAGE - 35
    if size <= most:
        here = size
    else:
        least = (PAGE - 12) * 32 // 255 - 23
        here = least + (size - least) % (PAGE - 4)
        here = here if here <= most else least
    parts = [content[at : at + here]]
    left, link = size - here, at + here
    while left > 0:
        start = (int.from_bytes(content[link : link + 4], "big") - 1) * PAGE
        if start < 0 or start >= len(content) or owners[start // PAGE] >= MOST_OWNERS:
            raise _NotARow
        owners[start // PAGE] += 1
        parts.append(content[start + 4 : start + 4 + min(left, PAGE - 4)])
        left, link = left - (PAGE - 4), start
    payload = b"".join(parts)
    if len(payload) != size:
        raise _NotARow
    return payload


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for n in range(8):
        byte = content[at + n]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + n + 1
    return value << 8 | content[at + 8], at + 9


def _value(payload: bytes, kind: int, at: int) -> tuple[str | int | float | bytes | None, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind < 12:  # a draft has no floats
        raise _NotARow
    end = at + (kind - 12) // 2
    if end > len(payload):
        raise _NotARow
    part = payload[at:end]
    return (part.decode("utf-8", "surrogateescape") if kind % 2 else part), end
