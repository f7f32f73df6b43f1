"""Write docs/editions-reference.md (Thai) and docs/editions-reference.en.md: every word of a form pack, from the model.

What the model says of its words is English; docs/editions-reference.yaml has the same in Thai. `--check` tells what is
stale or not translated, and writes nothing.
"""

import dataclasses
import inspect
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from planner_desktop.formpack import blocks, fields, guard, model, record_spec, screen_parts, strict, template  # noqa: E402
from planner_desktop.formpack.formats import printed  # noqa: E402

THAI = ROOT / "docs" / "editions-reference.yaml"
PAGES = {"th": ROOT / "docs" / "editions-reference.md", "en": ROOT / "docs" / "editions-reference.en.md"}
FILES = (
    model.EditionFile, model.PrintedPages, model.Publisher, model.PublisherKey,
    model.RecordsFile, model.SectionFile, model.CatalogueSpec,
)  # fmt: skip
CHAPTERS: tuple[tuple[str, tuple[type[strict.Strict], ...]], ...] = (
    ("Files", FILES),
    ("Records and fields", (record_spec.RecordSpec, record_spec.FieldSpec, record_spec.ScoringSpec)),
    (
        "Screens",
        (
            screen_parts.ScreenPart, screen_parts.FormPart, screen_parts.TablePart, screen_parts.TreePart,
            screen_parts.BoardPart, screen_parts.MatrixPart, screen_parts.GanttPart,
        ),
    ),
    (
        "The document",
        (
            blocks.Block, blocks.PageBlock, blocks.HeadingBlock, blocks.ParagraphBlock, blocks.ListBlock,
            blocks.RichBlock, blocks.TableBlock, blocks.TableSpec, blocks.ColumnSpec, blocks.MonthsSpec,
            blocks.GroupSpec, blocks.TotalSpec, blocks.EachBlock, blocks.PartBlock, blocks.SpaceBlock, blocks.QrBlock,
            blocks.SignaturesBlock, blocks.ContentsBlock,
        ),
    ),
    ("Checks", (model.CheckSpec, strict.SqlValue)),
)  # fmt: skip
INHERITING = {
    "from": "the id of the edition whose files are inherited: a file of one's own takes the place of the inherited one",
    "without": "inherited files, or ids of sections, that this edition does not have",
    "base": "only there to be inherited from: no draft is made with it",
}
EXAMPLES: dict[str, Any] = {
    "baht": 358_400_000, "closed": 358_400_000, "words": 300_000_000, "count": 12_345, "date": "2024-10-01",
    "label": "none", "dash": "", "dots": "", "raised": 12,
}  # fmt: skip
SEVERAL = "กอง ก\nกอง ข\nกอง ค"
FUNCTIONS = {
    "baht(satang)": "an amount as it is written: 3,584,000",
    "compared(name)": "a name as names are told apart: two that differ by spaces, case or digits give the same",
    "label('record.field', value)": "the words of a choice",
    "listed('catalogue.column', text, 'other')": "what a catalogue says in another column of the row with this text; "
    "NULL if none has it",
    "quantity(text, 'number', place)": "what the part at a place of a target asks for, of the first if none is said: "
    "'operator' (= ≥ > ≤ < –), 'number', 'to', 'ends', 'unit', 'per', 'change', 'year', 'due', 'weight'; "
    "'parts' is how many there are, 0 where the text is not a quantity",
    "raised(number)": "a number in small raised digits",
    "said(value, 'formats')": "a value in the formats of texts, as said(codes, 'commas|dash')",
}
NAMES = {
    ":fiscal_year, :previous_year": "the edition's year and the one before it, Buddhist era",
    ":column": "a column of the row around the query",
    ":record.field": "the field of a record with `single: true`, such as an option",
    ":column.path": "what a path leads to from the row around: several values are joined by line ends, none is NULL",
    ".path": "what a path leads to from the query's own row; inside a SELECT it begins with a column there",
    ".path.count": "how many records it leads to",
    ".path.number": "a record's place among those beside it; the place of a choice among its words",
    ".path.label": "the words of a choice",
    ":name": "one of `values`",
    "RECORD_FIELD": "the table of the pairs of a field of type links",
    "RECORD_row": "a record with its computed fields",
}
TEXT = {
    "{name}": "a column, or a path",
    "{name|format}": "the same in one of the formats below, or in several",
    "{one or other}": "the first of them that says something; the last may be a text: {code or 'KR'}",
    "[ ({name})]": "what stands in [ ] is printed only where each column in it says something",
    "**bold**": "bold letters",
}
SHORT = {
    "record WHERE …": "SELECT * FROM, with its computed fields, goes without saying",
    "count of record WHERE …": "one row with `count`, the number of rows",
    "total budget of record WHERE …": "besides, the sum `budget`, and `with_budget` and `without_budget`: how many "
    "rows have one",
}
OTHER = {
    "in text": "In a text",
    "short": "A query may begin with:",
    "title": "The words of a form pack",
    "made": "This page is written by `python scripts/editions_reference.py`.",
    "guide": "How an edition is made stands in",
    "word": "Word",
    "takes": "Takes",
    "means": "Means",
    "type": "Type",
    "stored": "Stored as",
    "formats": "Formats of a text",
    "format": "Format",
    "prints": "Prints",
    "example": "Example",
    "sql": "SQL",
    "functions": "Besides SQLite's own, a query may call:",
    "pure": "Of SQLite's own it may call:",
    "names": "A query may name:",
    "needed": "needed",
    "text": "text",
    "texts with columns": "text with {columns}",
    "query": "query",
    "expression": "SQL expression",
    "number": "number",
    "list of": "list of {what}",
    "names with": "names, each with {what}",
    "constant": "text, number or true and false",
    "types": "Types of fields",
}

