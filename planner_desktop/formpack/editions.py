"""The editions of the template that are installed, and whom to ask about one."""

from pathlib import Path

from planner_desktop.errors import FormPackError
from planner_desktop.formpack.form_pack import FormPack
from planner_desktop.formpack.model import EditionFile
from planner_desktop.formpack.reading import edition_of, read
from planner_desktop.formpack.store import installed
from planner_desktop.i18n import _


def editions() -> list[EditionFile]:
    """What the installed editions are, newest first. Raises FormPackError."""
    found = map(edition_of, installed().values())
    return sorted(found, key=lambda edition: (-edition.year, edition.id))


def contact(edition: EditionFile) -> str:
    """Whom to ask about an edition, as a draft has it; of one that does not say, as it is installed now."""
    if edition.contact:
        return edition.contact
    try:
        return edition_pack(edition.id).edition.contact
    except FormPackError:
        return ""  # it is not installed any more


def edition_pack(edition: str = "") -> FormPack:
    """The form pack of an installed edition; of the newest if none is named. Raises FormPackError."""
    return read(edition_folder(edition))


def edition_folder(edition: str = "") -> Path:
    """The folder of an installed edition; of the newest if none is named. Raises FormPackError."""
    folders = installed()
    names = [found.id for found in editions()]
    if not names:
        raise FormPackError(_("No edition of the template is installed"), _("Install the program again."))
    name = edition or names[0]
    if name not in folders:
        raise FormPackError(
            _("There is no edition “{name}”").format(name=name),
            _("Installed are: {names}").format(names=", ".join(names)),
        )
    return folders[name]
