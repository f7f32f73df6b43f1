"""What a repair of a damaged draft saved, and what it could not, in the user's words."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner_desktop.formpack import FormPack, tables
from planner_desktop.i18n import _, ngettext


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that could not be read: a value (`field`) of a row, a row, or with no `id` as many rows as `count`."""

    kind: str
    id: int | None = None
    field: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class RepairReport:
    """What a repair saved, as rows by table, and what it could not."""

    saved: dict[str, int]
    lost: tuple[Lost, ...]
    pack: FormPack
    pack_replaced: bool = False
    """The form pack in the file was damaged, and the installed edition stands in for it."""
    foreign: str = ""
    """What stood in the file that this program does not make, and was left out."""

    def lines(self) -> Iterator[str]:
        """What was lost, in the user's words."""
        if self.foreign:
            yield _("Left out, for this program does not make such: {parts}").format(parts=self.foreign)
        if self.pack_replaced:
            yield _("The form pack in the file was damaged; the installed edition {id} took its place").format(
                id=self.pack.edition.id
            )
        names = dict(_names(self.pack))
        for lost in self.lost:
            name = names.get(lost.kind, lost.kind)
            if lost.field:
                label = self.pack.records[lost.kind].fields[lost.field].label
                yield _("{record} {id}: “{field}” could not be read").format(record=name, id=lost.id, field=label)
            elif lost.id is not None:
                yield _("{record} {id} could not be read").format(record=name, id=lost.id)
            else:
                yield ngettext(
                    "{record}: {count} row could not be read", "{record}: {count} rows could not be read", lost.count
                ).format(record=name, count=lost.count)


def _names(pack: FormPack) -> Iterator[tuple[str, str]]:
    """What each table is to the user."""
    yield from {
        "setting": _("Settings"),
        "attachment": _("Attached files"),
        "action": _("History"),
        "version": _("Versions that were sent"),
        "accepted": _("Accepted problems"),
        "handed_part": _("Parts handed out"),
        "to_review": _("Marks of what is to be reviewed"),
        "change_reason": _("Reasons of amendments"),
        "merge_conflict": _("Conflicts of merges"),
    }.items()
    for name, spec in pack.records.items():
        yield name, spec.label
        for field_name, field_spec in spec.pairs.items():
            yield tables.links_table(name, field_name), f"{spec.label} – {field_spec.label}"
