"""A file of published catalogues as it is opened: what it says, whoever signed it, and who that was."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from planner_desktop.errors import PublishingError
from planner_desktop.formpack.model import Publisher, PublisherKey
from planner_desktop.formpack.published import Published
from planner_desktop.i18n import _
from planner_desktop.publishing import envelope
from planner_desktop.publishing.envelope import Envelope
from planner_desktop.publishing.published_file import CATALOGUE, read
from planner_desktop.thai.invisible import harmless


class SignedFile(NamedTuple):
    """What stands in a file, not believed yet: its `said` names no key."""

    path: Path
    said: Published
    sealed: Envelope
    lists: Sequence[Envelope]
    """Of keys, which lead to that which signed it."""

    def signer(self, among: Sequence[str]) -> str:
        """The first of these public keys that signed it; empty if none did. Raises PublishingError."""
        try:
            return envelope.signed_by(self.sealed, among)
        except ValueError as error:
            raise _unreadable(self.path) from error

    def not_signed(self, publisher: Publisher, key: PublisherKey | None = None) -> PublishingError:
        """Why it is not believed; `key` is what the list says of the key that signed it."""
        refused = _("{path} is not signed by a key that may sign catalogues of “{name}”")
        if key is not None and key.state == "revoked":
            refused = _("{path} is signed by a key of “{name}” that was revoked")
        elif key is not None and key.state == "retired":
            refused = _("{path} is signed by a key of “{name}” that signs nothing new")
        return PublishingError(
            refused.format(path=self.path, name=self.said.edition),
            _("Do not use the file; ask {name} whether it is theirs.").format(name=publisher.name),
        )

    def held_already(self, number: int) -> PublishingError:
        """That a number is held that is not lower."""
        told = _("{path} is number {number}; number {held} is held already")
        return PublishingError(
            told.format(path=self.path, number=self.said.number, held=number), _("Nothing needs to be done.")
        )


def opened(path: Path) -> SignedFile:
    """Open a file of published catalogues. Raises PublishingError."""
    file = read(path)
    if file.catalogue is None:
        raise PublishingError(_("{path} holds keys and no catalogues").format(path=path), _("Take the keys alone."))
    try:
        said = envelope.read(file.catalogue, CATALOGUE)
        words = ("edition", "number", "since", "files", "date", "note")
        found = Published(key="", **{word: said[word] for word in words})
        texts = (found.edition, found.date, found.note, *found.files, *found.files.values())
        if not (type(found.number) is type(found.since) is int) or not all(isinstance(text, str) for text in texts):
            raise ValueError
        datetime.date.fromisoformat(found.date)
        if any(harmless(text) != text for text in (found.edition, found.date, found.note, *found.files)):
            raise _unreadable(path, _("a letter that nobody sees stands in it"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _unreadable(path) from error
    return SignedFile(path, found, file.catalogue, file.keys)


def _unreadable(path: Path, problem: str = "") -> PublishingError:
    problem = problem or _("it is not put together as one")
    return PublishingError(
        _("{path} is no file of published catalogues: {problem}").format(path=path, problem=problem),
        _("Get the file from the strategy office again."),
    )
