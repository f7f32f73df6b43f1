"""Why the published catalogues in a draft are not believed, as after their key was revoked.

The draft says which key signed them, and is asked no further: whether that key is believed, the keys of the installed
edition say, and what was published under a number, the catalogues that are held here under the same.
"""

from typing import Literal, NamedTuple

from planner_desktop.errors import PublishingError
from planner_desktop.formpack import FormPack, published
from planner_desktop.formpack.folder import files_of
from planner_desktop.formpack.model import EditionFile
from planner_desktop.formpack.reading import edition_of
from planner_desktop.formpack.store import installed, version_of
from planner_desktop.i18n import _
from planner_desktop.publishing import trust
from planner_desktop.publishing.key_file import id_of


class Doubt(NamedTuple):
    """What is wrong with the published catalogues of a draft.

    `why` is `revoked`, `unknown` (no key of the list on this PC signed them), `other` (not what was published under
    this number) or `unread` (the list of keys cannot be read); `told` says why it was revoked or is not read.
    """

    number: int
    why: Literal["revoked", "unknown", "other", "unread"]
    key_id: str = ""
    holder: str = ""
    told: str = ""

    def __str__(self) -> str:
        holder = " ".join(filter(None, (self.holder, f"({self.key_id})" if self.key_id else "")))
        if self.why == "revoked":
            said = _(
                "Catalogues number {number} of this draft are believed no more: the key of {holder} is revoked: {told}"
            )
        elif self.why == "unknown":
            said = _("Nobody who is known on this PC signed catalogues number {number} of this draft")
        elif self.why == "other":
            said = _("Catalogues number {number} of this draft are not those that were published under this number")
        else:
            said = _("Whether catalogues number {number} of this draft are to be believed cannot be told: {told}")
        return said.format(number=self.number, holder=holder, told=self.told or "–")


def of(pack: FormPack) -> Doubt | None:
    """What is wrong with the published catalogues of a draft's form pack; None if nothing is, or nothing is known of
    its edition here. Raises FormPackError."""
    edition, folder = pack.edition, installed().get(pack.edition.id)
    if not edition.published or folder is None or version_of(folder) < edition.version:
        return None
    if not edition.published_key:  # they came with the edition, if they did
        came_with = published.number(files_of(folder))
        return Doubt(edition.published, "unknown") if came_with < edition.published else None
    try:
        found = _of_key(edition)
    except PublishingError as error:
        return Doubt(edition.published, "unread", told=error.message)
    here = edition_of(folder)
    same = all(getattr(edition, word) == getattr(here, word) for word in ("version", "published", "published_key"))
    if (
        found is None
        and same
        and any(
            pack.files.get(name) != content
            for name, content in published.files(folder).items()
            if name.endswith(".csv")
        )
    ):
        return Doubt(edition.published, "other")
    return found


def _of_key(edition: EditionFile) -> Doubt | None:
    number, id = edition.published, id_of(edition.published_key)
    key = None
    if trust.names_publisher(edition.id):
        key = trust.named(trust.of(edition.id), edition.published_key)
    if key is None or key.signs != "catalogues":
        return Doubt(number, "unknown", id)
    return Doubt(number, "revoked", id, key.holder, key.why) if key.state == "revoked" else None
