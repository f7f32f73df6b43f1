"""A draft as a finished PDF."""

from collections.abc import Callable
from pathlib import Path

from planner_desktop.document.fill import fill
from planner_desktop.document.pdf import Made, make_pdf
from planner_desktop.draft import Draft
from planner_desktop.formpack import FormPack
from planner_desktop.i18n import _


def plan_pdf(
    draft: Draft,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Made:
    """The whole plan as a PDF that is not yet a file. Raises DocumentError, QueryError."""
    return make_pdf(fill(draft), progress=progress, cancelled=cancelled)


def export_pdf(
    draft: Draft,
    path: Path,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Made:
    """Write the whole plan to `path`. Raises DocumentError, QueryError."""
    made = plan_pdf(draft, progress=progress, cancelled=cancelled)
    made.write(path)
    return made


def remarks(made: Made, pack: FormPack) -> list[str]:
    """What an officer should know of the PDF of a plan: letters and pictures that could not be printed."""
    said = _("{section}: the font has no {letters}. They are printed as empty boxes; write them in another way.")
    letters = [
        said.format(section=pack.section(section).title, letters=" ".join(letters))
        for section, letters in made.boxes.items()
    ]
    pictures = [f"{pack.section(section).title}: {one}" for section, each in made.refused.items() for one in each]
    return letters + pictures
