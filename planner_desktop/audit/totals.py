"""The totals that a plan states of its projects: in a table's last row, and in the sentence behind a table."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner_desktop.audit.amounts import Budget, read_budget, satang
from planner_desktop.audit.audited import Audited, Placed
from planner_desktop.audit.blocks import Heading, Line, Row, Table, texts
from planner_desktop.audit.projects import Mention, is_total
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_DOTS = r"[\s.…]*"
_COUNT = regex(rf"รวม(?:โครงการ|จำนวน|[^\d]{{0,60}}?จำนวน)?{_DOTS}(\d+){_DOTS}โครงการ")
_SUM = regex(rf"(?:จำนวน)?เงินทั้งสิ้น{_DOTS}([\d,]+(?:\.\d{{1,2}})?)(?:\s*\.-)?{_DOTS}บาท")
_WITH = regex(rf"(?<!ไม่)ใช้งบประมาณ{_DOTS}(\d+){_DOTS}โครงการ")
_WITHOUT = regex(rf"ไม่ใช้งบประมาณ{_DOTS}(\d+){_DOTS}โครงการ")
_INTEGRATED = regex(r"แผนงานบูรณาการ")


@dataclass(frozen=True, slots=True)
class ProjectTable:
    """A table of projects that has a total, with the sentences that follow it."""

    placed: Placed
    rows: tuple[Mention, ...]
    totals: tuple[tuple[Row, Budget], ...]
    sentences: tuple[Line, ...]

    def counted(self, until: Row | None = None) -> list[Mention]:
        """The rows that count to a total: those above it."""
        return [row for row in self.rows if row.counts and (until is None or row.line <= until.line)]

    @property
    def total(self) -> tuple[Row, Budget] | None:
        """The last total of the table."""
        return self.totals[-1] if self.totals else None


@dataclass(frozen=True, slots=True)
class Stated:
    """What a sentence says of the projects above it."""

    line: Line
    count: int | None = None
    amount: int | None = None
    with_budget: int | None = None
    without_budget: int | None = None


def project_tables(plan: Audited) -> Iterator[ProjectTable]:
    """The tables of projects of the parts and of their summaries, each with its totals and sentences."""
    for placed, table in plan.tables:
        rows = tuple(row for row in plan.projects if row.table == placed.at)
        if rows and placed.place.part not in ("evaluation", "contents"):
            column = placed.columns["amount"]
            totals = tuple((row, read_budget(row.cells[column])) for row in table.rows if is_total(row))
            yield ProjectTable(placed, rows, totals, tuple(_behind(plan, placed.at)))


def _behind(plan: Audited, at: int) -> Iterator[Line]:
    """The sentences on totals behind a table, up to the next heading or table."""
    for placed in plan.blocks[at + 1 : at + 6]:
        if isinstance(placed.block, Heading | Table):
            return
        for line in texts(placed.block):
            if "หมายเหตุ" in line.text:
                return
            if not _INTEGRATED.search(line.text):
                yield line


def stated(table: ProjectTable) -> Iterator[Stated]:
    """What the sentences behind a table, and its total's own row, say."""
    for line in table.sentences:
        yield _said(line)
    for row, _budget in table.totals:
        said = _said(Line(" ".join(row.cells), row.line))
        if said.count is not None:
            yield Stated(said.line, count=said.count)


def _said(line: Line) -> Stated:
    plain = to_arabic(" ".join(line.text.split()))
    count, amount = _COUNT.search(plain), _SUM.search(plain)
    having, lacking = _WITH.search(plain), _WITHOUT.search(plain)
    return Stated(
        line,
        int(count[1]) if count and len(count[1]) < 6 else None,
        satang(amount[1]) if amount else None,
        int(having[1]) if having and len(having[1]) < 6 else None,
        int(lacking[1]) if lacking and len(lacking[1]) < 6 else None,
    )
