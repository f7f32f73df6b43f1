"""Targets read as quantities: "ไม่น้อยกว่าร้อยละ 85" is at least 85, in percent.

Only what is certain is read. Every number of a text must be understood, as part of what is asked for or as part of a
name, a date or a numbering; else the text is not a quantity. What stands in brackets explains, and is left out but for
weights, years and a number that stands nowhere else. Reading takes time in proportion to the text's length.
"""

import itertools
import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from planner_desktop.i18n import later
from planner_desktop.regex import regex
from planner_desktop.thai.digits import plain_number
from planner_desktop.thai.number_words import read_number_words
from planner_desktop.thai.quantity import LEVEL, PERCENT, Change, Part, Quantity, Unclear
from planner_desktop.thai.quantity_times import Found, due, is_time, of_times, year
from planner_desktop.thai.quantity_words import APART, BASE, BASE_AT_END, BRACKET, RISK, SIGNS, TIMES, TOKEN, YEAR

_NOTHING = regex(r"[\s\"'“”.-]*|(?:N/?A|ไม่มี)(?![A-Za-z]).*", re.DOTALL | re.IGNORECASE)
_SCALES = {None: 1, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}

_YEAR_AT_END = regex(rf"(?:{YEAR})\s?$", re.VERBOSE)
_STARTS = regex(rf"(?:[\n,;]|\s[-+]|\d\.|(?:{YEAR})\s?[:=]?)\s?$", re.VERBOSE)
_LIKE_A_YEAR = regex(r"2[45]\d\d")
NO_NUMBER = later("it holds no number")
_LONGEST, _MOST = 10_000, 40
"""No target has more letters, or more numbers."""


@lru_cache(maxsize=2048)
def read_quantity(text: str) -> Quantity:
    """What a target asks for. Not a quantity, with the reason, where that is not certain."""
    if len(text) > _LONGEST:
        return Quantity(reason=later("it is too long for a target"))
    plain = _laid_out(text)
    if _NOTHING.fullmatch(plain):
        return Quantity(reason=NO_NUMBER)
    try:
        outer, brackets = _without_brackets(plain)
        if outer.strip() == BRACKET:
            outer, brackets = _without_brackets(brackets[0])
        parts = _read(*_with_years(outer, brackets))
    except Unclear as unclear:
        return Quantity(reason=str(unclear))
    return Quantity(parts) if parts else Quantity(reason=NO_NUMBER)


def _laid_out(text: str) -> str:
    """The text as the patterns know it: Arabic digits, one space or new line, lists numbered "1."."""
    plain = plain_number(text.replace(BRACKET, " ")).replace("ํา", "ำ").replace("“ - “", "-")
    plain = re.sub(r" ?\n[ \n]*", "\n", plain)
    return re.sub(r"(?m)(^|(?<=\s))([0-9]{1,2})\)(?=\s?[^\d\s])", r"\2.", plain)


def _without_brackets(text: str) -> tuple[str, list[str]]:
    """The text with a sign in the place of each bracket, and what stands in them."""
    outer, inside, depth = [], [""], 0
    start = 0
    for at, letter in enumerate(text):
        if letter == "(":
            if not depth:
                outer.append(text[start:at])
                start = at + 1
            depth += 1
        elif letter == ")":
            depth -= 1
            if depth < 0:
                break
            if not depth:
                inside.append(text[start:at])
                start = at + 1
    if depth:
        raise Unclear(later("a bracket does not close"))
    return BRACKET.join([*outer, text[start:]]), inside[1:]


def _with_years(outer: str, brackets: list[str]) -> tuple[str, list[str]]:
    """The text with the brackets opened that hold only a year, or stand behind one: "ปี 66 (จำนวน 1 ภารกิจ)"."""
    words = outer.split(BRACKET)
    text, closed = words[0], []
    for inside, behind in zip(brackets, words[1:], strict=True):
        time = TOKEN.fullmatch(inside.strip())
        if (time and is_time(time)) or (_YEAR_AT_END.search(text[-40:]) and _alone(inside)):
            text += f" {inside} {behind}"
        else:
            text += BRACKET + behind
            closed.append(inside)
    return re.sub("  +", " ", text), closed


