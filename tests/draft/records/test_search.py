"""Finding reads as an officer does; replacing is one undo step, by the fields' rules, and footnotes stay at their notes."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner_desktop.draft import Draft
from planner_desktop.draft.records.replacing import replace
from planner_desktop.draft.records.search import Match, Query, SearchText, find, folded, places, rich_texts
from planner_desktop.draft.records.search import _unfolding as unfolding
from planner_desktop.formpack import rich_text
from planner_desktop.formpack.rich_text import NOTE, RichList, RichParagraph, RichTable


def texts(text: str, wanted: str, **how: bool) -> list[str]:
    """What is found in one text."""
    place = SearchText("s", "k", 1, "f", (), text, "", "", True)
    return [match.found for match in find([place], Query(wanted, **how))]


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("ปีงบประมาณ พ.ศ. ๒๕๖๘", "2568", ["๒๕๖๘"]),
        ("ปี 2568 และ 2568", "๒๕๖๘", ["2568", "2568"]),
        ("OKR ของสำนัก", "okr", ["OKR"]),
        ("กรุงเทพ\u200bมหา\u200bนคร", "เทพมหา", ["เทพ\u200bมหา"]),
        ("แผน   ปฏิบัติ\nราชการ", "แผน ปฏิบัติ ราชการ", ["แผน   ปฏิบัติ\nราชการ"]),
        ("1,234,500.00", "1234500", ["1,234,500"]),
        ("งบ 1234500 บาท", "๑,๒๓๔,๕๐๐", ["1234500"]),
        ("ข้อ 1,2", "12", []),
        (f"แผน{NOTE}งาน", "แผนงาน", [f"แผน{NOTE}งาน"]),
        ("อะไรก็ได้", " ", []),
        ("STRASSE straße", "strasse", ["STRASSE", "straße"]),
    ],
)
def test_what_looks_alike_is_found(text: str, wanted: str, found: list[str]) -> None:
    assert texts(text, wanted) == found


def test_exactly_means_case_digits_and_spaces_too() -> None:
    assert texts("OKR okr", "okr", exactly=True) == ["okr"]
    assert texts("ปี ๒๕๖๘ 2568", "2568", exactly=True) == ["2568"]
    assert texts("สอง  ช่อง", "  ", exactly=True) == ["  "]


def test_whole_words_are_those_of_the_dictionary() -> None:
    assert texts("โครงการพัฒนาเมือง", "พัฒนา", whole_words=True) == ["พัฒนา"]
    assert texts("มหานคร", "มหา", whole_words=True) == []
    assert texts("KR KRX กทม.KR2", "kr", whole_words=True) == ["KR"]
    assert texts("โครงการ OKRs", "โครงการ", whole_words=True) == ["โครงการ"]


@given(st.text(alphabet="กำ่ แ\u200b\n๑1,aßİ.\u00a0" + NOTE))
def test_every_letter_compared_is_known_in_the_text(text: str) -> None:
    letters, starts, ends = unfolding(text)
    assert letters == folded(text)
    assert len(letters) == len(starts) == len(ends)
    assert sorted(starts) == starts
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))


# ---------------------------------------------------------------- in a draft


def found(draft: Draft, wanted: str) -> list[Match]:
    return find(places(draft), Query(wanted))


def test_the_sample_is_found_in_the_order_of_its_sections(sample: Draft) -> None:
    matches = found(sample, "กรุงเทพมหานคร")
    order = [section.id for section in sample.pack.sections]
    at = [order.index(match.place.section) for match in matches]
    assert at == sorted(at)
    assert len(set(at)) > 3
    assert {sample.spec(m.place.kind).fields[m.place.field].type for m in matches} >= {"text", "long_text", "rich_text"}


def test_every_shown_text_of_the_sample_can_be_found(sample: Draft) -> None:
    among = places(sample)
    for kind in ("project", "key_result", "foreword"):
        for record in sample.records(kind):
            for name, spec in sample.spec(kind).fields.items():
                if spec.type in ("text", "long_text", "baht") and record.values[name] is not None:
                    hits = find(among, Query(sample.shown(record, name)))
                    assert any((m.place.kind, m.place.id, m.place.field) == (kind, record.id, name) for m in hits)


def test_a_record_is_found_in_the_section_where_it_is_entered(sample: Draft) -> None:
    for match in found(sample, "กรุงเทพ"):
        assert match.place.kind in {
            kind for part in sample.pack.section(match.place.section).screen for kind in part.edits(sample.pack)
        }


def test_codes_choices_and_links_are_found_but_not_replaced(sample: Draft) -> None:
    before = list(sample.database.conn.iterdump())
    code = sample.records("key_result")[0].values["code"]
    matches = found(sample, str(code))
    assert matches
    project = sample.records("project")[0]
    linked = [m for m in found(sample, str(project.values["name"])) if m.place.kind != "project"]
    assert linked
    fixed = [m for m in matches if m.place.field == "code"] + linked
    assert not any(match.replaceable for match in fixed)
    assert replace(sample, fixed, "x").count == 0
    assert list(sample.database.conn.iterdump()) == before


def test_replacing_is_one_undo_step(sample: Draft) -> None:
    before = [m.place.text for m in found(sample, "กรุงเทพมหานคร")]
    matches = [m for m in found(sample, "กรุงเทพมหานคร") if m.replaceable]
    done = replace(sample, matches, "กทม.")
    assert done.count == len(matches) > 10
    assert len(done.records) > 3
    assert not done.refused
    assert not any(m.replaceable for m in found(sample, "กรุงเทพมหานคร"))
    sample.undo()
    assert [m.place.text for m in found(sample, "กรุงเทพมหานคร")] == before


def test_what_a_field_refuses_is_told_and_left(draft: Draft) -> None:
    spec = next(
        (kind, name, field)
        for kind, record in draft.pack.records.items()
        for name, field in record.fields.items()
        if field.type == "text" and not field.pattern and name != record.key and draft.pack.sections_showing(kind)
    )
    kind, name, _field = spec
    other = draft.ids(kind)[0] if draft.ids(kind) else draft.add(kind)
    draft.set(kind, other, name, "แผน 500")
    project = draft.add("project", {"name": "โครงการ 500", "funding": "amount", "budget": 50000})
    matches = [m for m in found(draft, "500") if (m.place.kind, m.place.id) in ((kind, other), ("project", project))]
    done = replace(draft, matches, "ห้าร้อย")
    assert [(match.place.field, "ห้าร้อย" in str(why)) for match, why in done.refused] == [("budget", True)]
    assert draft.record("project", project).values["budget"] == 50000
    assert draft.record("project", project).values["name"] == "โครงการ ห้าร้อย"
    assert done.count == 2


def test_a_text_that_changed_since_is_left(draft: Draft) -> None:
    project = draft.add("project", {"name": "โครงการเดิม"})
    matches = found(draft, "เดิม")
    draft.set("project", project, "name", "โครงการอื่น")
    assert len(replace(draft, matches, "ใหม่").refused) == 1
    draft.delete("project", [project])
    assert len(replace(draft, matches, "ใหม่").refused) == 1


def test_no_letter_is_torn_from_its_mark(draft: Draft) -> None:
    draft.add("project", {"name": "ที่ดิน ทีม"})
    assert [m.replaceable for m in found(draft, "ที") if m.place.kind == "project"] == [False, True]


def rich_field(draft: Draft) -> tuple[str, str]:
    return next(
        (kind, name)
        for kind, record in draft.pack.records.items()
        for name, field in record.fields.items()
        if field.type == "rich_text" and record.single
    )


words = st.text(alphabet="กขค ", max_size=8)
noted = st.lists(words, min_size=1, max_size=4).map(NOTE.join)
paragraphs = noted.map(lambda t: RichParagraph(paragraph=t, notes=tuple(f"น{n}ก" for n in range(t.count(NOTE)))))
lists = st.lists(noted, min_size=1, max_size=3).map(
    lambda ts: RichList(list=tuple(ts), notes=tuple(f"น{n}" for n in range("".join(ts).count(NOTE))))
)
stays = words.map("ง{}".format)  # what is emptied has no place in the table any more
tables = st.tuples(stays, stays, stays).map(
    lambda three: RichTable(table=(("หัว", None), three[:2]), caption=three[2], note=three[0])
)


@given(blocks=st.lists(paragraphs | lists | tables, min_size=1, max_size=4).map(tuple), by=words)
def test_replacing_in_running_text_changes_nothing_but_what_was_found(
    draft_in_memory: Draft, blocks: tuple[rich_text.RichPart, ...], by: str
) -> None:
    draft = draft_in_memory
    kind, name = rich_field(draft)
    draft.set(kind, 1, name, rich_text.dump(blocks))
    here = [p for p in places(draft) if (p.kind, p.field) == (kind, name)]
    matches = find(here, Query("กข"))
    done = replace(draft, matches, by + NOTE)
    assert not done.refused
    new = rich_text.load(str(draft.record(kind, 1).values[name]))
    assert [type(block) for block in new] == [type(block) for block in blocks]
    for (path, old), (new_path, text) in zip(_all(blocks), _all(new), strict=True):
        assert path == new_path
        assert text.count(NOTE) == old.count(NOTE)
        in_it = [m for m in matches if m.place.way == path]
        if not in_it:
            assert text == old
        else:  # what stands between the matches stands there still, and each mark where it was
            pieces, at = [], 0
            for match in in_it:
                pieces.append(old[at : match.start] + by + NOTE * match.found.count(NOTE))
                at = match.end
            assert text == "".join(pieces) + old[at:]


def _all(blocks: tuple[rich_text.RichPart, ...]) -> list[tuple[tuple[int | str, ...], str]]:
    return list(rich_texts(blocks))


@pytest.fixture(scope="module")
def draft_in_memory(request: pytest.FixtureRequest) -> Iterator[Draft]:
    with Draft.new_in_memory(request.getfixturevalue("pack")) as draft:
        yield draft
