"""What an edition says of the one that it is from, as that of the year before: names that nothing had there."""

from collections.abc import Mapping

from planner_desktop.formpack import more_fields
from planner_desktop.formpack.finding import Finding, Looking
from planner_desktop.formpack.form_pack import FormPack
from planner_desktop.formpack.located_yaml import Located
from planner_desktop.formpack.record_spec import RecordSpec
from planner_desktop.i18n import _


def look(pack: FormPack, previous: FormPack, located: Mapping[str, Located]) -> list[Finding]:
    """Every `was` and `from_previous` of an edition that names nothing in the previous one.

    What the previous edition has under the same name may be called otherwise in one before that, so a `was` beside it
    is left alone.
    """
    looking = Looking(pack, located)
    for kind, spec in pack.records.items():
        old = previous.records.get(kind) or previous.records.get(spec.was or "")
        if old is not None:
            _fields(looking, kind, spec, old)
        elif spec.was is not None:
            looking.file = pack.homes[kind]
            problem = _("the edition before has no record “{name}”").format(name=spec.was)
            looking.say(("records", kind, "was"), problem, looking.near(spec.was, previous.records))
    return looking.found


def _fields(looking: Looking, kind: str, spec: RecordSpec, old: RecordSpec) -> None:
    for name, field in spec.fields.items():
        said = {"from_previous": field.from_previous, "was": None if name in old.fields else field.was}
        for word, other in said.items():
            if other and "." not in other and other not in old.fields:
                looking.file, path = more_fields.place(kind, name, looking.pack.homes)
                problem = _("the edition before has no field “{name}” in “{record}”").format(name=other, record=kind)
                looking.say((*path, word), problem, looking.near(other, old.fields))
