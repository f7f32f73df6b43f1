"""Each rule of merging by itself: lists, links, deletions, doubles, files, refused texts, forms, and what a draft refuses."""

from itertools import permutations
from pathlib import Path

import pytest

from planner_desktop.checks.find import find_problems
from planner_desktop.checks.problem import CONFLICT
from planner_desktop.draft import Draft
from planner_desktop.draft.history.changes import changes
from planner_desktop.draft.merging.apply import merge, prepared
from planner_desktop.draft.merging.conflicts import open_conflicts
from planner_desktop.draft.merging.plan import plan_merge
from planner_desktop.draft.merging.resolving import choices, resolve
from planner_desktop.draft.merging.same_form import in_form_of
from planner_desktop.draft.merging.showing import value
from planner_desktop.draft.merging.sources import Source
from planner_desktop.draft.merging.state import Row, State, read
from planner_desktop.draft.plan import clean_copy, plan_json
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FormPack, rich_text
from tests.draft.merging.conftest import Handed
from tests.draft.merging.histories import BASE, Part
from tests.small_pack import small_pack


def names(draft: Draft, kind: str = "project") -> list[object]:
    return [record.values["name"] for record in draft.records(kind)]


def once(draft: Draft, *fields: str) -> None:
    """Have a draft refuse two projects of one value, as an edition may once ask of it."""
    with draft.database.conn.building():
        for name in fields:
            draft.database.execute(f"CREATE UNIQUE INDEX once_{name} ON project ({name})")
    draft.database.keep_schema()


def test_a_list_that_one_side_moved_takes_that_order_and_keeps_what_others_added(handed: Handed) -> None:
    draft, a, b = handed.draft, handed.copy("ก"), handed.copy("ข")
    first, second, *rest = names(draft)
    a.move("project", a.ids("project")[0], 1)
    b.add("project", {"name": "เพิ่ม"}, at=1)
    handed.merge("ก")
    handed.merge("ข")
    assert names(draft) == [second, first, "เพิ่ม", *rest]
    assert open_conflicts(draft) == []


def test_a_list_that_both_moved_is_asked_and_loses_nothing(handed: Handed) -> None:
    draft, a, b = handed.draft, handed.copy("ก"), handed.copy("ข")
    a.move("project", a.ids("project")[0], 1)
    b.move("project", b.ids("project")[0], 2)
    handed.merge("ก")
    handed.merge("ข")
    (conflict,) = open_conflicts(draft)
    assert (conflict.what, names(draft)) == ("order", names(a))
    assert value(draft, conflict, "theirs").split("\n")[2] == b.title("project", b.ids("project")[2])
    resolve(draft, conflict, "theirs")
    assert names(draft) == names(b)


def test_links_are_merged_as_sets(handed: Handed) -> None:
    draft = handed.draft
    divisions = [draft.add("division", {"name": f"กองใหม่ {n}"}) for n in range(4)]
    project = draft.ids("project")[0]
    draft.set("project", project, "divisions", divisions[:2])
    handed.base = read(draft)
    a, b = handed.copy("ก"), handed.copy("ข")
    a.set("project", project, "divisions", [divisions[0], divisions[2]])
    b.set("project", project, "divisions", [divisions[0], divisions[1], divisions[3]])
    assert handed.merge("ก").conflicts == handed.merge("ข").conflicts == 0
    assert set(draft.links("project", project, "divisions")) == {divisions[0], divisions[2], divisions[3]}


def test_links_and_records_that_several_added_stand_by_source_also_where_what_stood_between_was_deleted(
    handed: Handed,
) -> None:
    draft = handed.draft
    first, last, *new = (draft.add("division", {"name": f"กองใหม่ {n}"}) for n in range(4))
    project, gone = draft.ids("project")[0], draft.ids("project")[1]
    draft.set("project", project, "divisions", [first, last])
    handed.base = read(draft)
    a, b, c = (handed.copy(name) for name in "กขค")
    b.set("project", project, "divisions", [first, last, new[0]])
    c.set("project", project, "divisions", [first, new[1], last])
    b.add("project", {"name": "ของ ข"}, at=2)
    c.add("project", {"name": "ของ ค"}, at=1)
    a.set("project", project, "divisions", [first])
    a.delete("project", [gone])
    found = set()
    for order in permutations("กขค"):
        for name in order:
            assert handed.merge(name).conflicts == 0
        found.add((*draft.links("project", project, "divisions"), *names(draft)[1:3]))
        for _name in order:
            draft.undo()
    assert found == {(first, *new, "ของ ข", "ของ ค")}


