"""The document follows its draft: after every edit it is what a whole new one would be."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner_desktop.document.live import LiveDocument, first_change, first_place, same_pages
from planner_desktop.document.pdf import pdf_bytes
from planner_desktop.document.typesetter import Typeset
from planner_desktop.draft import Draft
from planner_desktop.draft.live_copy import LiveCopy
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.formpack import queries
from planner_desktop.formpack.guard import Connection


class Stopped(Exception):
    pass


class Followed:
    """A draft with its pages, brought up to date as the preview does it: of a copy that is kept."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.live, self.copy = draft, LiveDocument(), LiveCopy()
        self.changed: set[str] = set()
        draft.watchers.append(self.changed.update)
        self.pages = self.live.update(self.copy.taken(draft, None)())

    def again(self) -> Typeset:
        copy, changed = self._taken()
        self.pages = self.live.update(copy, changed)
        return self.pages

    def first(self, section: str) -> Typeset | None:
        """The pages with one section alone that changed; all others come with `again`."""
        copy, changed = self._taken()
        return self.live.first(copy, changed, section)

    def _taken(self) -> tuple[Draft, set[str]]:
        changed = set(self.changed)
        self.changed.clear()
        return self.copy.taken(self.draft, changed)(), changed


@pytest.fixture
def followed(sample: Draft) -> Iterator[Followed]:
    followed = Followed(sample)
    with closing(followed.copy):
        yield followed


def of_new(draft: Draft) -> Typeset:
    """The pages of a document that is made anew."""
    with draft.snapshot() as copy:
        return LiveDocument().update(copy)


def test_after_every_edit_the_pages_are_those_of_a_new_document(sample: Draft, followed: Followed) -> None:
    project = sample.ids("project")[0]
    edits: tuple[Callable[[], object], ...] = (
        lambda: sample.set("project", project, "name", "โครงการที่มีชื่อยาวขึ้นกว่าเดิมมาก " * 9),
        lambda: sample.set("project", project, "divisions", []),
        lambda: sample.set("cover", 1, "agency", "สำนักใหม่"),
        lambda: sample.set("printing", 1, "digits", "thai"),
        lambda: sample.delete("project", [project]),
        sample.undo,
        sample.undo,
    )
    for edit in edits:
        edit()
        assert followed.again().pages == of_new(sample).pages


SAMPLES = "2568-finance", "2568-international-affairs"
EDITS = "text", "text", "other", "none", "move", "duplicate", "delete", "undo", "undo", "redo", "no look"


@settings(max_examples=3)
@given(
    name=st.sampled_from(SAMPLES), edits=st.lists(st.sampled_from(EDITS), min_size=4, max_size=7), chance=st.randoms()
)
def test_after_edits_by_chance_the_file_is_that_of_a_new_document(name: str, edits: list[str], chance: Random) -> None:
    with TemporaryDirectory() as folder, new_from_sample(name, Path(folder, "plan.bmaplan")) as draft:
        followed = Followed(draft)
        with closing(followed.copy):
            for edit in edits:
                by_chance(draft, edit, chance)
                if edit != "no look":
                    followed.first(chance.choice(["projects", "part-two", "cover"]))
                    assert followed.again().pages == of_new(draft).pages
            assert file_of(followed.again()) == file_of(of_new(draft))


def by_chance(draft: Draft, edit: str, chance: Random) -> None:
    """Edit anything in a draft."""
    kind = chance.choice([kind for kind in draft.pack.records if draft.ids(kind)])
    ids, spec = draft.ids(kind), draft.spec(kind)
    id, other = chance.choice(ids), chance.choice(ids)
    field = chance.choice(list(spec.columns))
    match edit:
        case "text" | "no look" if texts := [name for name, f in spec.columns.items() if f.type in ("text", "note")]:
            draft.set(kind, id, chance.choice(texts), "ข้อความอื่นที่ยาวกว่าเดิม " * chance.randrange(30))
        case "other":
            draft.set(kind, id, field, draft.record(kind, other).values[field])
        case "none" if not spec.single:
            draft.set(kind, id, field, None)
        case "move" if not spec.single:
            draft.move(kind, id, chance.randrange(len(ids)))
        case "duplicate" if not spec.single:
            draft.duplicate(kind, [id])
        case "delete" if not spec.single:
            draft.delete(kind, [id])
        case "undo":
            draft.undo()
        case "redo":
            draft.redo()


