"""What bag-info.txt says of the plan in a bundle: written from the draft, and held against it by who receives it."""

from planner_desktop.bundle import layout
from planner_desktop.draft import Draft
from planner_desktop.draft.history import sending, versions

ALWAYS = (layout.AGENCY, layout.IDENTIFIER, layout.EDITION, layout.EDITION_VERSION)
"""What every bundle has said since the first version of the program."""


def of_plan(draft: Draft, digest: str = "") -> dict[str, str]:
    """The lines about the plan; what there is nothing to say of is left out. `digest`: that of it, if it is known."""
    edition = draft.pack.edition
    state = versions.state(draft)
    sent = versions.versions(draft)[-1] if state.sent else None
    lines = {
        layout.AGENCY: sending.value_at(draft, edition.agency),
        layout.IDENTIFIER: sending.identifier(draft),
        layout.DESCRIPTION: edition.title,
        layout.EDITION: edition.id,
        layout.EDITION_VERSION: edition.numbered,
        layout.VERSION: str(state.number),
        layout.STATE: "sent" if sent else "draft",
        layout.SENT_AT: sent.sent_at.isoformat(timespec="seconds") if sent else "",
        layout.SENT_SHA256: sent.sha256 if sent else "",
        layout.PLAN_SHA256: digest or sending.digest(draft),
    }
    return {name: " ".join(value.split()) for name, value in lines.items() if value}