def test_what_is_changed_or_added_under_a_deleted_record_keeps_all_of_it_and_is_asked_once(handed: Handed) -> None:
    draft = handed.draft
    project = draft.add("project", {"name": "แม่"})
    items = [draft.add("project_item", {"name": f"ลูก {n}"}, parent=project) for n in range(2)]
    handed.base = read(draft)
    a, b = handed.copy("ก"), handed.copy("ข")
    a.delete("project", [project])
    b.set("project_item", items[0], "name", "ลูกที่แก้")
    b.add("project_item", {"name": "ลูกใหม่"}, parent=project)
    for order in ("กข", "ขก"):
        for name in order:
            handed.merge(name)
        (conflict,) = open_conflicts(draft)
        assert (conflict.what, conflict.kind, conflict.title) == ("deleted", "project", "แม่")
        id = draft.id_of("project", conflict.uid)
        found = [record.values["name"] for record in draft.records("project_item", id)]
        assert found == ["ลูกที่แก้", "ลูก 1", "ลูกใหม่"]
        draft.undo()
        draft.undo()
    assert [record.values["name"] for record in draft.records("project_item", project)] == ["ลูก 0", "ลูก 1"]


def test_what_something_new_leads_to_is_not_deleted_unasked_and_links_come_back(handed: Handed) -> None:
    draft = handed.draft
    division = draft.add("division", {"name": "กองที่ยุบ"})
    one, two = draft.ids("project")[:2]
    draft.set("project", one, "divisions", [division])
    handed.base = read(draft)
    a, b = handed.copy("ก"), handed.copy("ข")
    a.delete("division", [division])
    b.set("project", two, "divisions", [division])
    handed.merge("ก")
    handed.merge("ข")
    (conflict,) = open_conflicts(draft)
    back = draft.id_of("division", conflict.uid)
    assert back is not None
    assert draft.links("project", two, "divisions") == [back]
    assert (value(draft, conflict, "mine"), value(draft, conflict, "theirs")) == (
        "deleted the record",
        "has the record",
    )
    resolve(draft, conflict, "theirs")
    assert draft.links("project", one, "divisions") == [back]


def test_a_deletion_that_nobody_opposes_takes_what_stands_under_it(handed: Handed) -> None:
    draft = handed.draft
    project = draft.add("project", {"name": "แม่"})
    draft.add("project_item", {"name": "ลูก"}, parent=project)
    handed.base = read(draft)
    a = handed.copy("ก")
    a.delete("project", [project])
    assert handed.merge("ก").conflicts == 0
    assert project not in draft.ids("project")
    assert draft.ids("project_item", project) == []


def test_a_record_that_is_made_again_after_it_was_deleted_is_there_on_both_sides(handed: Handed) -> None:
    """https://github.com/vlcn-io/cr-sqlite/issues/271"""
    draft, a = handed.draft, handed.copy("ก")
    project = draft.ids("project")[0]
    uid, values = a.uid("project", project), a.record("project", project).values
    a.delete("project", [project])
    handed.merge("ก")
    assert draft.id_of("project", uid) is None
    a.add("project", {**values, "name": "ทำใหม่"}, uid=uid)
    assert handed.merge("ก").conflicts == 0
    id = draft.id_of("project", uid)
    assert id is not None
    assert draft.record("project", id).values["name"] == "ทำใหม่"


def test_what_both_added_stays_both_and_near_names_are_marked(handed: Handed) -> None:
    draft, a, b = handed.draft, handed.copy("ก"), handed.copy("ข")
    a.add("project", {"name": "โครงการอบรมอาสาสมัคร", "budget": 100})
    b.add("project", {"name": "โครงการอบรมอาสาสมัคร ", "budget": 200})
    b.add("project", {"name": "โครงการคลองสวยน้ำใส"})
    handed.merge("ก")
    handed.merge("ข")
    (conflict,) = open_conflicts(draft)
    assert (conflict.what, choices(conflict)) == ("double", ["both", "mine", "theirs"])
    count = len(draft.ids("project"))
    resolve(draft, conflict, "both")
    assert len(draft.ids("project")) == count
    draft.undo()
    theirs = draft.id_of("project", conflict.value("theirs"))
    project = draft.ids("project")[0]
    resolve(draft, conflict, "mine")
    assert theirs not in draft.ids("project")
    assert len(draft.ids("project")) == count - 1
    assert project in draft.ids("project")


