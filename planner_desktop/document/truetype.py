"""A TrueType font program put together from another font's outlines: glyph n draws some of them at given places.

Only the tables a PDF needs are written (PDF 32000-1, 9.9), and no hinting, which would need the font's own programs.
The layout of the tables is that of the OpenType specification (`glyf`, `loca`, `hmtx`, `maxp`).
"""

import struct
from collections.abc import Sequence

from planner_desktop.document.font import Cluster, Face, Glyph

_WORDS, _XY, _MORE, _INSTRUCTIONS = 0x0001, 0x0002, 0x0020, 0x0100
_SCALES = {0x0008: 2, 0x0040: 4, 0x0080: 8}
"""How many bytes a component's scale takes, by its flag."""

GlyphBox = tuple[int, int, int, int]


def font_program(face: Face, clusters: Sequence[Cluster]) -> bytes:
    """The font whose glyph n draws the n-th cluster (glyph 0: the empty box). The same input, the same bytes."""
    return _Program(face, clusters).bytes()


class _Program:
    def __init__(self, face: Face, clusters: Sequence[Cluster]) -> None:
        self._face = face
        self._glyf = face.table("glyf")
        count = struct.unpack_from(">H", face.table("maxp"), 4)[0]
        long = struct.unpack_from(">H", face.table("head"), 50)[0]
        loca = struct.unpack_from(f">{count + 1}{'I' if long else 'H'}", face.table("loca"))
        self._starts = loca if long else tuple(2 * start for start in loca)
        self._numbers = {0: 0}  # of the source's glyphs that stand in the new font as they are
        self._queue: list[int] = []  # source glyphs that composites refer to, behind the clusters
        self._first_part = len(clusters) + 1
        for number, cluster in enumerate(clusters, 1):
            if (single := _single(cluster)) is not None:
                self._numbers.setdefault(single, number)
        advances = [face.advance(0), *(cluster.advance for cluster in clusters)]
        outlines = [self._copy(0)]
        outlines += [
            self._copy(single) if (single := _single(cluster)) is not None else self._composite(cluster.glyphs)
            for cluster in clusters
        ]
        for part in self._queue:  # grows while it is read: a part may be made of others
            advances.append(face.advance(part))
            outlines.append(self._copy(part))
        self._advances, self._outlines = advances, outlines

    def _number(self, source: int) -> int:
        """The new number of a source glyph that a composite refers to."""
        if source not in self._numbers:
            self._numbers[source] = self._first_part + len(self._queue)
            self._queue.append(source)
        return self._numbers[source]

    def _copy(self, source: int) -> bytes:
        """A source glyph without its instructions, its components renumbered."""
        data = self._glyf[self._starts[source] : self._starts[source + 1]]
        if not data:
            return data
        contours = struct.unpack_from(">h", data)[0]
        if contours >= 0:
            at = 10 + 2 * contours
            length = struct.unpack_from(">H", data, at)[0]
            return data[:at] + b"\0\0" + data[at + 2 + length :]
        parts, at, flags = [data[:10]], 10, _MORE
        while flags & _MORE:
            flags, glyph = struct.unpack_from(">HH", data, at)
            size = 4 + (4 if flags & _WORDS else 2) + sum(n for flag, n in _SCALES.items() if flags & flag)
            parts.append(struct.pack(">HH", flags & ~_INSTRUCTIONS, self._number(glyph)) + data[at + 4 : at + size])
            at += size
        return b"".join(parts)

    def _composite(self, glyphs: Sequence[Glyph]) -> bytes:
        """Several source glyphs at their places as one."""
        inked = [(glyph, box) for glyph in glyphs if (box := self._face.box(glyph.number))]
        if not inked:
            return b""
        parts = [struct.pack(">hhhhh", -1, *_around(inked))]
        for n, (glyph, _box) in enumerate(inked, 1):
            flags = _WORDS | _XY | (_MORE if n < len(inked) else 0)
            parts.append(struct.pack(">HHhh", flags, self._number(glyph.number), glyph.x, glyph.y))
        return b"".join(parts)

    def bytes(self) -> bytes:
        count = len(self._outlines)
        padded = [outline + b"\0" * (-len(outline) % 4) for outline in self._outlines]
        starts = [0]
        for outline in padded:
            starts.append(starts[-1] + len(outline))
        lefts = [struct.unpack_from(">h", outline, 2)[0] if outline else 0 for outline in self._outlines]
        head, hhea, maxp = (bytearray(self._face.table(tag)) for tag in ("head", "hhea", "maxp"))
        struct.pack_into(">I", head, 8, 0)  # no checksum: no reader of PDFs looks at it
        struct.pack_into(">H", head, 50, 1)
        struct.pack_into(">H", hhea, 34, count)
        struct.pack_into(">H", maxp, 4, count)
        elements, depth = struct.unpack_from(">HH", maxp, 28)
        struct.pack_into(">HHH", maxp, 26, 0, max(elements, 16), depth + 1)
        metrics = zip(self._advances, lefts, strict=True)
        return font_file(
            {
                "glyf": b"".join(padded),
                "head": bytes(head),
                "hhea": bytes(hhea),
                "hmtx": b"".join(struct.pack(">Hh", advance, left) for advance, left in metrics),
                "loca": struct.pack(f">{count + 1}I", *starts),
                "maxp": bytes(maxp),
            }
        )


def _single(cluster: Cluster) -> int | None:
    """The one glyph of the font that a cluster is drawn by, if it stands where the font has it."""
    if len(cluster.glyphs) != 1:
        return None
    (glyph,) = cluster.glyphs
    return glyph.number if glyph.x == glyph.y == 0 else None


def _around(glyphs: Sequence[tuple[Glyph, GlyphBox]]) -> GlyphBox:
    """The box around placed glyphs."""
    boxes = [(x0 + g.x, y0 + g.y, x1 + g.x, y1 + g.y) for g, (x0, y0, x1, y1) in glyphs]
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def font_file(tables: dict[str, bytes]) -> bytes:
    """A TrueType file of these tables, whose `head` has no sum of the whole."""
    power = 1 << len(tables).bit_length() - 1
    head = struct.pack(
        ">IHHHH", 0x00010000, len(tables), 16 * power, power.bit_length() - 1, 16 * (len(tables) - power)
    )
    at = len(head) + 16 * len(tables)
    directory, bodies = [head], []
    for tag, data in sorted(tables.items()):
        body = data + b"\0" * (-len(data) % 4)
        total = sum(struct.unpack(f">{len(body) // 4}I", body)) & 0xFFFFFFFF
        directory.append(struct.pack(">4sIII", tag.encode(), total, at, len(data)))
        bodies.append(body)
        at += len(body)
    return b"".join(directory + bodies)
