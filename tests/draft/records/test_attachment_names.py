"""Files that a draft keeps have names that no drive takes for one another."""

import pytest

from planner_desktop.draft import Draft
from planner_desktop.draft.records import attachments
from planner_desktop.formpack import FormPack


@pytest.mark.parametrize("other", ["แผน a.pdf", "แผน A\u0301.pdf"])
def test_a_name_that_differs_in_case_or_spelling_only_is_numbered(pack: FormPack, other: str) -> None:
    first = "แผน A.pdf" if other.endswith("a.pdf") else "แผน \u00c1.pdf"
    with Draft.in_memory(pack) as draft:
        assert attachments.keep(draft.database, first, b"1") == first
        assert attachments.keep(draft.database, other, b"2") == other.replace(".pdf", " (2).pdf")
        assert attachments.keep(draft.database, first, b"1") == first


def test_a_plan_that_comes_with_such_names_keeps_them(pack: FormPack) -> None:
    with Draft.in_memory(pack) as draft:
        for name, content in (("A.pdf", b"1"), ("a.pdf", b"2"), ("a.pdf", b"2")):
            assert attachments.keep(draft.database, name, content, as_named=True) == name
        assert len(draft.attachments()) == 2
