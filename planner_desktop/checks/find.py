"""All problems of a draft: asked once, and after an edit only what reads the columns that changed."""

from collections.abc import Callable, Iterator
from functools import partial

from planner_desktop.checks import (
    abbreviation_checks,
    catalogue_checks,
    code_checks,
    edition_checks,
    lists,
    name_checks,
    year_checks,
)
from planner_desktop.checks.accepting import marked
from planner_desktop.checks.asking import Asking, Learned
from planner_desktop.checks.field_checks import FieldChecks
from planner_desktop.checks.merge_conflicts import undecided
from planner_desktop.checks.not_taken import not_taken
from planner_desktop.checks.plan_texts import KeptTexts, PlanTexts
from planner_desktop.checks.problem import (
    CONFLICT,
    EMPTY,
    NOT_TAKEN,
    PICTURE,
    REFUSED,
    REQUIRED,
    REVIEW,
    SEVERITIES,
    TORN,
    Problem,
)
from planner_desktop.checks.reviewing import to_review
from planner_desktop.checks.tables_in_text import TABLES, WIDE, WORDLESS
from planner_desktop.draft import Draft
from planner_desktop.errors import SumTooLarge
from planner_desktop.formpack.tables import column, table_names
from planner_desktop.frozen import Frozen

_ORDER = (REQUIRED, EMPTY, NOT_TAKEN, CONFLICT, REFUSED, PICTURE, WIDE, TABLES, WORDLESS, TORN, REVIEW)
"""Within a section and a severity; what an edition checks comes last."""

Question = Callable[[], Iterator[Problem]]


class _Answer(Frozen):
    problems: tuple[Problem, ...]
    reads: frozenset[str]


class LiveProblems:
    """The problems of one draft, brought up to date after its edits. Use from one thread at a time."""

    def __init__(self) -> None:
        self._answers: dict[str, _Answer] = {}
        self._learned = Learned()
        self._texts = KeptTexts()

    def update(self, draft: Draft, changed: set[str] | None = None) -> list[Problem]:
        """Every problem of the draft, as `find_problems` has it.

        `changed` are the tables or columns that changed since the last time, as `Draft.watchers` are told, None if all
        may have. Raises QueryError.
        """
        if changed is None:  # also where the form pack is another
            self._answers, self._learned, self._texts = {}, Learned(), KeptTexts()
        else:
            changed = changed | {column(table, "*") for table in table_names(changed)}
            self._texts.heard(changed)
        asking = Asking(draft, self._learned)
        answers: dict[str, _Answer] = {}
        failed: SumTooLarge | None = None
        for name, question in _questions(asking, self._texts):
            known = self._answers.get(name)
            if known is None or changed is None or known.reads & changed:
                asking.reads = set()
                try:
                    known = _Answer(tuple(question()), frozenset(asking.reads))
                except SumTooLarge as error:
                    failed = error
                    continue
            answers[name] = known
        self._answers = answers
        self._learned.is_first_look = False
        return _in_order(draft, [problem for answer in answers.values() for problem in answer.problems], failed)


def find_problems(draft: Draft) -> list[Problem]:
    """Every problem of a draft, in the order of the sections, errors first in each; then those that were accepted.

    Raises QueryError.
    """
    problems: list[Problem] = []
    failed: SumTooLarge | None = None
    for _name, question in _questions(Asking(draft, None), KeptTexts()):
        try:
            problems += question()
        except SumTooLarge as error:
            failed = error
    return _in_order(draft, problems, failed)


def _in_order(draft: Draft, problems: list[Problem], failed: SumTooLarge | None) -> list[Problem]:
    """Raises what `failed`, unless the amount that is too large is a problem of its own."""
    if failed is not None and not any(problem.check == REFUSED for problem in problems):
        raise failed
    order = {section.id: n for n, section in enumerate(draft.pack.sections)}
    in_order = sorted(problems, key=lambda p: (order[p.section], SEVERITIES.index(p.severity), _rank(p)))
    return marked(draft, in_order)


def _questions(asking: Asking, kept: KeptTexts) -> Iterator[tuple[str, Question]]:
    """Everything that is asked of a draft, by a name that is the same at every look."""
    field_checks = FieldChecks(asking)
    for kind in asking.draft.pack.records:
        yield f"fields of {kind}", partial(field_checks.of, kind)
        yield f"catalogue of {kind}", partial(catalogue_checks.differing, asking, kind)
    for section in asking.use.sections:
        yield f"lists of {section.id}", partial(lists.empty, asking, section)
    yield NOT_TAKEN, partial(not_taken, asking)
    yield CONFLICT, partial(undecided, asking)
    yield REVIEW, partial(to_review, asking)
    texts = PlanTexts(asking, kept)
    yield name_checks.AGENCY, partial(name_checks.agencies, asking, texts)
    yield name_checks.CITED, partial(name_checks.cited, texts)
    yield name_checks.NEARLY, partial(name_checks.nearly_others, texts)
    yield abbreviation_checks.UNEXPLAINED, partial(abbreviation_checks.unexplained, asking, texts)
    yield code_checks.OTHER, partial(code_checks.named_otherwise, asking, texts)
    yield year_checks.STALE, partial(year_checks.stale, asking, texts)
    for section in asking.use.sections:
        for n, check in enumerate(section.checks):
            yield f"{section.id} {n}", partial(edition_checks.made, asking, section.file, check, section)
    for file, checks in asking.draft.pack.checks.items():
        for n, check in enumerate(checks):
            yield f"{file} {n}", partial(edition_checks.made, asking, file, check)


def _rank(problem: Problem) -> int:
    return _ORDER.index(problem.check) if problem.check in _ORDER else len(_ORDER)
