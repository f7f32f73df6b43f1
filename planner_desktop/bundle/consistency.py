"""Whether what is in a bundle belongs together: the plan's data, the draft, the PDF, the attachments and the label."""

import hashlib
import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from planner_desktop import file_names, formpack
from planner_desktop.bundle import label, layout, ready, rederived, scans, word_compared
from planner_desktop.bundle.packet import packet
from planner_desktop.bundle.refusal import Fault, ask_for_ours, does_not_verify
from planner_desktop.bundle.signed import signature_of
from planner_desktop.bundle.taken import Taken, take
from planner_desktop.checks import find_problems
from planner_desktop.document.export import SHA256
from planner_desktop.draft import Draft
from planner_desktop.draft.history import sending
from planner_desktop.draft.plan import plan_json
from planner_desktop.draft.plan.accepted_json import with_accepted
from planner_desktop.draft.plan.strict_json import read_json
from planner_desktop.draft.plan.target_quantities import with_readings, without_readings
from planner_desktop.errors import PlannerError
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _
from planner_desktop.regex import regex

MAX_PLAN, MAX_PARTS = 24_000_000, 800_000
"""Bytes, and values and names: a plan has 100 KB and 10,000."""
_SHOWN = 80  # letters of a value from anyone
_NAME = regex(rb"<dc:identifier>([^<]{1,1000})</dc:identifier>")
_SUM = regex(rb"<rdf:li>" + SHA256.encode() + rb"([0-9a-f]{64})</rdf:li>")


class Agreed(Frozen):
    """What the files of a bundle came to: what could not be checked, in words, and what is taken of the plan.

    `unread` tells why nothing is taken of it: the plan fits no edition that is installed here. `pdf` is how its PDF was
    compared (`rederived.Compared`).
    """

    remarks: tuple[str, ...]
    taken: Taken | None
    unread: str = ""
    signature: str = ""
    pdf: str = ""


def agree(path: Path, data: Path, said: Mapping[str, str], *, print_again: bool = False) -> Agreed:
    """Hold the files in `data` and the label against each other; `print_again` also what is drawn in the PDF.

    Raises RefusedError.
    """
    written = _plan(path, data / layout.PLAN)
    faults = [*_of_edition(written, said), *_of_attachments(data / layout.ATTACHMENTS, written)]
    try:
        plan = plan_json.plan_in_memory(data / layout.PLAN, written, ready.pack(), plain=True)
    except PlannerError as error:
        if faults:
            raise does_not_verify(path, *faults) from error
        unread = _without(data, error.message)
        if _is_installed(written):
            raise does_not_verify(path, Fault("plan", unread, f"data/{layout.PLAN}", ask_for_ours())) from error
        told = _("It cannot be compared with its edition here: {problem}").format(problem=unread)
        return Agreed((told,), None, unread)
    with plan:
        plan.read_only = True  # it stays as it is, and so what is worked out of it
        remarks = _held_against_draft(path, data, written, said, plan, faults)
        found = find_problems(plan)
        compared = rederived.look(plan, data, said, found, print_again=print_again)
        badly_signed, signature = signature_of(data / layout.PDF)
        if faults := [
            *faults,
            *compared.faults,
            *badly_signed,
            *word_compared.look(data, said),
            *_of_scans(data, said),
        ]:
            raise does_not_verify(path, *faults)
        return Agreed((*compared.remarks, *remarks), take(plan, found), signature=signature, pdf=compared.pdf)