def _read(outer: str, brackets: list[str]) -> tuple[Part, ...]:
    found = list(TOKEN.finditer(outer))
    if len(found) > _MOST:
        raise Unclear(later("it holds too many numbers"))
    if any(each["unclear"] for each in found):
        raise Unclear(later("a number in it is not understood"))
    phrases = [each for each in found if each["phrase"]]
    if phrases:
        _refuse_risks(outer, found)
        _refuse_bases(outer, phrases)
        _refuse_unmarked(outer, phrases)
    parts = _weighted(outer, brackets, found, phrases, _parts(phrases))
    return tuple(of_times(outer, found, phrases, parts)) if parts else _nowhere_else(outer, brackets, found)


# ---------------------------------------------------------------- one number


def _parts(phrases: list[Found]) -> list[Part]:
    parts: list[Part] = []
    for phrase in phrases:
        part = _part(phrase)
        if part.per == "ๆ":  # for each of what was just counted
            if not parts or not parts[-1].unit:
                raise Unclear(later("a number in it is not understood"))
            part = replace(part, per=parts[-1].unit)
        parts.append(part)
    return parts


def _part(found: Found) -> Part:
    """What one number asks for."""
    percent = bool(found["percent"] or found["sign"] or found["sign_behind"])
    unit = found["unit"] or ""
    if (percent or found["level"]) and (unit or (percent and found["level"])):
        raise Unclear(later("a number in it has two units"))
    per = found["per"] or found["per_behind"] or ""
    if found["each"] and per:
        raise Unclear(later("a number in it is for each of two things"))
    if unit == LEVEL:
        raise Unclear(later("a number of levels is no target"))
    number = _number(found["number"]) * _SCALES[found["scale"]]
    upper = found["to"] or found["up_to"]
    change: Change = "more" if found["more"] else "less" if found["less"] else ""
    part = Part(
        unit=PERCENT if percent else LEVEL if found["level"] else unit,
        per=per or (found["each"] or "").strip(),
        change=change,
    )
    return _bounded(part, _sign(found, unit), number, _number(upper) if upper else None, found["end"])


def _number(text: str) -> Decimal:
    words = read_number_words(text)
    if words is None and not text[0].isdigit():
        raise Unclear(later("a number in it is not understood"))
    return Decimal(text.replace(",", "")) if words is None else Decimal(words)


def _sign(found: Found, unit: str) -> str:
    """The sign that the words before and behind a number stand for."""
    before = [found[name] for name in ("operator", "operator_behind") if found[name]]
    signs = {sign for word in before for sign, pattern in SIGNS.items() if pattern.fullmatch(word)} - {"="}
    if "ภายใน" in before and unit not in TIMES:
        raise Unclear(later("“ภายใน” stands before a number that is no time"))
    signs |= {"≥"} if found["up"] else {"≤"} if found["down"] else set()
    if len(signs) > 1 or (found["down"] and before):
        raise Unclear(later("its words contradict each other"))
    return signs.pop() if signs else "="


def _bounded(part: Part, sign: str, number: Decimal, upper: Decimal | None, end: str | None) -> Part:
    if upper is not None:
        below = bool(end and SIGNS["<"].fullmatch(end))
        fits = sign in "=≥" if end is None else sign in "≥>"
        if not fits or upper <= number:
            raise Unclear(later("its words contradict each other"))
        return replace(part, least=number, most=upper, above=sign == ">", below=below)
    least = number if sign in "=≥>" else None
    most = number if sign in "=≤<" else None
    return replace(part, least=least, most=most, above=sign == ">", below=sign == "<")


# ---------------------------------------------------------------- what is not certain


def _gaps(outer: str, found: list[Found]) -> list[str]:
    """The words between what was found, brackets left out."""
    ends = [0, *(each.end() for each in found)]
    starts = [*(each.start() for each in found), len(outer)]
    return [outer[end:start].replace(BRACKET, " ") for end, start in zip(ends, starts, strict=True)]


def _refuse_risks(outer: str, found: list[Found]) -> None:
    if any(RISK.search(gap) for gap in _gaps(outer, found)):
        raise Unclear(later("words that change a number do not stand at it"))


