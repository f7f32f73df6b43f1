"""A year's edition that does not exist yet: that of the year before with the next year in it.

An agency begins its plan months before the strategy office has the new template. Such an edition is called as the true
one will be and has the version 0; so a plan that began with it takes the true one up as a corrected form of its own.
"""

from planner_desktop.errors import FormPackError
from planner_desktop.formpack import cache, published, retired
from planner_desktop.formpack.editions import edition_pack, editions
from planner_desktop.formpack.folder import EDITION
from planner_desktop.formpack.form_pack import FormPack
from planner_desktop.formpack.reading import LINTED, load, raise_for
from planner_desktop.formpack.source import PackSource
from planner_desktop.formpack.store import installed
from planner_desktop.i18n import _

VERSION = 0
"""The version of an edition that was made ahead; that of a true one is higher."""


def next_id(edition: str, year: int) -> str:
    """What the edition of the year after is called: the same with its year, or that behind it."""
    there = str(year)
    return edition.replace(there, str(year + 1)) if there in edition else f"{edition}-{year + 1}"


def offered() -> dict[str, str]:
    """The edition that may be had ahead, by its id the one it is made of: of the newest year that is installed."""
    known = editions()
    newest = [each for each in known if each.year == max(other.year for other in known)]
    names = {next_id(each.id, each.year): each.id for each in newest}
    return {name: of for name, of in names.items() if name not in {each.id for each in known}}


def source_of(edition: str) -> str:
    """The id of the installed edition that one would be made of ahead; empty where there is none such."""
    known = editions()
    if edition in {each.id for each in known}:
        return ""
    return next((each.id for each in known if next_id(each.id, each.year) == edition), "")


def made_ahead(edition: str) -> FormPack:
    """The form pack of an edition that is not there yet. Raises FormPackError."""
    of = source_of(edition)
    if not of:
        raise FormPackError(
            _("There is no edition “{name}”").format(name=edition),
            _("Installed are: {names}").format(names=", ".join(each.id for each in editions())),
        )
    import yaml

    files = published.files(installed()[of])
    said = yaml.safe_load(files[EDITION].decode("utf-8"))
    said |= {"id": edition, "year": said["year"] + 1, "version": VERSION}
    said = {word: value for word, value in said.items() if word not in ("published", "published_key")}  # of that year
    text = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=10_000)
    files = retired.remarked(dict(sorted((files | {EDITION: text.encode("utf-8")}).items())))
    pack = cache.recall(files, LINTED)
    if pack is None:
        source = PackSource(edition, files)
        pack = load(source)
        raise_for(edition, source.findings)
        assert pack is not None
        cache.keep(pack, LINTED)
    return pack


def pack_of(edition: str = "") -> FormPack:
    """The form pack of an installed edition, the newest if none is named, or of one to be had ahead.

    Raises FormPackError.
    """
    return made_ahead(edition) if edition and edition not in installed() else edition_pack(edition)
