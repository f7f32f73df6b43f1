"""What stands on a card below its text: words as they are, a number with what it is a number of."""

from pathlib import Path

from planner_desktop.draft import Draft
from planner_desktop.ui.screens.board.cards import Card, Cards
from planner_desktop.ui.session.session import Session
from tests.small_pack import RECORDS, small_pack

RISKS = (
    RECORDS
    + """
  risk:
    label: ความเสี่ยง
    fields:
      name: {label: ชื่อ}
      side: {label: ด้าน, choices: {in: ภายใน, out: ภายนอก}}
      chance: {label: โอกาส, choices: {1: น้อย, 2: มาก}}
      budget: {type: baht, label: งบ}
      level: {sql: chance * 3, label: ระดับ, number: true}
"""
)
SECTION = """
    title: ทั้งหมด
    screen:
      - {board: risk, by: side, fields: [name, chance, budget, level]}
    document: [{list: risk, item: "{name}"}]
    """


def test_a_number_on_a_card_says_what_it_is(tmp_path: Path) -> None:
    with Draft.create(tmp_path / "ร่าง.bmaplan", small_pack(tmp_path / "แม่แบบ", SECTION, RISKS)) as draft:
        draft.add("risk", {"name": "ฝน", "side": "in", "chance": 2, "budget": 150_000})
        draft.add("risk", {"name": "ลม", "side": "in"})
        cards = Cards(Session(draft), draft.pack.section("all").screen[0])  # type: ignore[arg-type]
        notes = [card.notes for card in cards.boxes()["in"] if isinstance(card, Card)]
        assert notes == ["มาก · งบ 1,500 · ระดับ 6", ""]