def _refuse_bases(outer: str, phrases: list[Found]) -> None:
    """A number behind ของ or จาก may be what a share is taken of."""
    end = 0
    for phrase in phrases:
        before = outer[end : phrase.start()]
        shares = end and BASE.search(before) and not APART.search(before)
        if shares or BASE_AT_END.search(before[-20:]):
            raise Unclear(later("a number in it may be what a share is taken of"))
        end = phrase.end()


def _refuse_unmarked(outer: str, phrases: list[Found]) -> None:
    """A number with nothing before it that says what it is may belong to a name: "สวน 15 นาที"."""
    shares = any(_is_share(each) for each in phrases)
    ends = [*(each.start() for each in phrases[1:]), len(outer)]
    for phrase, end in zip(phrases, ends, strict=True):
        marked = bool(phrase["lead"].strip()) or _is_share(phrase)
        first = not outer[: phrase.start()].strip(" \n-•*" + BRACKET)
        before = outer[max(0, phrase.start() - 60) : phrase.start()]
        starts = first or bool(_STARTS.search(before))
        behind = outer[phrase.end() : end]
        if not (_is_share(phrase) or phrase["unit"]):
            alone = not behind.strip(" \n." + BRACKET) or bool(re.match(r"\s?(?:[\n,;+]|ของ)", behind))
            of_year = len(phrases) == 1 or bool(_YEAR_AT_END.search(before.rstrip(" :=")))
            certain = alone and (marked or (starts and of_year and not _LIKE_A_YEAR.fullmatch(phrase["number"])))
        elif phrase["unit"] in TIMES:
            certain = marked or (starts and len(phrases) == 1)
        else:
            certain = marked or not shares or (starts and bool(APART.search(behind)))
        if not certain:
            raise Unclear(later("a number in it may belong to a name"))


def _is_share(phrase: Found) -> bool:
    return bool(phrase["percent"] or phrase["level"] or phrase["sign"] or phrase["sign_behind"])


# ---------------------------------------------------------------- brackets, years and weights


def _nowhere_else(outer: str, brackets: list[str], found: list[Found]) -> tuple[Part, ...]:
    """The quantity of a text without numbers but for its last bracket, as "… แผน (1 ฉบับ)", or for a date."""
    if len(found) == 1 and due(found[0]):
        return (Part(year=year(found[0]), due=due(found[0])),)
    if brackets and outer.endswith(BRACKET) and (phrase := _alone(brackets[-1])) and phrase["unit"]:
        return (_part(phrase),)
    return ()


def _alone(text: str) -> Found | None:
    """The phrase that a text wholly is."""
    found = TOKEN.fullmatch(text.strip())
    return found if found and found["phrase"] else None


def _weighted(
    outer: str, brackets: list[str], found: list[Found], phrases: list[Found], parts: list[Part]
) -> list[Part]:
    """The parts with their weights: "ร้อยละ 40 + ร้อยละ 60", or in brackets at the end of numbered lines."""
    sums = [outer[a.end() : b.start()] for a, b in itertools.pairwise(phrases)]
    if (
        sums
        and all("+" in gap for gap in sums)
        and all(part.unit == PERCENT and part.operator == "=" for part in parts)
    ):
        return [Part(weight=part.number) for part in parts]
    starts = [each.start() for each in found if each["name"] and re.fullmatch(r"\d{1,2}\.", each["name"])]
    if len(starts) < 2:
        return parts
    lines = list(zip(starts, [*starts[1:], len(outer)], strict=True))
    signs = [found.start() for found in re.finditer(BRACKET, outer)]
    weights = []
    for start, end in lines:
        at = start + len(outer[start:end].rstrip()) - 1
        phrase = _alone(brackets[signs.index(at)]) if outer[at] == BRACKET else None
        share = _part(phrase) if phrase else Part()
        if share.unit != PERCENT or share.operator != "=":
            return parts
        weights.append(share.number)
    whole = [part for phrase, part in zip(phrases, parts, strict=True) if phrase.start() < starts[0]]
    for (start, end), weight in zip(lines, weights, strict=True):
        inside = [part for phrase, part in zip(phrases, parts, strict=True) if start <= phrase.start() < end]
        if len(inside) > 1:
            raise Unclear(later("a weight in it is that of several numbers"))
        whole.append(replace(inside[0] if inside else Part(), weight=weight))
    return whole