def _held_against_draft(
    path: Path, data: Path, written: dict[str, Any], said: Mapping[str, str], plan: Draft, faults: list[Fault]
) -> list[str]:
    """Hold the draft, and by it the label and the PDF, against the plan; what could not be checked, in words."""
    edition, file = plan.pack.edition, data / layout.DRAFT
    if _pages(file) != file.stat().st_size:
        raise does_not_verify(path, _of_draft(_("{name} is damaged").format(name=layout.DRAFT)))
    other_version = str(written["edition"].get("version")) != str(edition.version)
    if other_version or said.get(layout.EDITION_VERSION, edition.numbered) != edition.numbered:
        _of_label(said, {layout.AGENCY: label.of_plan(plan).get(layout.AGENCY, "")}, faults)
        return [_("{name} is of another version of the edition and was not opened.").format(name=layout.DRAFT)]
    try:
        draft = Draft.open_as(file, plan.pack)
    except PlannerError as error:
        told = _without(data, error.message)
        problem = told if told.startswith(layout.DRAFT) else f"{layout.DRAFT}: {told}"
        raise does_not_verify(path, _of_draft(problem, error.fix)) from error
    with draft:
        own, bare = plan_json.to_plan(draft), sending.plan_text(without_readings(written))
        # Older programs put all files of a draft into its bundle.
        ways = (own, own | {"attachments": plan_json.listed(draft.attachments())})
        as_written = (_as_old_as(written, with_accepted(each, draft)) for each in ways)
        same = next((each for each in as_written if sending.plan_text(each) == bare), None)
        if same is None:
            problem = _("{one} and {other} are not the same plan").format(one=layout.PLAN, other=layout.DRAFT)
            raise does_not_verify(path, _of_draft(problem))
        digest = hashlib.sha256(sending.plan_text(own).encode("utf-8")).hexdigest()
        _of_label(said, label.of_plan(draft, digest), faults)
        with_theirs = sending.plan_text(written)
        read_alike = with_theirs == bare or with_theirs == sending.plan_text(with_readings(same, plan.pack))
        name = sending.identifier(draft)
    unlike = _("This program reads what the targets ask for otherwise than {name} says.").format(name=layout.PLAN)
    of_pdf = _of_pdf(data / layout.PDF, name, digest, faults, named=layout.PLAN_SHA256 in said)
    return [*([] if read_alike else [unlike]), *of_pdf]


def _of_scans(data: Path, said: Mapping[str, str]) -> Iterator[Fault]:
    try:
        scans.look(data, said.get(layout.SCANNED, ""))
    except scans.UnfitError as error:
        yield Fault("files", str(error), f"data/{layout.SCANS}", ask_for_ours())


def _without(data: Path, message: str) -> str:
    """A message without the folder that is gone when it is read."""
    return message.replace(str(data), "").lstrip("/\\")


def _of_draft(problem: str, fix: str = "") -> Fault:
    return Fault("draft", problem, f"data/{layout.DRAFT}", fix or ask_for_ours())


def _pages(file: Path) -> int:
    """How long a database says it is, in bytes: what stands behind it belongs to nobody."""
    with file.open("rb") as content:
        head = content.read(100).ljust(100, b"\0")
    size, count = struct.unpack(">H", head[16:18])[0], struct.unpack(">I", head[28:32])[0]
    return (65536 if size == 1 else int(size)) * int(count)


def _plan(path: Path, file: Path) -> dict[str, Any]:
    problem, fix = "", ask_for_ours()
    plan: Any = None
    try:
        plan = read_json(file, most_bytes=MAX_PLAN, most_parts=MAX_PARTS)
    except PlannerError as error:
        told = error.message.replace(str(file), file.name)
        problem = _("{name} cannot be read: {problem}").format(name=file.name, problem=told)
    else:
        if not isinstance(plan, dict) or plan.get("format") != plan_json.FORMAT:
            problem = _("{name} is not a plan of this program").format(name=file.name)
        elif not isinstance(plan.get("edition"), dict):
            problem = _("{name} does not say of which edition it is").format(name=file.name)
    if problem:
        raise does_not_verify(path, Fault("plan", problem, f"data/{file.name}", fix))
    return dict(plan)


