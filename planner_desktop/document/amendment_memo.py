"""The memo that asks for an amendment of the plan: before, after and why, the tables it touches, and what follows.

Which tables a change touches, and which totals follow, is read off the plan as it is printed before and after.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from planner_desktop.document.changes_page import place_of, sides
from planner_desktop.document.fill import fill
from planner_desktop.document.outline import (
    Cell,
    Column,
    Document,
    Heading,
    NewPage,
    OutlineBlock,
    Paragraph,
    PrintedSection,
    Row,
    Run,
    Runs,
    Signatures,
    Signer,
    Space,
    Table,
    plain,
)
from planner_desktop.draft import Draft
from planner_desktop.draft.history.amendments import Amendment, amendments
from planner_desktop.draft.history.sending import value_at
from planner_desktop.formpack import FormPack
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _
from planner_desktop.thai.dates import format_date

_COMPARED = 200
"""So many letters of a text are looked for in the tables."""
_NAMED = 60
"""So many letters of a heading tell which table is meant."""


class Consequence(Frozen):
    """A row of totals that is another because of what was amended: in which table, before and after."""

    table: str
    before: str
    after: str


class Memo(Frozen):
    """All that a memo tells: the amendments, the tables that print each, and what follows of them."""

    amended: tuple[Amendment, ...]
    tables: dict[int, tuple[str, ...]]
    """Of each amendment, by its place in the list."""
    consequences: tuple[Consequence, ...]

    @property
    def unexplained(self) -> int:
        """How many have no reason yet."""
        return sum(not each.reason for each in self.amended)


class _TableRows(Frozen):
    """What a table of the plan prints in its rows, and what it is called."""

    name: str
    rows: Counter[str]
    totals: tuple[str, ...]


def memo_of(old: Draft, new: Draft) -> Memo:
    """What a memo tells of `new`, which amends `old`. Raises DraftError if the editions differ, QueryError."""
    amended = amendments(old, new)
    before, after = _printed(old), _printed(new)
    differing = {
        key: (before.get(key, _EMPTY).rows - after.get(key, _EMPTY).rows)
        + (after.get(key, _EMPTY).rows - before.get(key, _EMPTY).rows)
        for key in dict.fromkeys([*after, *before])
    }
    touched = {key: "\n".join(rows) for key, rows in differing.items() if rows}
    tables = {
        n: tuple(
            dict.fromkeys((after.get(key) or before[key]).name for key, text in touched.items() if _is_in(each, text))
        )
        for n, each in enumerate(amended)
    }
    follows = [*_consequences(before, after), *_lines_that_follow(old, new, amended)]
    return Memo(tuple(amended), tables, tuple(dict.fromkeys(follows)))


_EMPTY = _TableRows("", Counter(), ())


def _printed(draft: Draft) -> dict[tuple[str, str, int], _TableRows]:
    """The tables of the plan as it is printed, by section, name and place among those of that name."""
    titles = {section.id: section.title for section in draft.pack.sections}
    found: dict[tuple[str, str, int], _TableRows] = {}
    for section in fill(draft).sections:
        called = ""
        for block in section.blocks:
            if isinstance(block, Heading) or (isinstance(block, Paragraph) and block.style == "caption"):
                called = plain(block.text)
            if isinstance(block, Table):
                title = titles.get(section.id, section.id)
                short = called if len(called) <= _NAMED else called[:_NAMED].rstrip() + "…"
                name = title if called in ("", title) else f"{title}: {short}"
                nth = sum(key[:2] == (section.id, called) for key in found)
                rows = Counter(_line(row) for row in block.rows if row.kind != "total")
                totals = tuple(_line(row) for row in block.rows if row.kind == "total")
                found[section.id, called, nth] = _TableRows(" ".join(name.split()), rows, totals)
    return found


def _line(row: Row) -> str:
    cells = (" ".join(plain(cell.text).split()) for cell in row.cells)
    return " · ".join(filter(None, cells))


def _is_in(amendment: Amendment, text: str) -> bool:
    """Whether rows that differ tell of an amendment: of its record, with what it is now or was."""
    difference = amendment.difference
    wanted = [difference.title] if difference.what != "changed" else list(sides(difference))
    said = (" ".join(each.split())[:_COMPARED] for each in wanted)
    return any(each and each in text for each in said)


def _consequences(
    before: dict[tuple[str, str, int], _TableRows], after: dict[tuple[str, str, int], _TableRows]
) -> Iterator[Consequence]:
    for key, now in after.items():
        was = before.get(key)
        if was is not None and was.totals != now.totals and len(was.totals) == len(now.totals):
            for old, new in zip(was.totals, now.totals, strict=True):
                if old != new:
                    yield Consequence(now.name, old, new)


def _lines_that_follow(old: Draft, new: Draft, amended: Sequence[Amendment]) -> Iterator[Consequence]:
    """Lines between the tables that are computed, as the number of projects and their sum, where they are others."""
    titles = {section.id: section.title for section in new.pack.sections}
    before, after = _lines(old), _lines(new)
    for section, lines in after.items():
        gone = list((Counter(before.get(section, ())) - Counter(lines)).elements())
        come = list((Counter(lines) - Counter(before.get(section, ()))).elements())
        if len(gone) != len(come):
            continue  # texts came or went, which are amendments themselves
        for was, now in zip(gone, come, strict=True):
            if not any(_is_in(each, text) for each in amended for text in (was, now)):
                yield Consequence(titles.get(section, section), was, now)


def _lines(draft: Draft) -> dict[str, list[str]]:
    """What stands between the tables, by section."""
    return {
        section.id: [" ".join(plain(block.text).split()) for block in section.blocks if isinstance(block, Paragraph)]
        for section in fill(draft).sections
    }


# ---------------------------------------------------------------- the memo as a document


def document(new: Draft, memo: Memo, since: str, today: date | None = None) -> Document:
    """The memo as an outline, for PDF and Word; `since` is what is amended, as the officer calls it."""
    title = _("Request to amend the plan")
    parts = (*_head(new, memo, since, today or date.today()), *_tables(memo, new.pack), *_signers(new))
    return Document(title, value_at(new, new.pack.edition.agency), (PrintedSection("memo", parts),))


def _text(words: str, *, bold: bool = False) -> Runs:
    return (Run(words, bold=bold),)


def _head(new: Draft, memo: Memo, since: str, today: date) -> Iterator[OutlineBlock]:
    edition = new.pack.edition
    yield NewPage("landscape")
    yield Paragraph(_text(_("Memorandum"), bold=True), "title")
    for label, words in (
        (_("Agency:"), value_at(new, edition.agency)),
        (_("No."), "……………………………"),
        (_("Date"), format_date(today)),
        (_("Subject:"), _("Request to amend {plan}").format(plan=edition.title)),
    ):
        yield Paragraph((Run(f"{label} ", bold=True), Run(words)), "plain")
    yield Space(6)
    said = _("The agency asks to amend {plan} ({since}) in {count} places, as the table below tells with the reasons.")
    yield Paragraph(_text(said.format(plan=edition.title, since=since, count=len(memo.amended))), "body")


def _tables(memo: Memo, pack: FormPack) -> Iterator[OutlineBlock]:
    titles = {section.id: section.title for section in pack.sections}
    columns = (Column(width=1.2), Column(), Column(width=4.5), Column(width=4.5), Column(width=5.0))
    head = (_("No."), _("What"), _("Was"), _("Is to be"), _("Reason"))
    rows = []
    numbered = enumerate(memo.amended)
    for section, group in groupby(numbered, key=lambda each: each[1].difference.section):
        title = titles.get(section, _("Elsewhere"))
        rows.append(Row([Cell(_text(title, bold=True), columns=len(columns))], "group", shaded=True))
        rows += [_row(n, each, memo.tables.get(n, ()), pack) for n, each in group]
    yield Table(columns, (Row([Cell(_text(words, bold=True), "center") for words in head]),), rows)
    if memo.consequences:
        yield Heading(_text(_("What follows of it, as it is computed")), 2, contents=False)
        names = (_("Table"), _("Was"), _("Is to be"))
        yield Table(
            (Column(2.0), Column(3.0), Column(3.0)),
            (Row([Cell(_text(words, bold=True), "center") for words in names]),),
            [Row([Cell(_text(words)) for words in (c.table, c.before, c.after)]) for c in memo.consequences],
        )


def _row(n: int, amendment: Amendment, tables: Sequence[str], pack: FormPack) -> Row:
    difference = amendment.difference
    what = place_of(difference, pack)
    if tables:
        what += "\n" + _("(in: {tables})").format(tables=", ".join(tables))
    before, after = sides(difference)
    if difference.what == "added":
        after = difference.title
    elif difference.what == "deleted":
        before = difference.title
    words = (what, before or "-", after or "-", amendment.reason)
    return Row([Cell(_text(str(n + 1)), "center"), *(Cell(_text(each)) for each in words)])


def _signers(new: Draft) -> Iterator[OutlineBlock]:
    yield Space(18)
    dots = "(" + "." * 50 + ")"
    roles = (_("Proposed by"), _("Approved by"))
    yield Signatures([Signer(_text(_("Signed")), _text(role), (_text(dots),)) for role in roles], 2)
