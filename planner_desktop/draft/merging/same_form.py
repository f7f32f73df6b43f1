"""A plan in the form of another: what was handed out before a corrected form was taken up is merged all the same."""

from collections.abc import Iterator
from contextlib import contextmanager

from planner_desktop.draft.draft import Draft
from planner_desktop.draft.plan import updating
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FormPack
from planner_desktop.i18n import _


@contextmanager
def in_form_of(draft: Draft, pack: FormPack) -> Iterator[Draft]:
    """The draft itself where it has this form pack; else a copy in memory that took it up. Raises DraftError."""
    if draft.pack.files == pack.files:
        yield draft
        return
    if draft.pack.edition.id != pack.edition.id:
        raise DraftError(
            _("The two plans are of different editions: {old} and {new}").format(
                old=draft.pack.edition.title, new=pack.edition.title
            ),
            _("Move one to the edition of the other first."),
        )
    with draft.snapshot() as copy:
        copy.read_only = False  # in memory, of nobody
        updating.update(copy, updating.prepared(copy, pack))
        yield copy
