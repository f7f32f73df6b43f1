"""The document follows its draft: after every edit it is what a whole new one would be."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from planner_desktop.document.live import LiveDocument, first_change, first_place, same_pages
from planner_desktop.document.typesetter import Typeset
from planner_desktop.draft import Draft
from planner_desktop.formpack import queries
from planner_desktop.formpack.guard import Connection


class Stopped(Exception):
    pass


def follow(live: LiveDocument, draft: Draft, changed: list[set[str]]) -> Typeset:
    """Bring the pages up to date with all that changed, of a snapshot as the preview does: answers are kept of those."""
    tables = set().union(*changed)
    changed.clear()
    with draft.snapshot() as copy:
        return live.update(copy, tables)


@pytest.fixture
def changed(sample: Draft) -> list[set[str]]:
    heard: list[set[str]] = []
    sample.watchers.append(heard.append)
    return heard


def test_after_every_edit_the_pages_are_those_of_a_new_document(sample: Draft, changed: list[set[str]]) -> None:
    live = LiveDocument()
    live.update(sample)
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
        assert follow(live, sample, changed).pages == LiveDocument().update(sample).pages


def test_pages_that_an_edit_does_not_touch_stay_the_same(sample: Draft, changed: list[set[str]]) -> None:
    live = LiveDocument()
    before = live.update(sample)
    sample.set("vision", 1, "text", "วิสัยทัศน์อื่น")
    after = follow(live, sample, changed)
    place = first_place(after, "vision")
    assert place is not None
    different = set(range(len(before.pages))) - same_pages(before, after)
    assert place.page in different <= {place.page, place.page + 1}  # what follows may go on on another page


def test_with_other_digits_no_page_looks_as_before(sample: Draft) -> None:
    before = LiveDocument().update(sample)
    after = replace(before, document=replace(before.document, thai_digits=True))  # the pages' numbers are not in slabs
    assert same_pages(before, before) == set(range(len(before.pages)))
    assert same_pages(before, after) == set()


def test_the_first_change_is_where_the_text_stands(sample: Draft, changed: list[set[str]]) -> None:
    live = LiveDocument()
    before = live.update(sample)
    sample.set("project", sample.ids("project")[-1], "name", "โครงการที่ตามหา")
    after = follow(live, sample, changed)
    same = same_pages(before, after)
    for section in ("part-two", "summary", "cover"):
        place = first_change(before, after, same, section)
        assert place is not None
        page = after.pages[place.page]
        slab = next(placed.slab for placed in page.slabs if placed.top == place.top)
        assert slab not in [placed.slab for placed in before.pages[place.page].slabs]
    assert first_change(after, after, same_pages(after, after), "part-two") is None


def test_work_that_is_stopped_loses_no_change(sample: Draft, changed: list[set[str]]) -> None:
    live = LiveDocument()
    live.update(sample)

    def stop(_share: float) -> None:
        raise Stopped

    sample.set("vision", 1, "text", "วิสัยทัศน์อื่น")
    with pytest.raises(Stopped):
        live.update(sample, {"vision"}, stop)
    assert follow(live, sample, changed).pages == LiveDocument().update(sample).pages


def test_only_what_reads_the_changed_table_is_asked_again(sample: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    really = queries.run

    def heard(connection: Connection, sql: str, *more: Any) -> Any:
        asked.append(sql)
        return really(connection, sql, *more)

    monkeypatch.setattr(queries, "run", heard)
    live = LiveDocument()
    with sample.snapshot() as first:
        live.update(first)
    whole = len(asked)
    asked.clear()
    sample.set("project", sample.ids("project")[0], "name", "โครงการอื่น")
    with sample.snapshot() as second:
        live.update(second, {"project"})
        assert 0 < len(asked) < whole / 3
        assert live.update(second, set()).pages == LiveDocument().update(second).pages
