"""Made-up data fills every edition: each field that is required, every choice, and the same each time."""

import pytest

from planner_desktop.checks.find import find_problems
from planner_desktop.checks.problem import REQUIRED
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import made_up
from planner_desktop.errors import ValueRefused
from planner_desktop.formpack import FormPack, installed, read


@pytest.mark.parametrize("edition", installed())
def test_every_required_field_is_filled_and_every_choice_is_chosen(edition: str) -> None:
    pack = read(installed()[edition])
    with Draft.new_in_memory(pack) as draft:
        made_up.fill(draft)
        assert [p.message for p in find_problems(draft) if p.check == REQUIRED] == []
        for kind, spec in pack.records.items():
            for name, field in spec.fields.items():
                if field.choices and not spec.single:
                    chosen = {record.values[name] for record in draft.records(kind)}
                    assert chosen == set(list(field.choices)[: made_up.MANY]), (kind, name)


def test_it_is_the_same_each_time(pack: FormPack) -> None:
    plans = []
    for _n in range(2):
        with Draft.new_in_memory(pack) as draft:
            made_up.fill(draft)
            plans.append({k: [r.values for r in draft.records(k)] for k in pack.records})
    assert plans[0] == plans[1]


def test_options_are_chosen_by_the_word_stored_or_read(pack: FormPack) -> None:
    with Draft.new_in_memory(pack) as draft:
        made_up.choose(draft, ["printing.digits=thai", "printing.final=1"])
        values = draft.record("printing", 1).values
        assert (values["digits"], values["final"]) == ("thai", 1)
        for wrong in ("printing.digits=roman", "project.name=x", "printing"):
            with pytest.raises(ValueRefused):
                made_up.choose(draft, [wrong])
