"""Footnotes inside running text: a mark is one letter that carries its note and shows its number, whatever moves."""

from collections.abc import Iterator, Sequence
from itertools import islice

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
)

from planner_desktop.formpack import emphasis
from planner_desktop.formpack.emphasis import Looks
from planner_desktop.formpack.rich_text import NOTE, spelled_out
from planner_desktop.thai.repair import repair
from planner_desktop.ui.kit.colours import colour

_MARK = QTextFormat.ObjectTypes.UserObject.value + 1
_NOTE = QTextFormat.Property.UserProperty.value + 2
_RAISED = 0.7  # of the letters' size


class MarkPainter(QPyTextObject):
    """Draws marks as raised numbers."""

    def intrinsicSize(self, document: QTextDocument, position: int, letters: QTextFormat) -> QSizeF:
        font = _font(letters)
        width = QFontMetricsF(_raised(font)).horizontalAdvance(str(number_at(document, position)))
        return QSizeF(width, QFontMetricsF(font).ascent())

    def drawObject(
        self, painter: QPainter, area: QRectF | QRect, document: QTextDocument, position: int, letters: QTextFormat
    ) -> None:
        painter.setFont(_raised(_font(letters)))
        painter.setPen(colour("accent"))
        painter.drawText(area, Qt.AlignmentFlag.AlignTop, str(number_at(document, position)))


def draw_marks(document: QTextDocument, parent: QObject) -> None:
    """Have the document's marks drawn."""
    document.documentLayout().registerHandler(_MARK, MarkPainter(parent))


def _font(letters: QTextFormat) -> QFont:
    return letters.toCharFormat().font()


def _raised(font: QFont) -> QFont:
    raised = QFont(font)
    raised.setPointSizeF(font.pointSizeF() * _RAISED)
    return raised


# ---------------------------------------------------------------- in a document


def fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    """The parts of a paragraph, each in one format."""
    parts = block.begin()
    while not parts.atEnd():
        yield parts.fragment()
        parts += 1


def is_mark(letters: QTextCharFormat) -> bool:
    """Whether what has this format is the mark of a footnote."""
    return bool(letters.objectType() == _MARK)


def positions(document: QTextDocument) -> list[int]:
    """Where the marks stand, in order."""
    block = document.begin()
    found: list[int] = []
    while block.isValid():
        for part in fragments(block) if NOTE in block.text() else ():
            if is_mark(part.charFormat()):  # marks beside each other with the same note are one part
                found += range(part.position(), part.position() + part.length())
        block = block.next()
    return found


def number_at(document: QTextDocument, position: int) -> int:
    """The number of the mark at a position."""
    return sum(one <= position for one in positions(document))


def mark_beside(cursor: QTextCursor) -> int | None:
    """Where the mark before the cursor stands, or else the one behind it."""
    document = cursor.document()
    for position in (cursor.position() - 1, cursor.position()):
        if document.characterAt(position) == NOTE and is_mark(_over(document, position).charFormat()):
            return position
    return None


def note_at(document: QTextDocument, position: int) -> str:
    """The note of the mark at a position."""
    return _over(document, position).charFormat().stringProperty(_NOTE)


def set_note(document: QTextDocument, position: int, note: str, *, goes_on: bool) -> None:
    """Change the note of the mark at a position; if it `goes_on`, both changes are taken back together."""
    cursor = _over(document, position)
    if goes_on:
        cursor.joinPreviousEditBlock()
    else:
        cursor.beginEditBlock()
    cursor.mergeCharFormat(_carrying(note))
    cursor.endEditBlock()


def insert(cursor: QTextCursor, note: str = "") -> None:
    """Put a mark where the cursor is, which stands behind it afterwards."""
    letters = _plain(cursor)
    letters.merge(_carrying(note))
    letters.setObjectType(_MARK)
    cursor.insertText(NOTE, letters)


def insert_text(cursor: QTextCursor, text: str, notes: Sequence[str] = (), of_text: Looks = b"") -> None:
    """Put a text with its footnotes where the cursor is; letters that are to look so become bold or italic."""
    plain, waiting = _plain(cursor), iter(notes)
    for part, look in emphasis.parts(text, of_text):
        letters = looking(look, plain)
        first, *others = part.split(NOTE)
        cursor.insertText(first, letters)
        for other in others:
            for note in islice(waiting, 1):
                insert(cursor, note)
            cursor.insertText(other, letters)
    cursor.setCharFormat(plain)


def looking(look: int, letters: QTextCharFormat) -> QTextCharFormat:
    """A format of letters that are bold and italic besides."""
    letters = QTextCharFormat(letters)
    if look & emphasis.BOLD:
        letters.setFontWeight(QFont.Weight.Bold)
    if look & emphasis.ITALIC:
        letters.setFontItalic(True)
    return letters


def look_of(letters: QTextCharFormat) -> int:
    """Whether letters are bold and italic."""
    bold = emphasis.BOLD if letters.fontWeight() >= QFont.Weight.DemiBold else emphasis.PLAIN
    return bold | (emphasis.ITALIC if letters.fontItalic() else emphasis.PLAIN)


def read(block: QTextBlock) -> tuple[str, list[str]]:
    """A paragraph's text as it is stored, with the notes of its marks. Pictures in it are left out."""
    text, notes, _looks = read_looks(block)
    return text, notes


def read_looks(block: QTextBlock) -> tuple[str, list[str], Looks]:
    """As `read`, with how the letters look."""
    text = ""
    notes: list[str] = []
    of_text = bytearray()
    for part in fragments(block):
        if is_mark(part.charFormat()):
            text += part.text()
            notes += [_mended(part.charFormat().stringProperty(_NOTE).replace(NOTE, ""))] * part.length()
        else:
            text += part.text().replace(NOTE, "")
        of_text += bytes([look_of(part.charFormat())]) * (len(text) - len(of_text))
    text, whole = emphasis.mended(text, bytes(of_text), _mended)
    return text, notes, whole


def spell_out(document: QTextDocument, start: int = 0, end: int | None = None) -> None:
    """Put the notes themselves in brackets where their marks are, between two positions or throughout."""
    for position in reversed(positions(document)):
        if start <= position and (end is None or position < end):
            cursor = _over(document, position)
            cursor.insertText(spelled_out(NOTE, [note_at(document, position)]), _plain(cursor))


def _over(document: QTextDocument, position: int) -> QTextCursor:
    """A cursor over the letter at a position."""
    cursor = QTextCursor(document)
    cursor.setPosition(position)
    cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _plain(cursor: QTextCursor) -> QTextCharFormat:
    letters = QTextCharFormat(cursor.charFormat())
    letters.clearProperty(QTextFormat.Property.ObjectType)
    letters.clearProperty(_NOTE)
    return letters


def _carrying(note: str) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setProperty(_NOTE, note)
    return letters


def _mended(text: str) -> str:
    return " ".join(repair(text.replace("\u2028", " ")).split())
