"""Where the attachments of a plan in JSON lie: `plan.json` has its own in `plan.attachments/DIGEST/NAME`.

NAME is the attachment's, or where not every drive takes that for a file, one that every drive does (`file_names`).
DIGEST is the first letters of the file's SHA-256: another file never has the same place, so nothing is ever written
over, and an older export stays whole until the new JSON takes its place. Read are also the attachments of a plan that
was given another name since, and the older layout, `attachments/NAME`, which a bundle still has: there a file whose
name a drive takes for another's has one of its own, too.
"""

import errno
import hashlib
import json
import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from planner_desktop import file_names, whole_file
from planner_desktop.draft.records import attachments
from planner_desktop.errors import PlanJsonError
from planner_desktop.i18n import _
from planner_desktop.regex import regex

SUFFIX = ".attachments"
BARE = "attachments"
DIGEST = 16  # letters
MOST_JSON = 200_000_000  # bytes
_SHA256 = regex("[0-9a-f]{64}")


def folder(plan: Path) -> Path:
    """The folder of a plan's attachments."""
    return plan.with_name(plan.stem + SUFFIX)


def place(plan: Path, name: str, sha256: str) -> Path:
    """Where a plan's attachment lies. Raises PlanJsonError where its name leads elsewhere: it may come from anybody."""
    return folder(plan) / sha256[:DIGEST] / file_names.safe(_plain(name))


def bare(plan: Path, file: str) -> Path:
    """Where it lies in a folder that holds this plan alone, `file` being its name there."""
    return plan.parent / BARE / file


def _plain(name: str) -> str:
    if not attachments.is_plain(name):
        raise PlanJsonError(_("The attachment “{name}” has no plain name").format(name=name))
    return name


def put(plan: Path, file: Path, content: bytes) -> None:
    """Write an attachment to its place, if it is not there. Raises OSError, and PlanJsonError rather than replace."""
    _refuse_links(plan, file)
    if os.path.lexists(file):
        if file.stat().st_size == len(content) and whole_file.read(file, len(content)) == content:
            return
        raise PlanJsonError(
            _("{path} exists already, and is another file").format(path=file),
            _("Move it away or choose another name; it was not changed."),
        )
    for each in (file.parent.parent, file.parent):
        if not each.is_dir():
            each.mkdir()
            whole_file.sync_folder(each.parent)
    whole_file.write(file, content, new=True)


def get(plan: Path, name: str, sha256: str, file_name: str) -> bytes:
    """An attachment; in a bundle its file is called `file_name`. Raises PlanJsonError where it is not there."""
    found = None
    for file in _places(plan, name, sha256, file_name):
        try:
            content = _read(plan, file)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise PlanJsonError(
                _("the attached file {file} cannot be read: {problem}").format(
                    file=file, problem=whole_file.told(error)
                ),
                _("Put the file itself there."),
            ) from error
        if hashlib.sha256(content).hexdigest() == sha256:
            return content
        found = file
    if found is not None:
        raise PlanJsonError(_("the attached file {file} is not the one that was exported").format(file=found))
    raise PlanJsonError(
        _("the attached file {file} is missing").format(file=folder(plan) / sha256[:DIGEST] / name),
        _("Copy the folder “{folder}” to beside the plan.").format(folder=folder(plan).name),
    )


def _places(plan: Path, name: str, sha256: str, file_name: str) -> Iterator[Path]:
    if _SHA256.fullmatch(sha256):
        yield place(plan, name, sha256)
    yield bare(plan, file_name)
    names = [file_names.safe(name)]
    if not (file_names.ON_WINDOWS and file_names.why_not(name)):
        names.append(_plain(name))  # as older programs had it
        yield bare(plan, name)
    if _SHA256.fullmatch(sha256):
        for other in sorted(plan.parent.glob(f"*{SUFFIX}")):  # the JSON alone was given another name
            yield from (other / sha256[:DIGEST] / each for each in dict.fromkeys(names))


def _read(plan: Path, file: Path) -> bytes:
    _refuse_links(plan, file)
    return whole_file.read(file, attachments.MAX_BYTES)


def _refuse_links(plan: Path, file: Path) -> None:
    """No folder between the plan's and the file may lead elsewhere. Raises OSError."""
    for each in file.relative_to(plan.parent).parents:
        if each.name and whole_file.is_link(plan.parent / each):
            raise OSError(errno.ELOOP, _("{path} is a link").format(path=plan.parent / each))


def listed(plan: Path) -> Sequence[tuple[str, str]]:
    """Names and SHA-256 of the attachments of the plan that is at a place now; none where that cannot be told."""
    try:
        told = json.loads(whole_file.read(plan, MOST_JSON))["attachments"]
        pairs = [(entry["name"], entry["sha256"]) for entry in told]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return []
    texts = [(n, s) for n, s in pairs if isinstance(n, str) and isinstance(s, str)]
    return [(n, s) for n, s in texts if attachments.is_plain(n) and _SHA256.fullmatch(s)]


def take_away(plan: Path, files: Sequence[Path], kept: Collection[Path]) -> None:
    """Take away attachments of the plan that was replaced, each known by its digest; one in use elsewhere stays."""
    for file in set(files) - set(kept):
        with suppress(OSError):
            if hashlib.sha256(_read(plan, file)).hexdigest().startswith(file.parent.name):
                whole_file.remove(file)
                file.parent.rmdir()
                file.parent.parent.rmdir()  # which fails while there are others
