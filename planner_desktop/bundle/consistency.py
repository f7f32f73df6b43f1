"""Whether what is in a bundle belongs together: the plan's data, the draft, the PDF, the attachments and the label."""

import hashlib
import json
import re
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from planner_desktop import file_names
from planner_desktop.bundle import label, layout, rederived
from planner_desktop.document.export import SHA256
from planner_desktop.draft import Draft
from planner_desktop.draft.history import sending
from planner_desktop.draft.plan import plan_json
from planner_desktop.draft.plan.accepted_json import with_accepted
from planner_desktop.draft.plan.strict_json import read_json
from planner_desktop.draft.plan.target_quantities import with_readings, without_readings
from planner_desktop.errors import BundleError, PlannerError
from planner_desktop.i18n import _
from planner_desktop.regex import regex

MAX_PLAN, MAX_PARTS = 24_000_000, 800_000
"""Bytes, and values and names: a plan has 100 KB and 10,000."""
_SHOWN = 80  # letters of a value from anyone
_PIECE, _LONGEST = 1_000_000, 20_000
_START = rb"<\?xpacket begin="
_PACKET = regex(_START + rb".{0,200}?\?>(.+?)<\?xpacket end=", re.DOTALL)
_NAME = regex(rb"<dc:identifier>([^<]{1,1000})</dc:identifier>")
_SUM = regex(rb"<rdf:li>" + SHA256.encode() + rb"([0-9a-f]{64})</rdf:li>")


def agree(path: Path, data: Path, said: Mapping[str, str]) -> list[str]:
    """Hold the files in `data` and the label against each other; what could not be checked, in words.

    Raises BundleError.
    """
    plan = _plan(path, data / layout.PLAN)
    if _pages(data / layout.DRAFT) != (data / layout.DRAFT).stat().st_size:
        raise _unlike(path, _("{name} is damaged").format(name=layout.DRAFT))
    try:
        draft = Draft.open(data / layout.DRAFT, read_only=True)
    except PlannerError as error:
        raise _unlike(path, f"{layout.DRAFT}: {error.message.replace(str(data), '').lstrip('/')}") from error
    with draft:
        if draft.opened.damage is not None:
            raise _unlike(path, _("{name} is damaged").format(name=layout.DRAFT))
        # Older programs put all files of a draft into its bundle.
        own = [with_accepted(plan_json.to_plan(draft, every_file=every), draft) for every in (False, True)]
        made = [_as_old_as(plan, each) for each in own]
        bare = without_readings(plan)
        same = next((each for each in made if _text(each) == _text(bare)), None)
        if same is None:
            raise _unlike(
                path, _("{one} and {other} are not the same plan").format(one=layout.PLAN, other=layout.DRAFT)
            )
        _look_at_label(path, said, label.of_plan(draft))
        read_alike = _text(plan) in (_text(bare), _text(with_readings(same, draft.pack)))
        name, digest = sending.identifier(draft), sending.digest(draft)
    _look_at_attachments(path, data / layout.ATTACHMENTS, plan["attachments"])
    of_pdf = _look_at_pdf(path, data / layout.PDF, name, digest, named=layout.PLAN_SHA256 in said)
    try:
        again = rederived.look(data, said)
    except rederived.UnlikeError as error:
        raise _unlike(path, str(error)) from error
    unlike = [] if read_alike else [_("This program reads what the targets ask for otherwise than {name} says.")]
    return [
        *(each.format(name=layout.PLAN) for each in unlike),
        *again,
        *of_pdf,
    ]


def _pages(file: Path) -> int:
    """How long a database says it is, in bytes: what stands behind it belongs to nobody."""
    with file.open("rb") as content:
        head = content.read(100).ljust(100, b"\0")
    size, count = struct.unpack(">H", head[16:18])[0], struct.unpack(">I", head[28:32])[0]
    return (65536 if size == 1 else int(size)) * int(count)


def _unlike(path: Path, problem: str) -> BundleError:
    return BundleError(
        _("{path} does not verify: {problem}").format(path=path, problem=problem),
        _("Do not use it, and ask the agency for the file that the program made."),
    )


