"""Names of agencies that are nearly those the edition knows, and titles of the plan that are not the template's."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from planner_desktop.audit.audited import Audited, Said
from planner_desktop.audit.finding import Finding, at_lines
from planner_desktop.audit.text_findings import Proof, flawed
from planner_desktop.checks import Severity
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.proof import Flaw
from planner_desktop.thai.proof_near import NearNames

_BEGIN, _FILLER = "สำนัก", "งาน"
_LONG = 14
_STEM = "แผนปฏิบัติ"
_TITLE = regex(r"แผนปฏิบัติ(การราชการ|การ|ราชการ)?\s?(ประจำปี|กรุงเทพมหานคร|ราชการประจำปี)")
_NO_ERA = regex(r"แผนปฏิบัติราชการ\s?ประจำปี 25\d\d")


def find(plan: Audited) -> Iterator[Finding]:
    """Misspelt agencies and titles, one finding for each wrong form."""
    yield from _agencies(plan)
    yield from _titles(plan)


def _agencies(plan: Audited) -> Iterator[Finding]:
    known = NearNames((name for _abbreviation, name, _others in plan.agencies), _BEGIN, _FILLER)
    wrong: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for proof in (known.near, _other_beginnings(plan)):
        for said, flaws in flawed(plan, proof):
            for flaw in flaws:
                wrong["".join(flaw.of(said.text).split()), flaw.meant].append(said)
    yield from _told(
        "agency-name-differs",
        "error",
        wrong,
        _("“{written}” is no agency, perhaps {meant}"),
        _("Write the agency's name exactly."),
    )


def _other_beginnings(plan: Audited) -> Proof:
    """Finds what is an agency's name but for its first word: สำคัญยุทธศาสตร์และประเมินผล."""
    tails = {
        name.removeprefix(_BEGIN): name
        for _abbreviation, name, _others in plan.agencies
        if name.startswith(_BEGIN) and len(name) - len(_BEGIN) >= _LONG
    }
    rule = regex(rf"(สำ[ก-๎]{{2,4}})({'|'.join(map(re.escape, tails)) or '$^'})")

    def proof(text: str) -> list[Flaw]:
        return [
            Flaw(found.start(), found.end(), tails[found[2]])
            for found in rule.finditer(text)
            if Counter(found[1]) != Counter(_BEGIN)
        ]

    return proof


def _titles(plan: Audited) -> Iterator[Finding]:
    """The plan's title in other words than the edition's."""
    right = plan.template.pack.edition.title.partition("ประจำปี")[0].strip()
    if not right.startswith(_STEM):
        return
    wrong: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for said in plan.texts:
        for found in _TITLE.finditer(said.text):
            if _STEM + (found[1] or "") != right and found[2] != "ราชการประจำปี":
                written = f"{_STEM}{found[1] or ''}{found[2]}"
                wrong[written, _meant(written, right)].append(said)
        if said.role == "heading" and (era := _NO_ERA.search(said.text)):
            wrong[era[0], _meant(era[0], right)].append(said)
    yield from _told(
        "plan-title-differs",
        "warning",
        wrong,
        _("“{written}” is “{meant}” in the template"),
        _("Write the plan's title as the template has it."),
    )


def _meant(written: str, right: str) -> str:
    if found := re.search(r"ประจำปี (25\d\d)$", written):
        return f"{right}ประจำปี พ.ศ. {found[1]}"
    return right + ("ประจำปี" if written.endswith("ประจำปี") else "กรุงเทพมหานคร")


def _told(
    kind: str, severity: Severity, wrong: Mapping[tuple[str, str], list[Said]], message: str, fix: str
) -> Iterator[Finding]:
    """A finding for each way in which a name is written wrong, with all its lines."""
    for (written, meant), texts in wrong.items():
        yield Finding(
            kind,
            severity,
            at_lines(*(said.line for said in texts)),
            texts[0].place.said,
            written,
            meant,
            message.format(written=written, meant=meant),
            fix,
        )
