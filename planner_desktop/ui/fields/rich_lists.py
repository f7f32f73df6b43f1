"""Lists inside running text: how they are drawn and counted, and items that go to another level."""

from collections.abc import Sequence

from PySide6.QtGui import QTextBlock, QTextCursor, QTextList, QTextListFormat

from planner_desktop.formpack.rich_text import DEEPEST, Sign, usual_sign

_Style = QTextListFormat.Style
_BULLETS = (_Style.ListDisc, _Style.ListCircle, _Style.ListSquare)
_STYLES: dict[Sign, _Style] = {"1": _Style.ListDecimal, "a": _Style.ListLowerAlpha, "i": _Style.ListLowerRoman}
_SIGNS = {style: sign for sign, style in _STYLES.items()}


def list_format(sign: Sign, level: int) -> QTextListFormat:
    """How a list looks."""
    style = QTextListFormat()
    style.setStyle(_BULLETS[(level - 1) % 3] if sign == "-" else _STYLES[sign])
    style.setIndent(level)
    return style


def sign_of(of: QTextList) -> Sign:
    """How a list counts."""
    return _SIGNS.get(of.format().style(), "-")


def level_of(of: QTextList) -> int:
    """The level of a list's items, 1 for the outermost."""
    return min(max(of.format().indent(), 1), DEEPEST)


class ListBuilder:
    """Puts items into lists one behind the other: lists of one level are parted by an item further out."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[QTextList, Sign]] = {}

    def put(self, block: QTextBlock, level: int, sign: Sign) -> None:
        """Make a paragraph the next item."""
        self._close(level)
        known = self._open.get(level)
        if known and known[1] == sign:
            known[0].add(block)
        else:
            self._open[level] = QTextCursor(block).createList(list_format(sign, level)), sign

    def keep(self, of: QTextList) -> None:
        """The next item is in this list and stays there."""
        self._close(level_of(of))
        self._open[level_of(of)] = of, sign_of(of)

    def _close(self, level: int) -> None:
        self._open = {deep: of for deep, of in self._open.items() if deep <= level}


def change_level(chosen: Sequence[QTextBlock], by: int) -> bool:
    """Take items a level deeper, or further out where `by` is -1; whether they may go there."""
    if not chosen or any(block.textList() is None for block in chosen):
        return False
    items = _run(chosen[0])
    levels = [level_of(block.textList()) for block in items]
    moved = [n for n, block in enumerate(items) if any(block == one for one in chosen)]
    for n in moved:
        deepest = min(levels[n - 1] + 1, DEEPEST) if n else 1
        if not 1 <= levels[n] + by <= (deepest if by > 0 else DEEPEST):
            return False
        levels[n] += by
    _place(items, levels, dict.fromkeys(moved))
    return True


def change_sign(chosen: Sequence[QTextBlock], *, numbered: bool) -> None:
    """Have items of a list counted, or give them dashes; they stay on their levels."""
    items = _run(chosen[0])
    levels = [level_of(block.textList()) for block in items]
    changed = [n for n, block in enumerate(items) if any(block == one for one in chosen)]
    _place(items, levels, {n: usual_sign(levels[n], numbered=numbered) for n in changed})


def _run(block: QTextBlock) -> list[QTextBlock]:
    """The items before, at and behind a paragraph that nothing parts."""
    while block.previous().isValid() and block.previous().textList() is not None:
        block = block.previous()
    items: list[QTextBlock] = []
    while block.isValid() and block.textList() is not None:
        items.append(block)
        block = block.next()
    return items


def _place(items: Sequence[QTextBlock], levels: Sequence[int], changed: dict[int, Sign | None]) -> None:
    """Put the items on their levels; of those `changed` the sign may be told, else it is that of their neighbours."""
    placing = ListBuilder()
    signs: list[Sign] = [sign_of(block.textList()) for block in items]
    for n, block in enumerate(items):
        if n in changed:
            signs[n] = changed[n] or _sign_at(levels, signs, n)
        of = block.textList()
        if n not in changed and levels[n] == 1:
            placing.keep(of)
        else:
            placing.put(block, levels[n], signs[n])


def _sign_at(levels: Sequence[int], signs: Sequence[Sign], item: int) -> Sign:
    """How the items beside one on its level are counted; else as is usual."""
    for n in range(item - 1, -1, -1):
        if levels[n] < levels[item]:
            break
        if levels[n] == levels[item]:
            return signs[n]
    return usual_sign(levels[item], numbered=signs[item] != "-")