def test_one_row_of_a_catalogue_that_two_divisions_took_over_is_one_record(handed: Handed) -> None:
    draft, a, b = handed.draft, handed.copy("ก"), handed.copy("ข")
    held = {record.values["code"] for record in draft.records("policy")}
    row = next(row for row in draft.pack.catalogues["policies"] if row["code"] not in held)
    for copy, project in zip((a, b), draft.ids("project"), strict=False):
        copy.set("project", project, "policies", [copy.adopt("policy", row)])
    handed.merge("ก")
    handed.merge("ข")
    assert open_conflicts(draft) == []
    (policy,) = draft.ids("policy", where={"code": row["code"]})
    assert all(policy in draft.links("project", project, "policies") for project in draft.ids("project")[:2])
    step = draft.undo_step()
    handed.merge("ข")
    handed.merge("ก")
    assert draft.undo_step() == step


def test_two_records_that_come_to_have_one_key_are_asked(handed: Handed) -> None:
    """https://github.com/MerginMaps/geodiff/issues/210"""
    part, other = Part("A"), Part("B")
    for each, uid in ((part, "d0"), (other, "d1")):
        each.records["division"][uid] = Row("", {"code": "k9"})
    result = plan_merge(BASE, plan_merge(BASE, BASE, part.state(), "A").merged, other.state(), "B")
    assert [(c.what, c.mine, c.theirs) for c in result.conflicts] == [("double", "d0", "d1")]
    assert {row.values["code"] for row in result.merged.records["division"].values()} == {"k9"}


def test_files_are_told_by_what_they_hold(handed: Handed, tmp_path: Path) -> None:
    draft, a, b = handed.draft, handed.copy("ก"), handed.copy("ข")
    record, name = next(
        (kind, field)
        for kind, spec in draft.pack.records.items()
        if spec.single
        for field, each in spec.fields.items()
        if each.field_type.formatted
    )
    for copy, content in ((a, b"one"), (b, b"two")):
        (tmp_path / "รูป.txt").write_bytes(content)
        figure = rich_text.dump((rich_text.RichFigure(figure=copy.attach(tmp_path / "รูป.txt"), caption="รูป"),))
        copy.set(record, 1, name, figure)
    handed.merge("ก")
    handed.merge("ข")
    (conflict,) = open_conflicts(draft)
    kept = {attached.name: draft.attachment(attached.name) for attached in draft.attachments()}
    assert {kept["รูป.txt"], kept["รูป (2).txt"]} == {b"one", b"two"}
    assert "รูป (2).txt" in conflict.theirs
    resolve(draft, conflict, "theirs")
    assert "รูป (2).txt" in str(draft.record(record, 1).values[name])


def test_blocks_that_different_sides_changed_are_both_taken(handed: Handed) -> None:
    draft = handed.draft
    kind, name = next(
        (kind, field)
        for kind, spec in draft.pack.records.items()
        if spec.single
        for field, each in spec.fields.items()
        if each.field_type.formatted
    )

    def text(*paragraphs: str) -> str | None:
        return rich_text.dump(tuple(rich_text.RichParagraph(paragraph=each) for each in paragraphs))

    draft.set(kind, 1, name, text("หนึ่ง", "สอง", "สาม"))
    handed.base = read(draft)
    a, b, c = (handed.copy(each) for each in "กขค")
    a.set(kind, 1, name, text("หนึ่ง ก", "สอง", "สาม"))
    b.set(kind, 1, name, text("หนึ่ง", "สอง", "สาม ข"))
    c.set(kind, 1, name, text("หนึ่ง ค", "สอง", "สาม"))
    assert [handed.merge(each).conflicts for each in "กขค"] == [0, 0, 1]
    assert draft.record(kind, 1).values[name] == text("หนึ่ง ก", "สอง", "สาม ข")


def test_a_text_that_a_field_refused_comes_along_and_two_are_asked(handed: Handed) -> None:
    draft, a, b = handed.draft, handed.copy("ก"), handed.copy("ข")
    project = draft.ids("project")[0]
    a.refuse("project", project, "budget", "มาก", "ไม่ใช่จำนวน")
    b.refuse("project", project, "budget", "น้อย", "ไม่ใช่จำนวน")
    handed.merge("ก")
    assert [each.text for each in draft.refusals()] == ["มาก"]
    handed.merge("ข")
    (conflict,) = open_conflicts(draft)
    assert (conflict.what, value(draft, conflict, "theirs")) == ("refused", "น้อย")
    resolve(draft, conflict, "theirs")
    assert [each.text for each in draft.refusals()] == ["น้อย"]


