"""A printed plan with all that the kinds of finding ask of it: places, known tables, projects, results and texts."""

from dataclasses import dataclass
from functools import cached_property

from planner_desktop.audit import projects, results
from planner_desktop.audit.blocks import Block, Gantt, Items, Line, Paragraph, Plan, Table, texts
from planner_desktop.audit.parts import Place, places
from planner_desktop.audit.projects import Mention
from planner_desktop.audit.result_groups import grouped
from planner_desktop.audit.results import Result
from planner_desktop.audit.template import Known, Template
from planner_desktop.exchange.plain_names import Groups
from planner_desktop.regex import regex


@dataclass(frozen=True, slots=True)
class Placed:
    """A block, its place in the plan, and for a table what the edition knows of it."""

    at: int
    block: Block
    place: Place
    known: Known | None = None

    @property
    def columns(self) -> dict[str, int]:
        """For each meaning the first column of a known table that has it."""
        meanings = self.known.meanings if self.known else ()
        return {meaning: n for n, meaning in reversed(list(enumerate(meanings))) if meaning}


@dataclass(frozen=True, slots=True)
class Said:
    """A text with its line and where it stands. `role` tells what it is: text, heading, cell, head or item."""

    text: str
    line: int
    place: Place
    role: str
    at: int


_OF_CHART = regex(r"^(?:ชื่อ)?(?:โครงการ|กิจกรรม)(?:ที่)?\s*\d+\s*[.:]?\s*|^ชื่อโครงการ\s+|^\d+\.\s*")
_ABOVE, _LONG = 300, 20


class Audited:
    """A plan as it is audited. All is worked out once, when it is first asked for."""

    def __init__(self, plan: Plan, template: Template) -> None:
        self.plan = plan
        self.template = template
        self.year = plan.fiscal_year or template.pack.edition.year
        self.blocks = [
            Placed(at, block, place, template.know(block) if isinstance(block, Table) else None)
            for at, (block, place) in enumerate(places(plan))
        ]

    @cached_property
    def agencies(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """The agencies that the edition knows: abbreviation, name, other names."""
        rows = self.template.pack.catalogues.get(self.template.pack.edition.agencies or "", ())
        return [
            (
                row.get("abbreviation") or "",
                row.get("name") or "",
                tuple(filter(None, (row.get("other_names") or "").split("; "))),
            )
            for row in rows
        ]

    @cached_property
    def own_names(self) -> set[str]:
        """The abbreviations of the plan's own agency; none where the edition does not know it."""
        for abbreviation, name, others in self.agencies:
            if name and name in self.plan.agency.replace(" ", ""):
                return {one for one in (abbreviation, *others) if one.endswith(".") or len(one) < 7} - {""}
        return set()

    @cached_property
    def listed_hosts(self) -> dict[str, str]:
        """The hosts of the city's key results that the edition lists, by their codes."""
        rows = self.template.pack.catalogues.get("okrs", ())
        return {row.get("code") or "": row.get("host") or "" for row in rows}

    @cached_property
    def known_abbreviations(self) -> list[str]:
        """The abbreviations of agencies that the edition knows, with their dots."""
        return [one for abbreviation, _name, others in self.agencies for one in (abbreviation, *others) if "." in one]

    @cached_property
    def tables(self) -> list[tuple[Placed, Table]]:
        """Each table of the plan, and where it stands."""
        return [(placed, placed.block) for placed in self.blocks if isinstance(placed.block, Table)]

    @cached_property
    def charts(self) -> list[tuple[Placed, Gantt]]:
        """The plan's Gantt charts, in order, each with its place."""
        return [(placed, placed.block) for placed in self.blocks if isinstance(placed.block, Gantt)]

    @cached_property
    def projects(self) -> list[Mention]:
        """Every mention of a project, in order."""
        return [
            mention
            for placed, table in self.tables
            if placed.known and placed.place.part not in ("contents", "front")
            for mention in projects.mentions(placed.at, table, placed.known, placed.place)
        ]

    @cached_property
    def chart_names(self) -> dict[str, list[int]]:
        """What the charts are of, without their numbers, each with the lines of its charts."""
        names: dict[str, list[int]] = {}
        for _placed, chart in self.charts:
            for text in filter(None, (chart.project, chart.activity)):
                names.setdefault(_OF_CHART.sub("", " ".join(text.split())), []).append(chart.line)
        return names

    @cached_property
    def project_groups(self) -> list[list[Mention]]:
        """The mentions of each project together, names written a little differently too, in order."""
        grouped = Groups((mention, mention.name) for mention in self.projects if not mention.is_sub)
        return sorted((sorted(group, key=lambda one: one.order) for group in grouped.groups), key=lambda g: g[0].order)

    @cached_property
    def results(self) -> list[Result]:
        """Every mention of a key result or indicator, in order."""
        found: list[Result] = []
        before: Paragraph | None = None
        for placed in self.blocks:
            block = placed.block
            if isinstance(block, Table) and placed.known and placed.place.part != "contents":
                found += results.of_table(placed.at, block, placed.known, placed.place)
                found += results.of_caption(placed.at, block, placed.place)
            elif isinstance(block, Gantt):
                found += results.of_chart(placed.at, block, placed.place)
            elif isinstance(block, Items):
                found += results.of_items(placed.at, block, placed.place, before)
            elif isinstance(block, Paragraph):
                found += results.of_paragraph(placed.at, block, placed.place)
            before = block if isinstance(block, Paragraph) else None
        return found

    @cached_property
    def result_groups(self) -> list[list[Result]]:
        """The mentions of each key result or indicator together, in order."""
        return grouped(self.results)

    @cached_property
    def texts(self) -> list[Said]:
        """Every text that is printed: headings, running text, items and cells; a table's heads once, on its line."""
        found: list[Said] = []
        for placed in self.blocks:
            block = placed.block
            role = {"Heading": "heading", "Paragraph": "text", "Items": "item"}.get(type(block).__name__, "cell")
            if isinstance(block, Table):
                heads = dict.fromkeys(cell for row in block.head for cell in row if cell)
                if block.caption and all(block.caption not in said.text for said in found[-400:]):
                    heads = dict.fromkeys([block.caption, *heads])
                found += [Said(head, block.line, placed.place, "head", placed.at) for head in heads]
            if isinstance(block, Gantt):  # what it is of mostly stands above it, too
                above = [said.text for said in found[-_ABOVE:] if len(said.text) > _LONG]
                for text in dict.fromkeys(filter(None, (block.kpi, block.project, block.activity))):
                    if not any(text in other or other in text for other in above):
                        found.append(Said(text, block.line, placed.place, "cell", placed.at))
            found += [Said(line.text, line.line, placed.place, role, placed.at) for line in texts(block)]
        return found

    def place_of(self, at: int) -> str:
        """Where a block stands, in words."""
        return self.blocks[at].place.said

    def lines_of(self, at: int) -> list[Line]:
        """The texts of a block with their lines."""
        return list(texts(self.blocks[at].block))