def _is_installed(written: dict[str, Any]) -> bool:
    """Whether the edition that a plan names is here, in that version: then a plan that does not fit it is none."""
    wanted = written["edition"].get("id"), written["edition"].get("version")
    with suppress(PlannerError):
        place = formpack.installed().get(str(wanted[0]))
        if place is not None:
            edition = formpack.read(place).edition
            return (edition.id, edition.version) == wanted
    return False


def _as_old_as(plan: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """The draft's plan as the program wrote it when it made the other: format 1 had no uid in its records."""
    if plan.get("format_version") != 1:
        return own
    records = {
        kind: [{name: value for name, value in row.items() if name != "uid"} for row in rows]
        for kind, rows in own["records"].items()
    }
    return own | {"format_version": 1, "records": records}


def _of_edition(written: dict[str, Any], said: Mapping[str, str]) -> Iterator[Fault]:
    """The label names the edition that the plan names."""
    for name, part in ((layout.EDITION, "id"), (layout.EDITION_VERSION, "version")):
        # behind a point the number of published catalogues, which the plan does not say
        if said.get(name, "").partition(".")[0] != (inside := str(written["edition"].get(part))):
            yield _labelled(name, said.get(name, ""), inside)


def _labelled(name: str, labelled: str, inside: str) -> Fault:
    problem = _("its label says {name} “{label}”, its plan “{inside}”")
    told = problem.format(name=name, label=labelled[:_SHOWN], inside=inside[:_SHOWN])
    return Fault("label", told, "bag-info.txt", ask_for_ours())


def _of_label(said: Mapping[str, str], inside: Mapping[str, str], faults: list[Fault]) -> None:
    for name in (*(name for name in label.ALWAYS if name in inside), *(name for name in inside if name in said)):
        fault = _labelled(name, said.get(name, ""), inside.get(name, ""))
        if said.get(name, "") != inside.get(name, "") and fault not in faults:
            faults.append(fault)
    if layout.IDENTIFIER in inside and any(n in said and n not in inside for n in (layout.SENT_AT, layout.SENT_SHA256)):
        problem = _("its label says that it was sent, its plan is a draft")
        faults.append(Fault("label", problem, "bag-info.txt", ask_for_ours()))


def _of_attachments(folder: Path, written: dict[str, Any]) -> Iterator[Fault]:
    listed = written.get("attachments")
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        listed = []  # that it is no list of files is told where the plan is read
    listed = [entry for entry in listed if isinstance(entry.get("name"), str)]
    present = {file.name: file for file in folder.iterdir()} if folder.is_dir() else {}
    files = file_names.apart(entry["name"] for entry in listed)
    # Older programs gave every file its name in the plan.
    names = [files[name] if files[name] in present else name for name in (entry["name"] for entry in listed)]
    wanted = {name: entry.get("sha256") for name, entry in zip(names, listed, strict=True)}
    for name in sorted({*wanted, *present}):
        if name not in wanted or name not in present or _sum(present[name]) != wanted[name]:
            problem = _("the attached file “{name}” is not that of the plan").format(name=name[:_SHOWN])
            yield Fault("attachments", problem, f"data/{layout.ATTACHMENTS}/{name}"[:_SHOWN], ask_for_ours())


def _sum(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _of_pdf(file: Path, name: str, digest: str, faults: list[Fault], *, named: bool) -> list[str]:
    """The PDF says in its metadata which plan it was made of; those of older programs do not."""
    written, problem = packet(file), ""
    names, sums = (form.findall(written or b"") for form in (_NAME, _SUM))
    if written is None:
        problem = _("{name} is no PDF").format(name=layout.PDF)
    elif not names and not sums and not named:
        return [_("Whether {name} is of this plan cannot be told: an older program made it.").format(name=layout.PDF)]
    elif names != [escape(name).encode()] or sums != [digest.encode()]:
        problem = _("{name} was not made of this plan").format(name=layout.PDF)
    if problem:
        faults.append(Fault("pdf", problem, f"data/{layout.PDF}", ask_for_ours()))
    return []
