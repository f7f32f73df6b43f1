"""Asking for file names, and making new draft files in a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from planner_desktop import file_names
from planner_desktop.draft import PART_SUFFIX, SUFFIX, Draft
from planner_desktop.draft.session import Typed
from planner_desktop.i18n import _, ngettext
from planner_desktop.stopping import Cancelled, Progress
from planner_desktop.ui.session.folders import draft_folder

if TYPE_CHECKING:
    from planner_desktop.draft.file.repair_report import RepairReport
    from planner_desktop.ui.session.shell import Shell


def free_name(path: Path, word: str) -> Path:
    """A name beside a file that nothing has yet: its own with a word behind."""
    suffix = PART_SUFFIX if path.suffix.lower() == PART_SUFFIX else SUFFIX
    name, number = file_names.with_word(path, word, suffix), 1
    while name.exists():
        number += 1
        name = file_names.with_word(path, f"{word} {number}", suffix)
    return name


def ask_new_draft(parent: QWidget, title: str, near: Path) -> Path | None:
    """Ask for the name of a draft that does not exist yet."""
    suffix = PART_SUFFIX if near.suffix.lower() == PART_SUFFIX else SUFFIX
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, title, str(near), _("Draft (*{suffix})").format(suffix=suffix)
    )
    if not chosen:
        return None
    return Path(chosen) if chosen.lower().endswith(suffix) else Path(chosen + suffix)


def copying(draft: Draft, path: Path, typed: Sequence[Typed] = ()) -> Callable[[Progress, Cancelled], Path]:
    """The work of writing the draft as it is now to a new file, with what is typed and could not be stored."""
    snapshot = draft.snapshot()

    def run(_progress: Progress, _cancelled: Cancelled) -> Path:
        with snapshot:
            snapshot.save_as(path, typed)
        return path

    return run


def go_on_in_copy(shell: Shell) -> None:
    """Ask for a name, save a copy of the draft there, and open it."""
    path = shell.session.draft.path or draft_folder(shell.session.draft) / SUFFIX
    target = ask_new_draft(shell.frame, _("Go on in a copy"), free_name(path, _("copy")))
    if target is not None:
        save_copy(shell, target)


def save_copy(shell: Shell, target: Path) -> None:
    """Save a copy of the window's draft in a thread, and open it."""
    session = shell.session
    typed = session.typing.typed()
    shell.run(_("Saving a copy…"), lambda: copying(session.draft, target, typed), shell.open)


def ask_repair(shell: Shell) -> None:
    """Ask for a name and repair the window's damaged file into it."""
    path = shell.session.draft.path
    assert path is not None
    target = ask_new_draft(shell.frame, _("Repair into a new file"), free_name(path, _("repaired")))
    if target is not None:
        repair_into(shell, target)


def repair_into(shell: Shell, target: Path) -> None:
    """Repair the window's damaged file in a thread; then say what was saved, and open it."""
    path = shell.session.draft.path
    assert path is not None

    def job(_progress: Progress, _cancelled: Cancelled) -> RepairReport:
        from planner_desktop.draft.file.repair import repair

        return repair(path, target)

    def done(report: RepairReport) -> None:
        shell.open(target)
        count = sum(report.saved.values())
        saved = ngettext("{count} row was saved", "{count} rows were saved", count).format(count=count)
        said = _("Repaired into {path}: {saved}.").format(path=target, saved=saved)
        shell.bar.show_done(said, _("Open"), lambda: shell.open(target))

    shell.run(_("Repairing into a new file…"), lambda: job, done)
