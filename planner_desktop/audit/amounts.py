"""What a cell of a budget says: an amount, that none is needed, or that it was refused or is still asked for."""

from dataclasses import dataclass
from functools import lru_cache

from planner_desktop.errors import ValueRefused
from planner_desktop.regex import regex
from planner_desktop.thai.amounts import LARGEST, parse_baht
from planner_desktop.thai.digits import to_arabic

_NUMBER = regex(r"(?<![\d.,])\d{1,3}(?:,\s?\d{3})+(?:\.\d{1,2})?|(?<![\d.,])\d+(?:\.\d+)?")
_NONE = regex(r"ไม่ใช้?่?\s*งบประมาณ|ไม่มีงบประมาณ")
_WITHIN = regex(r"ใช้งบประมาณภายใต้")
_REFUSED = regex(r"ไม่ได้\s*รับ\s*(?:การ)?\s*(?:อนุมัติ)?\s*(?:จัดสรร)?\s*งบ|ไม่เสนอโครงการ|ยกเลิก")
_PENDING = regex(r"อยู่ระหว่าง(?:ขอ|การ)")
_ASIDE = regex(r"\([^()]*[ก-๙][^()]*\)")
_YEARS = regex(r"\(?โครงการต่อเนื่อง[^)]*\)?")


@dataclass(frozen=True, slots=True)
class Budget:
    """A budget as printed. Amounts are satang; a cell may hold several, one below the other."""

    text: str
    amounts: tuple[int, ...] = ()
    none: bool = False
    within: bool = False
    refused: bool = False
    pending: bool = False
    bracketed: bool = False

    @property
    def amount(self) -> int | None:
        """The whole amount, None where no amount is printed."""
        return sum(self.amounts) if self.amounts else None

    @property
    def blank(self) -> bool:
        """Whether nothing at all is said."""
        return not self.text.strip()

    @property
    def state(self) -> str:
        """One word for what it says: amount, none, dash, within or blank."""
        if self.amounts:
            return "amount"
        if self.within:
            return "within"
        if self.none:
            return "none"
        return "blank" if self.blank else "dash"


@lru_cache(maxsize=8192)
def read_budget(text: str) -> Budget:
    """What a cell of a budget says: its amounts in satang, and whether it needs no money or was refused."""
    plain = to_arabic(" ".join(text.split()))
    inner = plain.strip()
    bracketed = inner.startswith("(") and inner.endswith(")") and inner.count("(") == 1
    counted = inner if bracketed else _ASIDE.sub(" ", _YEARS.sub(" ", inner))
    amounts = tuple(filter(None, (satang(found[0]) for found in _NUMBER.finditer(counted))))
    return Budget(
        text=text,
        amounts=amounts,
        none=bool(_NONE.search(plain)),
        within=bool(_WITHIN.search(plain)),
        refused=bool(_REFUSED.search(plain)),
        pending=bool(_PENDING.search(plain)),
        bracketed=bracketed and bool(amounts),
    )


def satang(text: str) -> int:
    """A printed number of baht as satang; 0 for one that is none or too large."""
    whole, point, rest = text.replace(" ", "").partition(".")
    try:
        return min(parse_baht(whole + point + rest[:2]), LARGEST)
    except ValueRefused:
        return 0


def is_refused(text: str) -> bool:
    """Whether a text says that a project gets no money or is not carried out."""
    return bool(_REFUSED.search(" ".join(text.split())))