PYTHON_KEEPS = {"with": "given"}
"""What the model calls a word that Python keeps for itself."""


class Page:
    """One language's page. `missing` is what has no Thai yet."""

    def __init__(self, language: str) -> None:
        known = yaml.safe_load(THAI.read_text("utf-8")) if language == "th" else {}
        self._thai: dict[str, str] = known or {}
        self.language = language
        self.missing: list[str] = []
        self._used: set[str] = set()

    def said(self, english: str) -> str:
        """A sentence in the language of the page."""
        self._used.add(english)
        if self.language == "th" and english and english not in self._thai:
            self.missing.append(english)
        return self._thai.get(english, english)

    @property
    def unused(self) -> list[str]:
        """What was translated and is said no more."""
        return sorted(self._thai.keys() - self._used)

    def lines(self) -> Iterator[str]:
        """The page, line by line."""
        guide = "editions.md" if self.language == "th" else "editions.en.md"
        yield f"# {self.said(OTHER['title'])}"
        yield ""
        yield f"{self.said(OTHER['made'])} {self.said(OTHER['guide'])} [{guide}]({guide})."
        for title, parts in CHAPTERS:
            yield from ("", f"## {self.said(title)}")
            for part in parts:
                yield from self._part(part)
            if title == "Records and fields":
                yield from self._types()
        yield from self._formats()
        yield from self._sql()

    def _row(self, *cells: str) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", "<br>") for cell in cells) + " |"

    def _head(self, *words: str) -> Iterator[str]:
        yield from ("", self._row(*(self.said(OTHER[word]) for word in words)), self._row(*("---" for _ in words)))

    def _part(self, part: type[strict.Strict]) -> Iterator[str]:
        bases = (blocks.Block, screen_parts.ScreenPart)
        base = next((each for each in bases if issubclass(part, each) and part is not each), None)
        own = [name for name in part.names() if base is None or name not in base.names()]
        name = part.__name__ if base is None else own[0]
        yield from ("", f"### {name}", "", self.said(" ".join((inspect.getdoc(part) or "").split())))
        yield from self._head("word", "takes", "means")
        hints = get_type_hints(part, include_extras=True)
        for word in own:
            named = PYTHON_KEEPS.get(word, word)
            field = part.__dataclass_fields__[named]
            needed = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
            takes = self._takes(hints[named]) + (f" ({self.said(OTHER['needed'])})" if needed else "")
            yield self._row(f"`{word}`", takes, self.said(str(field.metadata.get("description", ""))))
        if part is model.EditionFile:
            for word, means in INHERITING.items():
                yield self._row(f"`{word}`", self.said(OTHER["text"]), self.said(means))

    def _takes(self, hint: Any) -> str:
        """What a word takes, from its type."""
        kinds = {strict.Sql: "query", strict.Expression: "expression", strict.Condition: "expression"}
        kinds |= {strict.Template: "texts with columns", strict.Constant: "constant"}
        for kind, word in kinds.items():
            if hint == kind:
                return self.said(OTHER[word])
        origin, inner = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self._takes(inner[0])
        if origin is Literal:
            return ", ".join(f"`{str(each).lower() if isinstance(each, bool) else each}`" for each in inner)
        if origin in (Union, types.UnionType):
            return ", ".join(dict.fromkeys(self._takes(each) for each in inner if each is not type(None)))
        if origin is tuple:
            return self.said(OTHER["list of"]).format(what=self._takes(inner[0]))
        if origin is dict:
            return self.said(OTHER["names with"]).format(what=self._takes(inner[1]))
        if isinstance(hint, type) and issubclass(hint, strict.Strict):
            return f"`{hint.__name__}`"
        return {bool: "`true`, `false`", int: self.said(OTHER["number"]), float: self.said(OTHER["number"])}.get(
            hint, self.said(OTHER["text"])
        )

    def _types(self) -> Iterator[str]:
        yield from ("", f"### {self.said(OTHER['types'])}")
        yield from self._head("type", "stored", "means")
        for name, type in fields.TYPES.items():
            stored = {int: "INTEGER", str: "TEXT", None: "–"}[type.sql_type]
            yield self._row(f"`{name}`", stored, self.said(type.meaning))

    def _formats(self) -> Iterator[str]:
        yield from ("", f"## {self.said(OTHER['in text'])}")
        yield from self._head("word", "means")
        for written, means in TEXT.items():
            yield self._row(f"`{written}`", self.said(means))
        yield from ("", f"## {self.said(OTHER['formats'])}")
        yield from self._head("format", "prints", "example")
        for name, means in template.FORMATS.items():
            example = printed(EXAMPLES.get(name, SEVERAL), (name,), {"none": "ไม่ใช้งบประมาณ"})
            yield self._row(f"`{{column|{name}}}`", self.said(means), example)

    def _sql(self) -> Iterator[str]:
        yield from ("", f"## {self.said(OTHER['sql'])}", "", self.said(OTHER["names"]), "")
        yield from (f"- `{name}`: {self.said(means)}" for name, means in NAMES.items())
        yield from ("", self.said(OTHER["short"]), "")
        yield from (f"- `{written}`: {self.said(means)}" for written, means in SHORT.items())
        yield from ("", self.said(OTHER["functions"]), "")
        yield from (f"- `{name}`: {self.said(means)}" for name, means in FUNCTIONS.items())
        pure = ", ".join(
            f"`{name}`"
            for name in sorted(guard.PURE_FUNCTIONS)
            if name not in ("baht", "compared", "label", "quantity", "raised", "said")
        )
        yield from ("", f"{self.said(OTHER['pure'])} {pure}.")


def main() -> int:
    """Write both pages, or look at them; 1 where something is wrong."""
    wrong = []
    for language, file in PAGES.items():
        page = Page(language)
        text = "\n".join(page.lines()) + "\n"
        wrong += [f"{THAI.name}: not translated: {each!r}" for each in dict.fromkeys(page.missing)]
        wrong += [f"{THAI.name}: said no more: {each!r}" for each in page.unused]
        if "--check" not in sys.argv:
            file.write_text(text, encoding="utf-8")
        elif not file.is_file() or file.read_text("utf-8") != text:
            wrong.append(f"{file.relative_to(ROOT)} is stale: python scripts/editions_reference.py")
    print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
