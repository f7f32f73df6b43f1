"""Spaces of Thai office prose: before ๆ, behind พ.ศ. and numbers, and years that are cut to two digits."""

from planner_desktop.regex import regex
from planner_desktop.thai.proof import Flaw

_YAMOK = regex(r"(?<=[ก-๎])ๆ|(?<=[ก-๎])\sๆ(?=[ก-ฮเ-ไ])")
_YEAR = regex(r"(พ\.\s?ศ\.)([0-9๐-๙]{4})")
_NUMBER = regex(r"(?:(?<=^)|(?<=\s))[1-9]\d?\.(?=[ก-ฮเ-ไ][ก-๎]{3})")
_NUMBER_SPACED = regex(r"(?:^|\s)[1-9]\d?\.\s+(?=[ก-ฮเ-ไ][ก-๎]{3})")
_SHORT = regex(
    r"(?<=ปี )(?:งบประมาณ )?(?:พ\.ศ\. ?)?([4-9]\d)(?![\d,./%])(?: ?[-–] ?[4-9]\d(?![\d,./]))?"
    r"|(?:(?:ม\.ค|ก\.พ|มี\.ค|เม\.ย|พ\.ค|มิ\.ย|ก\.ค|ส\.ค|ก\.ย|ต\.ค|พ\.ย|ธ\.ค)\. ?)([4-9]\d)(?!\d)"
    r"|(?<=ต่อเนื่อง )([4-9]\d) ?[-–] ?([4-9]\d)(?!\d)"
)


def repeat_mark_spacing(text: str) -> list[Flaw]:
    """ๆ without the space before it: “ต่างๆ”."""
    return [
        Flaw(found.start(), found.end(), " ๆ" if found[0] == "ๆ" else " ๆ ")
        for found in _YAMOK.finditer(text)
        if found[0] == "ๆ"
    ]


def year_spacing(text: str) -> list[Flaw]:
    """A year without the space before it: “พ.ศ.2568”."""
    return [Flaw(found.start(), found.end(), f"{found[1]} {found[2]}") for found in _YEAR.finditer(text)]


def short_years(text: str) -> list[Flaw]:
    """Years of two digits: “ปี 64”, “2 ต.ค. 67”, “(โครงการต่อเนื่อง 65 – 68)”."""
    return [Flaw(found.start(), found.end()) for found in _SHORT.finditer(text)]


def number_spacing(text: str) -> list[Flaw]:
    """A number of a list without the space behind its dot: “4.โครงการ”."""
    return [Flaw(found.start(), found.end(), f"{found[0]} ") for found in _NUMBER.finditer(text)]


def number_spaced(text: str) -> bool:
    """Whether a text has a number of a list with that space."""
    return bool(_NUMBER_SPACED.search(text))
