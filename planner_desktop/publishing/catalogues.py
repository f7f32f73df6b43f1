"""Catalogues that the city published, looked at and taken in every agency."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from planner_desktop.errors import PublishingError
from planner_desktop.formpack import published
from planner_desktop.formpack.differing import PackChange, differing
from planner_desktop.formpack.editions import edition_pack
from planner_desktop.formpack.folder import files_of
from planner_desktop.formpack.model import Publisher
from planner_desktop.formpack.published import Published
from planner_desktop.formpack.store import installed
from planner_desktop.i18n import _
from planner_desktop.publishing import keys, trust
from planner_desktop.publishing.envelope import Envelope
from planner_desktop.publishing.fitting import fitting
from planner_desktop.publishing.signed_file import SignedFile, opened


class Looked(NamedTuple):
    """A file of published catalogues that is believed: who published it, what it holds, and what is other in it."""

    publisher: Publisher
    holder: str
    published: Published
    title: str
    """Of the edition."""
    changes: Sequence[PackChange]
    lists: Sequence[Envelope]
    """The lists of keys that lead to the key which signed it."""


def look(path: Path) -> Looked:
    """What a file of published catalogues holds, if it is to be believed. Raises PublishingError, FormPackError."""
    file = opened(path)
    edition = file.said.edition
    publisher = trust.followed(trust.before(edition).publisher, trust.longer(edition, file.lists))
    # a file that two keys signed is believed by the one that is valid, wherever the other stands in the list
    key = trust.named(publisher, file.signer(trust.signing(publisher, "catalogues")))
    if key is None:
        other = file.signer([each.key for each in publisher.keys])
        raise file.not_signed(publisher, trust.named(publisher, other))
    found = Published(**vars(file.said) | {"key": key.key})
    _refuse_older(file, publisher)
    now = edition_pack(edition)
    return Looked(publisher, key.holder, found, now.edition.title, differing(now, fitting(found)), file.lists)


def _refuse_older(file: SignedFile, publisher: Publisher) -> None:
    """The number decides, and no clock does. Raises PublishingError."""
    said, believed = file.said, trust.believed(publisher)
    came_with = published.number(files_of(installed()[said.edition]))
    held = [each for each in published.shelf(said.edition).held if each.key in believed]
    if any(each.number == said.number and each.files != said.files for each in held):
        raise PublishingError(
            _("{path} is number {number}, but not the number {number} that is held").format(
                path=file.path, number=said.number
            ),
            _("Ask {name} for one with a higher number: no two may have the same.").format(name=publisher.name),
        )
    number = max([came_with, *(each.number for each in held)])
    if said.number <= number:
        raise file.held_already(number)
    if said.since > came_with:
        raise PublishingError(
            _("{path} is for a newer version of the edition “{name}”").format(path=file.path, name=said.edition),
            _("Install the newest version of the edition or the program first."),
        )


def take(looked: Looked) -> None:
    """Hold what was looked at, as part of the installed edition. Raises PublishingError, FormPackError."""
    if looked.lists:
        keys.follow(looked.lists)
    published.keep(looked.published)
