"""The board of agencies: what came of each, and who looks at it. It is written from decisions."""

from collections.abc import Iterator
from typing import Literal

from planner_desktop.bundle.held import age
from planner_desktop.collect.decisions import Decision
from planner_desktop.formpack.guard import Connection
from planner_desktop.frozen import Frozen

Standing = Literal["missing", "received", "wrong", "refused", "returned", "accepted"]
_SAYS = (
    "name", "sha256", "agency", "abbreviation", "year", "edition", "edition_version", "identifier", "version",
    "made_at", "verdict", "problem", "errors", "warnings",
)  # fmt: skip


class OnBoard(Frozen):
    """An agency with where its plan stands. What there is nothing to say of is empty.

    `accepted` is the version that was accepted before this one came.
    """

    agency: str
    abbreviation: str
    standing: Standing
    receipt: str = ""
    version: str = ""
    received_at: str = ""
    errors: int = 0
    warnings: int = 0
    looked_at_by: str = ""
    accepted: str = ""


def received(connection: Connection, decision: Decision) -> None:
    """Put a receipt into the tables."""
    said = {name: decision.says.get(name) for name in _SAYS}
    row = {"id": decision.n, "receipt": decision.receipt, "received_at": decision.at, "received_by": decision.by} | said
    marks = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO main.bundle ({', '.join(row)}, key) VALUES ({marks}, compared(:agency))", row)
    _latest(connection, decision)


def _latest(connection: Connection, decision: Decision) -> None:
    """Have the newest bundle of an agency and year that is not refused be the one that counts; say what this one is."""
    if decision.says["verdict"] == "refused":
        return
    said = {"id": decision.n, "against": "first", "held_receipt": None, "held_version": None}
    newest = connection.execute(
        "SELECT id, identifier, made_at, receipt, version FROM main.bundle WHERE latest AND year = ?"
        " AND key = compared(?) AND id <> ?",
        (decision.says["year"], decision.says["agency"], decision.n),
    ).fetchone()
    counts = True
    if newest is not None:
        held = age(newest[1] or "", newest[2] or "")
        mine = age(decision.says.get("identifier") or "", decision.says.get("made_at") or "")
        counts = mine >= held
        against = "older" if not counts else "newer" if mine[0] > held[0] else "alike"
        said |= {"against": against, "held_receipt": newest[3], "held_version": newest[4]}
    if counts:
        if newest is not None:
            connection.execute("UPDATE main.bundle SET latest = 0 WHERE id = ?", (newest[0],))
        connection.execute("UPDATE main.bundle SET latest = 1 WHERE id = :id", said)
    connection.execute(
        "UPDATE main.bundle SET against = :against, held_receipt = :held_receipt, held_version = :held_version"
        " WHERE id = :id",
        said,
    )


def decided(connection: Connection, decision: Decision) -> None:
    """Put a decision on a receipt into the tables."""
    of = {"receipt": decision.receipt}
    if decision.what in ("returned", "accepted"):
        connection.execute(
            "UPDATE main.bundle SET verdict = :what WHERE receipt = :receipt", of | {"what": decision.what}
        )
    elif decision.what == "looks":
        who = of | {"who": decision.says["who"]}
        connection.execute("UPDATE main.bundle SET looked_at_by = :who WHERE receipt = :receipt", who)
    elif decision.what == "withdrawn":
        connection.execute(
            "UPDATE remark SET what = 'withdrawn' WHERE id = (SELECT r.id FROM remark r JOIN main.bundle b"
            " ON b.id = r.bundle WHERE b.receipt = :receipt AND r.what = 'comment' ORDER BY r.id"
            " LIMIT 1 OFFSET :number - 1)",
            of | {"number": decision.says["number"]},
        )
    if "text" in decision.says:
        row = {name: decision.says.get(name) for name in ("kind", "record", "field", "title", "was", "text")}
        connection.execute(
            "INSERT INTO remark (bundle, at, by, what, kind, record, field, title, was, text) SELECT id, :at, :by,"
            " :what, :kind, :record, :field, :title, :was, :text FROM main.bundle WHERE receipt = :receipt",
            of | row | {"at": decision.at, "by": decision.by, "what": decision.what},
        )


def board(connection: Connection, year: int) -> Iterator[OnBoard]:
    """Every agency that makes a plan, in the order of the catalogue; then who sent one and is not in it."""
    last = {
        row[0]: OnBoard(
            agency=row[1] or "",
            abbreviation=row[2] or "",
            standing=row[3],
            receipt=row[4],
            version=row[5] or "",
            received_at=row[6],
            errors=row[7] or 0,
            warnings=row[8] or 0,
            looked_at_by=row[9] or "",
            accepted=row[10] or "",
        )
        for row in connection.execute(
            "SELECT key, agency, abbreviation, verdict, receipt, version, received_at, errors, warnings,"
            " looked_at_by, (SELECT o.version FROM main.bundle o WHERE o.key = b.key AND o.year = b.year"
            " AND o.id <> b.id AND o.verdict = 'accepted' ORDER BY o.id DESC LIMIT 1)"
            " FROM main.bundle b WHERE year = ? AND latest ORDER BY id",
            (year,),
        )
    }
    known = connection.execute(
        "SELECT key, name, abbreviation FROM agency WHERE submits IS NOT NULL"
        " OR NOT EXISTS (SELECT 1 FROM agency WHERE submits IS NOT NULL) ORDER BY place"
    )
    for key, name, abbreviation in known:
        yield last.pop(key, OnBoard(name, abbreviation or "", "missing"))
    yield from last.values()