def test_every_open_conflict_is_a_warning_by_the_name_of_its_record(handed: Handed) -> None:
    """https://github.com/ankidroid/Anki-Android/issues/4366"""
    draft, a, b = handed.draft, handed.copy("ก"), handed.copy("ข")
    project = draft.ids("project")[0]
    for copy in (a, b):
        copy.enter("project", project, "name", f"ชื่อของ {copy.author}")
        copy.enter("project", project, "budget", "100" if copy is a else "200")
    handed.merge("ก")
    handed.merge("ข")
    told = [problem for problem in find_problems(draft) if problem.check == CONFLICT]
    assert [(p.severity, p.id, p.field) for p in told] == [("warning", project, f) for f in ("name", "budget")]
    assert all("ชื่อของ ก" in problem.message and "ส่วนของ ข" in problem.message for problem in told)


def test_conflicts_do_not_leave_with_the_plan(handed: Handed, tmp_path: Path) -> None:
    draft, a, b = handed.draft, handed.copy("ก"), handed.copy("ข")
    for copy in (a, b):
        copy.enter("project", draft.ids("project")[0], "name", f"ความลับของ {copy.author}")
    handed.merge("ก")
    handed.merge("ข")
    clean_copy.write(draft, tmp_path / "ให้ไป.bmaplan")
    assert "ความลับของ ข".encode() not in (tmp_path / "ให้ไป.bmaplan").read_bytes()
    assert "ความลับของ ข" not in str(plan_json.to_plan(draft))
    assert changes(draft)  # the history of merges is told as any other


def test_every_constraint_that_a_row_breaks_is_told_and_the_rest_is_taken(handed: Handed) -> None:
    """https://github.com/dolthub/dolt/issues/6329"""
    draft, a = handed.draft, handed.copy("ก")
    project, other = draft.ids("project")[:2]
    once(draft, "name", "remark")
    draft.set("project", other, "remark", "เดียวกัน")
    base = read(draft)
    state = read(a)
    rows = dict(base.records["project"])
    uid, taken = draft.uid("project", project), draft.record("project", other).values
    new = {"name": taken["name"], "remark": taken["remark"], "budget": 77}
    rows[uid] = Row("", {**rows[uid].values, **new}, rows[uid].links)
    theirs = State(state.kinds, {**base.records, "project": rows}, base.order)
    done = merge(draft, prepared(draft, base, theirs, Source("ก", "ก")))
    assert done.conflicts == 0
    told = {(each.what, each.field): each.value("theirs") for each in open_conflicts(draft)}
    assert told == {("constraint", name): new[name] for name in ("name", "remark")}
    assert draft.record("project", project).values["budget"] == 77
    with pytest.raises(Exception, match="UNIQUE"):
        resolve(draft, open_conflicts(draft)[0], "theirs")
    assert len(open_conflicts(draft)) == 2


def test_rows_that_only_an_order_refuses_are_taken_in_another(handed: Handed) -> None:
    draft = handed.draft
    one, two = draft.ids("project")[:2]
    once(draft, "name")
    base = read(draft)
    rows = dict(base.records["project"])
    first, second = draft.uid("project", one), draft.uid("project", two)
    was = rows[second].values["name"]
    rows[first] = Row("", {**rows[first].values, "name": was}, rows[first].links)
    rows[second] = Row("", {**rows[second].values, "name": "ว่างลง"}, rows[second].links)
    theirs = State(base.kinds, {**base.records, "project": rows}, base.order)
    merge(draft, prepared(draft, base, theirs, Source("ก", "ก")))
    assert names(draft)[:2] == [was, "ว่างลง"]
    assert open_conflicts(draft) == []


def test_a_part_of_an_earlier_form_is_brought_into_that_of_the_draft(tmp_path: Path) -> None:
    section = """
    title: ทั้งหมด
    screen: [{table: project}]
    """
    old = small_pack(tmp_path / "old", section)
    new = small_pack(tmp_path / "new", section, edition=old.files["edition.yaml"].decode() + "version: 2\n")
    with Draft.create(tmp_path / "เก่า.bmaplan", old) as draft, in_form_of(draft, new) as same:
        assert (draft.pack.edition.version, same.pack.edition.version) == (1, 2)
        assert read(same).records == read(draft).records


def test_a_plan_of_another_edition_is_refused(draft: Draft, pack: FormPack, tmp_path: Path) -> None:
    other = small_pack(tmp_path / "other", "title: อื่น\nscreen: [{table: project}]\n")
    with pytest.raises(DraftError, match="different editions"), in_form_of(draft, other):
        pass
