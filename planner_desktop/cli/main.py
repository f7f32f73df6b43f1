"""From the arguments to an exit status: the language first, then the command, then what went wrong.

Exit status: 0 fine, 1 problems found (audit, check, lint, paste, recover, repair, replace, verify), 2 bad input or
usage, 3 a fault of the program.
"""

import atexit
import errno
import gc
import io
import os
import sys
import tempfile
import threading
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from planner_desktop import __version__, app_paths
from planner_desktop.cli import limits, window
from planner_desktop.cli.language import speak, take_language
from planner_desktop.cli.patience import PATIENCE, take_patience
from planner_desktop.errors import PlannerError
from planner_desktop.i18n import _

BAD_INPUT, FAULT = 2, 3
UNBOUNDED = ("collect", "verify")
"""Commands whose files have bounds of their own, counted in the time that each takes, however busy the PC is."""
MORE_SECONDS = 600
"""What is offered where a command took too long."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # an office PC's code page lacks letters that a plan has
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    language, rest = take_language(list(sys.argv[1:] if arguments is None else arguments))
    speak(language)
    opens_window = window.leads_to(rest)
    try:
        seconds, rest = take_patience(rest)
        if opens_window:
            return window.show(window.named(rest))
        atexit.register(gc.freeze)  # what is there at the end goes with the process, unsearched
        return _run_within_bounds(rest, seconds)
    except PlannerError as error:
        _say(str(error), in_box=opens_window)
        return BAD_INPUT
    except BrokenPipeError:  # whoever was reading the output has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except MemoryError:
        _say(_("This needs more memory than there is. Nothing was changed."), in_box=opens_window)
        return BAD_INPUT
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            _report_fault(in_box=opens_window)
            return FAULT
        _say(_("{path} cannot be read: its name is too long").format(path=error.filename), in_box=opens_window)
        return BAD_INPUT
    except Exception:
        _report_fault(in_box=opens_window)
        return FAULT


def _run_within_bounds(arguments: list[str], seconds: float) -> int:
    if threading.current_thread() is not threading.main_thread() or arguments[:1] == ["open"]:
        return _run(arguments)
    try:
        with limits.Bounds(_say_over, 0 if arguments[0:1] and arguments[0] in UNBOUNDED else seconds) as bound:
            status = _run([PATIENCE, f"{seconds:g}", *arguments])
    except BaseException:  # whatever the work made of being stopped
        if not bound.stopped:
            raise
    if bound.stopped:
        _say_over()
        return BAD_INPUT
    return status


def _say_over() -> None:
    _say(_("This takes longer than the work on any plan, and was stopped."))
    _say(
        _("If you know where the file comes from, give it more time with {option} (0: as long as it takes).").format(
            option=f"{PATIENCE} {MORE_SECONDS}"
        )
    )


def _run(arguments: list[str]) -> int:
    import click

    from planner_desktop.cli.commands import planner_desktop  # its help is put into words as it is imported

    try:
        status = planner_desktop.main(arguments, prog_name="planner-desktop", standalone_mode=False)
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        _say(shown.getvalue().rstrip())
        return BAD_INPUT
    except click.Abort:
        _say(_("Stopped."))
        return BAD_INPUT
    return status if isinstance(status, int) else 0


def _say(text: str, *, in_box: bool = False) -> None:
    """Tell what went wrong; `in_box` where that is of the window and nobody reads what is written."""
    from planner_desktop.cli.output import say

    say(text, err=True)
    if in_box:
        from planner_desktop.cli import error_box

        if error_box.is_wanted():
            error_box.show(text)


def _report_fault(*, in_box: bool) -> None:
    trace = traceback.format_exc()
    told = _("The program made a mistake and stopped. Your draft is as it was after your last edit.")
    try:
        file = _log_file()
        with file.open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now().astimezone().isoformat()} planner_desktop {__version__}, {file}\n{trace}\n")
        told += "\n" + _("Please send this file to those who keep the program: {path}").format(path=file)
    except OSError:
        told += f"\n{trace}"
    _say(told, in_box=in_box)


def _log_file() -> Path:
    try:
        app_paths.user_logs().mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.gettempdir()) / app_paths.LOG
    return app_paths.user_logs() / app_paths.LOG
