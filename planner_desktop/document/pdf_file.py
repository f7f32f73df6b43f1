"""A PDF's objects as a file, most of them packed in streams, where the many small ones of a tree of tags take no room.

PDF 32000-1, 7.5.7 (object streams) and 7.5.8 (cross-reference streams), which PDF/A-2 allows.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import Any

from reportlab.pdfbase import pdfdoc

_TOGETHER = 400  # objects in a stream
_WIDTH = 1 + 4 + 2  # bytes of the three fields of the table of objects


def file_bytes(document: Any, extra: dict[int, bytes]) -> bytes:
    """The file of a ReportLab document, with `extra` objects, which it takes, by the numbers kept free for them."""
    document.encrypt.prepare(document)
    root, info = (document.Reference(one).format(document) for one in (document.Catalog, document.info))
    out = [b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % document._pdfVersion]
    at = len(out[0])
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 0xFFFF)}
    group: list[tuple[int, bytes]] = []
    packed: list[tuple[list[int], bytes]] = []  # streams of objects, with the numbers of these

    def pack() -> None:
        packed.append(([number for number, _body in group], _packed(group)))
        group.clear()

    def add(number: int, body: bytes) -> None:
        nonlocal at
        places[number] = (1, at, 0)
        out.append(b"%d 0 obj\n%s\nendobj\n" % (number, body.rstrip(b"\n")))
        at += len(out[-1])

    for number, body in _objects(document, extra):
        if body.endswith(b"endstream\n"):
            add(number, body)
        else:
            group.append((number, body))
            if len(group) == _TOGETHER:
                pack()
    if group:
        pack()
    last = document.objectcounter
    for numbers, content in packed:
        last += 1
        places |= {number: (2, last, n) for n, number in enumerate(numbers)}
        add(last, content)
    start = at
    places[last + 1] = (1, at, 0)
    table = zlib.compress(_rows([places.get(number, (0, 0, 0)) for number in range(last + 2)]))
    identity = pdfdoc.format(document.ID(), document)
    head = b"/Type/XRef/Size %d/W[1 4 2]/Root %s/Info %s/ID %s" % (last + 2, root, info, identity)
    decoding = b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %d>>/Length %d" % (_WIDTH, len(table))
    add(last + 1, _stream(head + decoding, table))
    out.append(b"startxref\n%d\n%%%%EOF\n" % start)
    return b"".join(out)


def _objects(document: Any, extra: dict[int, bytes]) -> Iterator[tuple[int, bytes]]:
    """Every object with its number; to write one may make others."""
    number = 1
    while number <= document.objectcounter:
        if number in extra:
            yield number, extra.pop(number)
        else:
            thing = document.idToObject[document.numberToId[number]]
            yield number, pdfdoc.format(thing, document, toplevel=1)
        number += 1


def _packed(group: list[tuple[int, bytes]]) -> bytes:
    """A stream that holds objects."""
    head, bodies, at = [], [], 0
    for number, body in group:
        head.append(b"%d %d" % (number, at))
        bodies.append(body.strip() + b"\n")
        at += len(bodies[-1])
    first = b" ".join(head) + b"\n"
    content = zlib.compress(first + b"".join(bodies))
    said = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d" % (len(group), len(first), len(content))
    return _stream(said, content)


def _stream(head: bytes, content: bytes) -> bytes:
    """A stream with what its dictionary says. A reader takes a CR at the end and the LF behind it as one line end."""
    end = b"\r\n" if content.endswith(b"\r") else b"\n"
    return b"<<%s>>\nstream\n%s%sendstream" % (head, content, end)


def _rows(places: list[tuple[int, int, int]]) -> bytes:
    """The table of objects, each row as what differs from the one above it (predictor 12: up)."""
    rows = b"".join(struct.pack(">BIH", *fields) for fields in places)
    above = bytes(_WIDTH) + rows
    less = bytes([(here - there) & 0xFF for here, there in zip(rows, above, strict=False)])
    return b"".join(b"\2" + less[at : at + _WIDTH] for at in range(0, len(less), _WIDTH))