def file_of(typeset: Typeset) -> bytes:
    document = replace(typeset.document, moment=datetime(2024, 10, 1, tzinfo=UTC))
    return pdf_bytes(replace(typeset, document=document))


def test_pages_that_an_edit_does_not_touch_stay_the_same(sample: Draft, followed: Followed) -> None:
    before = followed.pages
    sample.set("vision", 1, "text", "วิสัยทัศน์อื่น")
    after = followed.again()
    place = first_place(after, "vision")
    assert place is not None
    different = set(range(len(before.pages))) - same_pages(before, after)
    assert place.page in different <= {place.page, place.page + 1}  # what follows may go on on another page


def test_the_section_that_is_looked_at_comes_first(sample: Draft, followed: Followed) -> None:
    before, project = followed.pages, sample.record("project", sample.ids("project")[0])
    sample.set("project", project.id, "name", f"{project.values['name']} 2")  # which part-one prints, too
    first = followed.first("evaluation")
    assert first is not None
    whole = followed.again()
    differ = set(range(len(before.pages))) - same_pages(before, first)
    assert differ
    assert {section_of(first, n) for n in differ} == {"evaluation"}
    assert all(first.pages[n] == whole.pages[n] for n in differ)
    assert whole.pages == of_new(sample).pages != first.pages


def test_where_the_section_that_is_looked_at_does_not_change_the_first_that_does_comes_first(
    sample: Draft, followed: Followed
) -> None:
    sample.set("vision", 1, "text", "วิสัยทัศน์อื่น")
    first = followed.first("evaluation")
    assert first is not None
    assert first.pages == of_new(sample).pages
    assert followed.first("evaluation") is None
    sample.set("project", sample.ids("project")[0], "whole_budget", 12_300)  # which is printed nowhere here
    assert followed.first("evaluation") is None


def section_of(typeset: Typeset, page: int) -> str:
    return next((placed.section for placed in typeset.pages[page].slabs), "")


def test_with_other_digits_no_page_looks_as_before(sample: Draft) -> None:
    before = LiveDocument().update(sample)
    after = replace(before, document=replace(before.document, thai_digits=True))  # the pages' numbers are not in slabs
    assert same_pages(before, before) == set(range(len(before.pages)))
    assert same_pages(before, after) == set()


def test_the_first_change_is_where_the_text_stands(sample: Draft, followed: Followed) -> None:
    before = followed.pages
    sample.set("project", sample.ids("project")[-1], "name", "โครงการที่ตามหา")
    after = followed.again()
    same = same_pages(before, after)
    for section in ("part-two", "summary", "cover"):
        place = first_change(before, after, same, section)
        assert place is not None
        page = after.pages[place.page]
        slab = next(placed.slab for placed in page.slabs if placed.top == place.top)
        assert slab not in [placed.slab for placed in before.pages[place.page].slabs]
    assert first_change(after, after, same_pages(after, after), "part-two") is None


def test_work_that_is_stopped_loses_no_change(sample: Draft, followed: Followed) -> None:
    def stop(_share: float) -> None:
        raise Stopped

    sample.set("vision", 1, "text", "วิสัยทัศน์อื่น")
    with pytest.raises(Stopped):
        followed.live.update(followed.copy.taken(sample, followed.changed)(), followed.changed, stop)
    assert followed.again().pages == of_new(sample).pages


def test_only_what_reads_what_changed_is_asked_again(sample: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    really = queries.run

    def heard(connection: Connection, sql: str, *more: Any) -> Any:
        asked.append(sql)
        return really(connection, sql, *more)

    monkeypatch.setattr(queries, "run", heard)
    followed = Followed(sample)
    with closing(followed.copy):
        whole = len(asked)
        for field, value, share in (("name", "อื่น", 0.25), ("whole_budget", 12_300, 0.1)):
            asked.clear()
            sample.set("project", sample.ids("project")[0], field, value)
            followed.again()
            assert 0 < len(asked) < whole * share, (field, len(asked), whole)
