"""A corrected form pack of a draft's own edition, taken up in the same file as one action: undo takes it back.

The plan is carried over as to any other edition (`carrying`), with the ids it has. What has no place is listed, and the
state before, which the history keeps, still holds it.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.file import form_packs, own_tables
from planner_desktop.draft.file.form_packs import Ready
from planner_desktop.draft.plan.carrying import Carrying
from planner_desktop.draft.plan.moving import MovePlan, told
from planner_desktop.draft.plan.retaking import Retaken, retake
from planner_desktop.draft.records import adoption
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FormPack
from planner_desktop.formpack.differing import PackChange, differing
from planner_desktop.formpack.model import EditionFile
from planner_desktop.i18n import _


@dataclass(frozen=True)
class Update:
    """A form pack that may be taken up by the draft it was made for, as long as that is as it was.

    `changes` is what is other in the form pack, `plan` what becomes of what was entered.
    """

    pack: FormPack
    changes: Sequence[PackChange]
    plan: MovePlan
    taken: Sequence[Retaken]
    """What of it was taken from a catalogue that says otherwise now."""
    before: str
    after: str
    """Both states of the form pack, as the history will keep them."""
    ready: Ready
    history: tuple[object, ...]


def prepared(draft: Draft, pack: FormPack) -> Update:
    """What taking up a corrected form pack would do; nothing is written. A snapshot will do, in a thread."""
    with Draft.in_memory(pack) as new:
        carrying = Carrying(draft, new, in_place=True)
        carrying.run()
        _add_new_presets(draft, new)
        taken = retake(new, draft.pack)
        plan = told(carrying)
        before, after = form_packs.states((draft.database, draft.pack), (new.database, pack))
    after["left"] = json.dumps([asdict(left) for left in carrying.left], ensure_ascii=False)
    before["left"] = draft.setting(own_tables.LEFT_BEHIND)
    was, now = (json.dumps(state, ensure_ascii=False) for state in (before, after))
    ready = form_packs.ready(draft.database, after)
    return Update(pack, differing(draft.pack, pack), plan, taken, was, now, ready, _history(draft))


def update(draft: Draft, ready: Update) -> None:
    """Take up a form pack, as one action that undo takes back. Raises DraftError; then the draft is as it was."""
    if _history(draft) != ready.history:
        raise DraftError(_("The draft was changed meanwhile"), _("Look again at what taking up the edition does."))
    label = _("take up version {version} of the edition").format(version=version_in_words(ready.pack.edition))
    draft.turn_form_pack(label, ready.before, ready.after, ready.ready)


def version_in_words(edition: EditionFile) -> str:
    """An edition's version, with the number of the catalogues that were published for it since."""
    if not edition.published:
        return str(edition.version)
    return _("{version}, catalogues number {number}").format(version=edition.version, number=edition.published)


def _history(draft: Draft) -> tuple[object, ...]:
    """What is another after every edit, undo and redo."""
    return tuple(draft.database.execute("SELECT max(id), total(undone), count(*) FROM action").fetchone())


def _add_new_presets(old: Draft, new: Draft) -> None:
    """Add the rows that the template prescribes only now: others may have been taken away on purpose."""
    for kind, spec in new.pack.records.items():
        rows = new.pack.catalogues.get(spec.catalogue or "", ()) if spec.preset else ()
        was = old.pack.records.get(kind)
        before = old.pack.catalogues.get(was.catalogue or "", ()) if was and was.preset else ()
        for row in rows:
            if row not in before and not (spec.key and row.get(spec.key) in {each.get(spec.key) for each in before}):
                adoption.adopt(new, kind, row)
