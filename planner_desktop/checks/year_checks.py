"""Years in texts that were left from the plan of another year."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from planner_desktop.checks.asking import Asking
from planner_desktop.checks.plan_texts import PlanTexts, Said
from planner_desktop.checks.problem import Problem
from planner_desktop.i18n import _
from planner_desktop.thai.proof import Flaw
from planner_desktop.thai.proof_years import last_years_plan, old_dates, stale_years

STALE, OLD = "stale-year", "old-figures"


def stale(asking: Asking, texts: PlanTexts) -> Iterator[Problem]:
    """Years where the plan's own is meant, and dates of figures that are older than last year's."""
    year = int(asking.draft.pack.values()["fiscal_year"])
    single = frozenset(kind for kind, spec in asking.draft.pack.records.items() if spec.single)
    for found in texts.gathered(STALE, lambda said: list(_flawed(said, year, single))).values():
        for said, flaws, dates in found:
            for flaw in flaws:
                yield _stale(texts, said, flaw.of(said.text), flaw.around(said.text, 25), year)
            for flaw in dates:
                message = _("“{date}” is older than the year before the plan – {place}").format(
                    date=" ".join(flaw.of(said.text).split()), place=texts.place(said)
                )
                fix = _("Bring the figures up to date, with their date.")
                why = _("What is planned by figures of years ago answers what is no more.")
                yield texts.problem(OLD, "warning", said, message, fix, why, flaw.of(said.text))


def _flawed(texts: Sequence[Said], year: int, single: frozenset[str]) -> Iterator[tuple[Said, list[Flaw], list[Flaw]]]:
    """Texts with stale years or old dates in them."""
    for said in texts:
        flaws, dates = _found(said.text, year, said.is_name, said.is_running and said.kind in single)
        if flaws or dates:
            yield said, flaws, dates


@lru_cache(maxsize=20_000)
def _found(text: str, year: int, is_name: bool, is_whole: bool) -> tuple[list[Flaw], list[Flaw]]:
    """Each text is looked through once: at the next look the others are as they were."""
    flaws = stale_years(text, year, is_name=is_name)
    return flaws + (last_years_plan(text, year) if is_whole else []), old_dates(text, year)


def _stale(texts: PlanTexts, said: Said, named: str, around: str, year: int) -> Problem:
    message = _("The year {named} is named, the plan is of {year}: “{around}” – {place}").format(
        named=named, year=year, around=around, place=texts.place(said)
    )
    fix = _("Write the year that is meant.")
    why = _("A year left from an older plan makes readers doubt which plan they hold.")
    return texts.problem(STALE, "warning", said, message, fix, why, named, around)
