"""A form pack's files while they are read: parsed, checked against the model, and what was found wrong."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_type_hints

from planner_desktop.errors import FormPackError
from planner_desktop.formpack import model_errors, retired, short_forms
from planner_desktop.formpack.finding import Finding
from planner_desktop.formpack.strict import Strict, checker
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.formpack import located_yaml


M = TypeVar("M", bound=Strict)


MAX_GUESSES = 20  # at what an unknown key was meant to be


MAX_FINDINGS = 100  # of one file; who has so many mends the first ones first


@dataclass
class PackSource:
    """A form pack's files, the YAML among them with line numbers, and what was found wrong while reading."""

    name: str
    files: dict[str, bytes]
    located: dict[str, located_yaml.Located] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    is_older: bool = False
    """Written, inside a draft, in words that may be older than today's."""

    def finding(self, file: str, path: located_yaml.Path, message: str, fix: str = "") -> None:
        """Note something wrong at a path of a file."""
        line = self.located[file].line(path) if file in self.located else 1
        self.findings.append(Finding(file, line, message, fix))

    def part(self, file: str, model: type[M]) -> M | None:
        """The file's YAML as the model; None, with findings, where it does not fit."""
        from pydantic import ValidationError

        from planner_desktop.formpack import located_yaml

        if file not in self.files:
            self.finding(file, (), _("the file is missing"), _("Every form pack has edition.yaml and records.yaml."))
            return None
        try:
            text = self.files[file].decode("utf-8")
            self.located[file] = located_yaml.read(text, file)
            data = self.located[file].data or {}
            part: M = checker(model).validate_python(retired.in_todays_words(data) if self.is_older else data)
            return part
        except UnicodeDecodeError:
            self.finding(file, (), _("the file is not UTF-8"), _("Save it as UTF-8."))
        except FormPackError as error:
            self.findings.append(Finding.parsed(error, file))
        except ValidationError as error:
            problems = error.errors(include_url=False)
            unknown = [problem["loc"] for problem in problems if problem["type"] == "unexpected_keyword_argument"]
            for problem in problems[:MAX_FINDINGS]:
                if problem["type"] != "missing" or not _is_misspelt(problem["loc"], unknown):
                    self._refuse(file, model, problem)
        return None

    def _refuse(self, file: str, model: type[Strict], problem: Mapping[str, Any]) -> None:
        data: Any = self.located[file].data
        path: list[str | int] = []
        steps = problem["loc"]
        for n, said in enumerate(steps):  # pydantic also names the kinds of a union on the way: those are no keys here
            for step in short_forms.way(said, data):
                present = isinstance(data, dict) and step in data
                if present or (isinstance(data, list) and isinstance(step, int) and step < len(data)):
                    below = data[step]
                    if isinstance(below, dict | list) or n == len(steps) - 1:
                        path.append(step)
                        data = below
        last = str(problem["loc"][-1]) if problem["loc"] else ""
        if problem["type"] == "unexpected_keyword_argument" and len(self.findings) > MAX_GUESSES:
            self.finding(file, tuple(path), _("unknown key “{key}”").format(key=last), _("Remove it."))
        elif problem["type"] == "unexpected_keyword_argument":
            around = [m for m in _models(cast(Any, model)) if last not in m.names()]
            words = sorted({word for m in around for word in m.names()})
            near = difflib.get_close_matches(last, words)
            near.sort(key=lambda word: word[:1] != last[:1])  # a slip of the hand seldom changes the first letter
            fix = _("Did you mean “{word}”?").format(word=near[0]) if near else _("Remove it.")
            self.finding(file, tuple(path), _("unknown key “{key}”").format(key=last), fix)
        elif problem["type"] == "missing":
            self.finding(file, tuple(path), _("the key “{key}” is missing").format(key=last), _("Add it."))
        else:
            message, fix = model_errors.said(problem)
            path += getattr(problem.get("ctx", {}).get("error"), "path", ())
            where = ".".join(str(step) for step in path) or file
            self.finding(file, tuple(path), f"{where}: {message}", fix)


def _is_misspelt(missing: tuple[str | int, ...], unknown: Iterable[tuple[str | int, ...]]) -> bool:
    """Whether a key that is missing stands there under a name that is nearly its own."""
    beside = [str(path[-1]) for path in unknown if path[:-1] == missing[:-1]]
    return bool(difflib.get_close_matches(str(missing[-1]), beside, 1))


@lru_cache
def _models(model: Any) -> set[type[Strict]]:
    """The model and every model inside it."""
    found: set[type[Strict]] = set()
    todo: list[Any] = [model]
    while todo:
        part = todo.pop()
        if isinstance(part, type) and issubclass(part, Strict):
            if part not in found:
                found.add(part)
                todo.extend(get_type_hints(part).values())
        else:
            todo.extend(getattr(part, "__args__", ()))
    return found
