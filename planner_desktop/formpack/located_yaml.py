"""YAML as plain data, with the line that each value stands on, so that an error can point at it."""

import re
from contextlib import suppress
from typing import Any

import yaml

from planner_desktop.errors import FormPackError
from planner_desktop.formpack.short_forms import TABLE, way
from planner_desktop.i18n import _, later
from planner_desktop.regex import regex

Path = tuple[str | int, ...]

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 40
MAX_NUMBER = 10**15
MAX_KEY = 200
_CONTROL = regex(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # all but tab and line feed


class Located:
    """A YAML document: `data`, and the line of every path in its `text` (1 is the first)."""

    def __init__(self, data: Any, lines: dict[Path, int], text: str = "") -> None:
        self.data = data
        self.lines = lines
        self._text = text

    def line(self, path: Path, word: str = "") -> int:
        """The line of `path`, or of the nearest thing around it that the file has; that of a word in it, if given."""
        place = self._nearest(path)
        first = self.lines.get(place, 1)
        if not word:
            return first
        beyond = (line for at, line in self.lines.items() if line > first and (at[: len(place)] != place or not place))
        after = min(beyond, default=first + len(self._text))
        looked_at = self._text.splitlines()[first - 1 : after - 1]
        whole = re.compile(rf"(?<![\w.]){re.escape(word)}(?![\w])", re.IGNORECASE)
        return next((n for n, line in enumerate(looked_at, first) if whole.search(line)), first)

    def _nearest(self, path: Path) -> Path:
        """The path, or that of the nearest thing around it that the file has: it may be written short."""
        reached: Path = ()
        for step in path:
            around = reached[:-1] if reached[-1:] == (TABLE,) else reached
            ways = ((*reached, *way(step, self._at(reached))), (*around, step))
            here = next((each for each in ways if each in self.lines), None)
            if here is None:
                break
            reached = here
        return reached

    def _at(self, path: Path) -> Any:
        data = self.data
        for step in path:
            data = data[step]
        return data


class _NumbersAndTruth(yaml.CSafeLoader):
    """Safe YAML in which only numbers, true, false and null are more than text: no dates, no yes and no."""


_NumbersAndTruth.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag.rsplit(":", 1)[1] in ("int", "float", "null") or (tag.endswith(":bool") and first in "tTfF")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(text: str, file: str) -> Located:
    """Read one YAML document. Raises FormPackError with `file` and line where it is not well-formed."""
    if len(text) > MAX_CHARACTERS:
        raise FormPackError(_("{file}: too large for a form pack file").format(file=file))
    loader = None
    try:
        _look_at_depth(text, file)
        loader = _NumbersAndTruth(text)
        node = loader.get_single_node()
        reading = _YamlReading(loader, file)
        data = None if node is None else reading.value(node, ())
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        line = _line(error, text)
        raise FormPackError(
            _("{file}:{line}: not well-formed YAML: {problem}").format(
                file=file, line=line + 1, problem=_problem(error, text)
            ),
            _("Look at the indentation, the quotes and the colons around this line."),
        ) from error
    finally:
        if loader is not None:
            loader.dispose()
    return Located(data, reading.lines, text)


_SAID = (
    ("mapping values are not allowed", later("a text with “: ” in it needs quotation marks")),
    ("cannot start any token", later("a text that begins with this character needs quotation marks")),
    ("found unexpected end of stream", later("a quotation mark or a bracket does not close")),
    ("could not find expected ':'", later("a key without “:”, or a line that is indented too little")),
    ("expected <block end>", later("the line is indented otherwise than those it stands with")),
    ("did not find expected", later("a comma, a bracket or a quotation mark is missing")),
    ("expected ',' or", later("a comma, a bracket or a quotation mark is missing")),
    ("undefined alias", later("a text that begins with “*” needs quotation marks")),
    ("expected alphabetic or numeric", later("a text that begins with “*” or “&” needs quotation marks")),
    ("unknown escape character", later("“\\” has a meaning of its own within \"…\": write '…'")),
)
"""What the reader of YAML says begins or goes on so, and the same in our words."""


_QUOTED = regex(r"\"[^\"]*\"|'[^']*'")
_NAMED = regex(r"\{[a-z_][\w.|]*\}")
_BEGINS = regex(r"\s*(- |[\w-]+:(\s|$))")
"""A line that begins an item or a key: nothing in brackets means to reach into it."""
_KEY = regex(r"\s*[\w-]+(?=:(\s|$))")


def _line(error: Any, text: str) -> int:
    """The line at fault, from 0: where a quoted text begins that runs on into the line that cannot be read."""
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if mark is None:
        return 0
    if context is not None and "unexpected end of stream" in getattr(error, "problem", ""):
        return int(context.line)
    lines = text.split("\n")
    if _is_open(error, lines):
        return int(error.context_mark.line)
    if _lacks_colon(error, lines):
        return max(n for n in range(mark.line) if lines[n].strip())
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=_NumbersAndTruth):
            first, last = token.start_mark.line, token.end_mark.line
            if first > mark.line:
                break
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"') and first < mark.line == last:
                return int(first)
    return int(mark.line)