def _plan(path: Path, file: Path) -> dict[str, Any]:
    try:
        plan = read_json(file, most_bytes=MAX_PLAN, most_parts=MAX_PARTS)
    except PlannerError as error:
        problem = error.message.replace(str(file), file.name)
        raise BundleError(
            _("{path}: {name} cannot be read: {problem}").format(path=path, name=file.name, problem=problem)
        ) from error
    if not isinstance(plan, dict) or plan.get("format") != plan_json.FORMAT:
        raise BundleError(_("{path}: {name} is not a plan of this program").format(path=path, name=file.name))
    return plan


def _as_old_as(plan: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """The draft's plan as the program wrote it when it made the other: format 1 had no uid in its records."""
    if plan.get("format_version") != 1:
        return own
    records = {
        kind: [{name: value for name, value in row.items() if name != "uid"} for row in rows]
        for kind, rows in own["records"].items()
    }
    return own | {"format_version": 1, "records": records}


def _text(plan: dict[str, Any]) -> str:
    """A plan so that the same is the same text: 1, 1.0 and true are not."""
    return json.dumps(plan, ensure_ascii=False, sort_keys=True)


def _look_at_label(path: Path, said: Mapping[str, str], inside: Mapping[str, str]) -> None:
    for name in (*label.ALWAYS, *(name for name in inside if name in said)):
        labelled, true = said.get(name, ""), inside.get(name, "")
        if labelled != true:
            raise _unlike(
                path,
                _("its label says {name} “{label}”, its plan “{inside}”").format(
                    name=name, label=labelled[:_SHOWN], inside=true[:_SHOWN]
                ),
            )
    for name in (layout.SENT_AT, layout.SENT_SHA256):
        if name in said and name not in inside:
            raise _unlike(path, _("its label says that it was sent, its plan is a draft"))


def _look_at_attachments(path: Path, folder: Path, listed: list[dict[str, Any]]) -> None:
    present = {file.name: file for file in folder.iterdir()} if folder.is_dir() else {}
    files = file_names.apart(entry["name"] for entry in listed)
    # Older programs gave every file its name in the plan.
    names = [files[name] if files[name] in present else name for name in (entry["name"] for entry in listed)]
    wanted = {name: entry["sha256"] for name, entry in zip(names, listed, strict=True)}
    for name in sorted({*wanted, *present}):
        if name not in wanted or name not in present or _sum(present[name]) != wanted[name]:
            raise _unlike(path, _("the attached file “{name}” is not that of the plan").format(name=name[:_SHOWN]))


def _sum(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _look_at_pdf(path: Path, file: Path, name: str, digest: str, *, named: bool) -> list[str]:
    """The PDF says in its metadata which plan it was made of; those of older programs do not."""
    written = _packet(file)
    if written is None:
        raise _unlike(path, _("{name} is no PDF").format(name=layout.PDF))
    names, sums = _NAME.findall(written), _SUM.findall(written)
    if not names and not sums and not named:
        return [_("Whether {name} is of this plan cannot be told: an older program made it.").format(name=layout.PDF)]
    if names != [escape(name).encode()] or sums != [digest.encode()]:
        raise _unlike(path, _("{name} was not made of this plan").format(name=layout.PDF))
    return []


def _packet(file: Path) -> bytes | None:
    """The one packet of metadata in a PDF, empty if there is none or more than one; None if it is no PDF.

    The file is read piece by piece: it may be large, and what is looked at all at once counts as this program's memory.
    """
    starts: set[int] = set()
    with file.open("rb") as content:
        if content.read(5) != b"%PDF-":
            return None
        content.seek(at := 0)
        here = b""
        while piece := content.read(_PIECE):
            here = here[-len(_START) :] + piece
            at += len(piece)
            starts.update(at - len(here) + match.start() for match in re.finditer(_START, here))
        content.seek(max(0, at - 1024))
        if b"%%EOF" not in content.read():
            return None
        if len(starts) != 1:
            return b""
        content.seek(starts.pop())
        packet = _PACKET.match(content.read(_LONGEST))
    return packet[1] if packet else b""
