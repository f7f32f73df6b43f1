"""The files that a command writes: refused before the first is, told of when they are there."""

from pathlib import Path

from planner_desktop import file_names, whole_file
from planner_desktop.cli.output import say
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _


def refuse(draft: Path | None, targets: list[Path], overwrite: bool) -> None:
    """Look at every target before the first is written. Raises DraftError."""
    for n, target in enumerate(targets):
        try:
            file_names.refuse(target)
        except OSError as error:
            raise DraftError(*whole_file.cannot_be_written(target, error)) from error
        if target.resolve() in {other.resolve() for other in (draft, *targets[:n]) if other is not None}:
            raise DraftError(_("{path} is named twice").format(path=target), _("Give every file a name of its own."))
        if target.exists() and not overwrite:
            raise DraftError(
                _("{path} exists already").format(path=target),
                _("Give another name, or --overwrite to replace it; nothing was written."),
            )
        if not target.absolute().parent.is_dir():
            raise DraftError(_("There is no folder {path}").format(path=target.absolute().parent), _("Make it first."))


def wrote(path: Path) -> None:
    """Tell of a file that is there now."""
    say(_("Wrote {path}").format(path=path.absolute()))
