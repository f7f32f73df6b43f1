"""Themes, strategies and issues that running text names, against those that the plan has."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from planner_desktop.audit.audited import Audited, Said
from planner_desktop.audit.finding import Finding, at_lines, short
from planner_desktop.audit.kinds.coded_names import Coded, coded
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.compared import compared, same_beginning
from planner_desktop.thai.digits import to_arabic

_STRATEGY = regex(r"ยุทธศาสตร์ที่\s*(\d{1,2})\s+(\S.{4,150})")
_CITY_STRATEGY = regex(r"ยุทธศาสตร์ที่\s*(\d{1,2})\s+(?:ของ|ตาม)แผนปฏิบัติ")
_ISSUE = regex(r"ประเด็น(?:การ)?พัฒนา(?:ที่)?\s*(\d\.\d{1,2})(?![\d.])")
_RUNNING = ("text", "item")
_LEAST = 8


def find(plan: Audited) -> Iterator[Finding]:
    """What a text names that the plan calls otherwise, does not have, or has besides."""
    known: dict[str, dict[str, list[Coded]]] = defaultdict(lambda: defaultdict(list))
    for one in coded(plan):
        known[one.label][one.code].append(one)
    running = [said for said in plan.texts if said.role in _RUNNING and said.place.part != "contents"]
    for said in running:
        yield from _strategies(said, known)
        if said.place.part == "front":
            yield from _issues(said, known["issue"])
            yield from _themes(plan, said, known["theme"])
            yield from _as_dimension(plan, said, known["theme"])


def _strategies(said: Said, known: dict[str, dict[str, list[Coded]]]) -> Iterator[Finding]:
    text = " ".join(to_arabic(said.text).split())
    for found in _CITY_STRATEGY.finditer(text):
        if found[1] not in known["strategy"] and (themes := known["theme"].get(found[1])):
            yield _finding(
                "names-other-strategy",
                said,
                themes[:1],
                found[0],
                f"ด้านที่ {found[1]}",
                _("There is no strategy {number}, but a theme").format(number=found[1]),
            )
    for found in _STRATEGY.finditer(text):
        told = [one for one in known["strategy"].get(found[1], ()) if one.line != said.line]
        if not told:
            continue
        name = Counter(one.name for one in told).most_common(1)[0][0]
        here, right = compared(found[2]), compared(name)
        if not here.startswith(right) and _LEAST <= same_beginning(here, right) < len(right):
            yield _finding(
                "strategy-name-differs",
                said,
                told,
                short(found[2], len(name) + 8),
                name,
                _("Strategy {code} is called “{name}” elsewhere").format(code=found[1], name=short(name, 50)),
            )


def _issues(said: Said, known: dict[str, list[Coded]]) -> Iterator[Finding]:
    """Issues that the text names and no part of the plan has, in a plan whose parts number theirs."""
    numbers = dict.fromkeys(_ISSUE.findall(to_arabic(said.text)))
    unknown = [number for number in numbers if number not in known]
    if unknown and len(known) > 1:
        yield _finding(
            "text-names-other-theme",
            said,
            [],
            ", ".join(unknown),
            ", ".join(sorted(known)),
            _("The text names issue {number}, which no part has").format(number=", ".join(unknown)),
        )


def _themes(plan: Audited, said: Said, known: dict[str, list[Coded]]) -> Iterator[Finding]:
    """A text that names some of the plan's themes, but not all, or others."""
    names = {row["code"] or "": row["name"] or "" for row in plan.template.pack.catalogues.get("themes", ())}
    text = compared(said.text)
    named = {code for code, name in names.items() if code and compared(name) in text}
    own = {code for code in known if code in names}
    missing, more = sorted(own - named), sorted(named - own)
    if len(named & own) < 2 or len(own) < 2 or not (missing or more) or len(named) == len(names):
        return
    said_of = ", ".join(names[code] for code in (missing or more))
    yield _finding(
        "theme-missing-from-text" if missing else "text-names-other-theme",
        said,
        [known[code][0] for code in missing],
        ", ".join(names[code] for code in sorted(named)),
        said_of,
        _("The plan has {themes}, which the text does not name").format(themes=said_of)
        if missing
        else _("The text names {themes}, which the plan does not have").format(themes=said_of),
    )


def _as_dimension(plan: Audited, said: Said, known: dict[str, list[Coded]]) -> Iterator[Finding]:
    """A theme that the text calls a dimension, which is what stands above themes."""
    text = compared(said.text)
    for row in plan.template.pack.catalogues.get("themes", ()):
        code, name = row["code"] or "", row["name"] or ""
        if name and compared(f"มิติ{name}") in text and code in known:
            yield _finding(
                "term-variant",
                said,
                known[code][:1],
                f"มิติ{name}",
                f"ด้าน{name}",
                _("“{name}” is a theme, and no dimension").format(name=name),
            )


def _finding(kind: str, said: Said, others: list[Coded], stated: str, found: str, message: str) -> Finding:
    return Finding(
        kind,
        "warning",
        at_lines(said.line, *(one.line for one in others)),
        said.place.said,
        stated,
        found,
        message,
        _("Name in the text what the plan's parts have."),
    )