def _is_open(error: Any, lines: list[str]) -> bool:
    """Whether a bracket was not closed before a line that begins something else."""
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if mark is None or context is None or "flow" not in (error.context or ""):
        return False
    return context.line < mark.line < len(lines) and _BEGINS.match(lines[mark.line]) is not None


def _lacks_colon(error: Any, lines: list[str]) -> bool:
    """Whether a key cannot stand in its line because the one before it is a text: the colon is missing there."""
    mark = getattr(error, "problem_mark", None)
    if mark is None or "mapping values are not allowed" not in (error.problem or "") or mark.line >= len(lines):
        return False
    key = _KEY.match(lines[mark.line])
    before = next((line for line in reversed(lines[: mark.line]) if line.strip()), ":")
    return key is not None and key.end() == mark.column and not re.search(r":(\s|$)", before)


def _problem(error: Any, text: str) -> str:
    """What is wrong, in our words, where the reader of YAML raised this."""
    lines, line = text.split("\n"), _line(error, text)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    if _is_open(error, lines):
        return _("a bracket that opens in this line does not close")
    if _lacks_colon(error, lines):
        return _("a key without “:”, or without a space behind it")
    if lines[line].lstrip(" ").startswith("\t"):
        return _("a tab stands before the text: indent with spaces")
    return _told(problem, lines[line : line + 1])


def _told(problem: str, lines: list[str]) -> str:
    if "did not find expected" in problem and any(_NAMED.search(_QUOTED.sub("", line)) for line in lines):
        return _("a text with {…} needs quotation marks")
    return next((_(ours) for theirs, ours in _SAID if theirs in problem), _("the line cannot be read"))


def _look_at_depth(text: str, file: str) -> None:
    """Refuse what is nested too deeply before it is composed: that is done by recursion in C, which ends the process.

    Raises FormPackError, yaml.YAMLError.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_NumbersAndTruth):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise FormPackError(f"{file}:{line}: " + _("nested too deeply"))
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


class _YamlReading:
    """One walk over a document's nodes."""

    def __init__(self, loader: Any, file: str) -> None:
        self.loader = loader
        self.file = file
        self.lines: dict[Path, int] = {}
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, path: Path) -> Any:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if len(path) > MAX_DEPTH:
            raise self.refusal(node, _("nested too deeply"))
        if id(node) in self.seen:  # an alias; a few lines of them can stand for a billion values
            raise self.refusal(node, _("aliases (*name) are not allowed: write the value again"))
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, n)) for n, item in enumerate(node.value)]
        if node.tag.removeprefix("tag:yaml.org,2002:") not in ("str", "int", "float", "bool", "null"):
            raise self.refusal(node, _("the tag {tag} is not allowed: write the plain value").format(tag=node.tag))
        value = self.loader.construct_object(node)
        if isinstance(value, int | float) and not -MAX_NUMBER < value < MAX_NUMBER:
            raise self.refusal(node, _("the number is too large"))
        if isinstance(value, str) and _CONTROL.search(value):
            raise self.refusal(node, _("a control character stands in the text"))
        return value

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key_node, yaml.ScalarNode) or key == "<<" or len(key) > MAX_KEY or _CONTROL.search(key):
                raise self.refusal(key_node, _("a key must be a plain word"))
            if key in data:
                raise self.refusal(key_node, _("“{key}” stands here twice: keep one of them").format(key=key))
            self.lines[(*path, key)] = key_node.start_mark.line + 1
            data[key] = self.value(value_node, (*path, key))
        return data

    def refusal(self, node: yaml.Node, problem: str) -> FormPackError:
        return FormPackError(f"{self.file}:{node.start_mark.line + 1}: {problem}")
