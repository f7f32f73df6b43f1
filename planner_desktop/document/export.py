"""A draft as a finished PDF, and as a Word file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from planner_desktop.document.fill import fill, watermark
from planner_desktop.document.making import MadeFile
from planner_desktop.document.outline import Document
from planner_desktop.document.pdf import Made, make_pdf
from planner_desktop.document.word.writer import make_docx
from planner_desktop.draft import Draft
from planner_desktop.draft.history import sending
from planner_desktop.draft.plan import clean_copy
from planner_desktop.draft.records.in_use import in_use
from planner_desktop.formpack import FormPack, Section
from planner_desktop.i18n import _

SHA256 = "sha256:"
"""Begins the checksum of the plan's data among a PDF's identifiers."""


def plan_pdf(
    draft: Draft,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Made:
    """The whole plan as a PDF that is not yet a file. Raises DocumentError, QueryError."""
    with clean_copy.cleaned(draft) as plain:
        return make_pdf(_identified(plain), progress=progress, cancelled=cancelled)


def plan_docx(
    draft: Draft,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> MadeFile:
    """The whole plan as a Word file that is not yet one. Raises DocumentError, QueryError."""
    with clean_copy.cleaned(draft) as plain:
        return make_docx(_identified(plain), progress=progress, cancelled=cancelled)


def _identified(plain: Draft) -> Document:
    """The document of a plan, which tells of which plan and data it is."""
    said = sending.identifier(plain), SHA256 + sending.digest(plain)
    return replace(fill(plain), identifiers=said, moment=sending.moment(plain))


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
    return letters + left_out(made, pack)


def left_out(made: MadeFile, pack: FormPack) -> list[str]:
    """What an officer should know of the plan in any kind of file: pictures and tables that could not be printed."""
    return [f"{pack.section(section).title}: {one}" for section, each in made.refused.items() for one in each]


def still_a_draft(draft: Draft) -> list[str]:
    """That the word for a draft stands across every page, and how it goes; nothing where it does not."""
    word, final = watermark(draft), draft.pack.edition.document.final
    if not word or final is None:
        return []
    kind, _dot, field = final.partition(".")
    where = next((_place(section, kind, draft.pack) for section in in_use(draft).sections_showing(kind)), "")
    said = _("“{word}” stands across every page. To have it go, choose “{label}” at “{where}”.")
    return [said.format(word=word, label=draft.spec(kind).fields[field].label, where=where)]


def _place(section: Section, kind: str, pack: FormPack) -> str:
    """The section, and which of its tabs where it has several, that show a kind of record."""
    part = next((part for part in section.screen if kind in part.edits(pack)), None)
    if part is None or len(section.screen) == 1:
        return section.title
    return f"{section.title} › {part.title or pack.records[kind].label}"
