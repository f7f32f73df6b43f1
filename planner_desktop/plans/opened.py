"""The plan in a file of any kind that a new one may begin with: a draft, a bundle, its data as JSON.

Nothing of the file is changed, and nothing in it is believed that was not looked at: a bundle is verified first, and
JSON is read into a draft of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planner_desktop import leftovers
from planner_desktop.draft import Draft
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _

SUFFIXES = (".bmaplan", ".zip", ".json", ".docx")
"""The kinds of file that are taken, by how their names end."""


@contextmanager
def plan_in(path: Path) -> Iterator[Draft]:
    """The plan of a file, open for reading until the end. Raises PlannerError."""
    kind = path.suffix.lower()
    if kind == ".zip":
        from planner_desktop.bundle.verify import opened

        with opened(path) as draft:
            yield draft
    elif kind in (".json", ".docx"):
        with leftovers.temporary_folder() as folder:
            read = _from_json if kind == ".json" else _from_word
            with read(path, folder / "plan.bmaplan") as draft:
                yield draft
    else:
        with Draft.open(path, read_only=True) as draft:
            if draft.opened.damage:
                raise DraftError(
                    _("{path} is damaged").format(path=path), _("Open it and repair it into a new file first.")
                )
            yield draft


def _from_json(path: Path, out: Path) -> Draft:
    from planner_desktop.draft.plan.plan_json import read_plan

    return read_plan(path, out)


def _from_word(path: Path, _out: Path) -> Draft:
    # The one place where a Word file becomes a draft that the next year's plan begins with.
    raise DraftError(
        _("{path} is a Word file, which no plan can begin with as it is").format(path=path),
        _("Import it as a draft first, look through that, and begin with the draft."),
    )
