"""A program that is killed at any moment loses nothing that it has acknowledged."""

import random
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from planner_desktop.draft import Draft
from planner_desktop.formpack import FormPack
from tests.patience import PATIENCE
from tests.reliability.conftest import ROUNDS
from tests.reliability.writer import state, step, typed, write


def kill_again_and_again(path: Path, pack: FormPack, processes: ForkServerContext, rounds: int) -> int:
    """How many edits were acknowledged, all of which were there after the kill that followed."""
    Draft.create(path, pack).close()
    chance = random.Random(rounds)
    number = 0
    with Draft.new_in_memory(pack) as model:
        for _round in range(rounds):
            hears, tells = processes.Pipe(duplex=False)
            process = processes.Process(target=write, args=(path, number, tells))
            process.start()
            tells.close()
            assert hears.poll(PATIENCE)
            process.join(chance.random() * 0.06)  # a moment of its work, never its end
            process.kill()
            process.join()
            last = number - 1
            try:
                while True:
                    last = hears.recv()
                    assert isinstance(last, int), last
            except EOFError:
                hears.close()
            for n in range(number, last + 1):
                step(model, n)
            number = last + 1
            with Draft.open(path) as draft:
                assert not draft.read_only, draft.opened.reason
                assert draft.database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                assert draft.database.execute("PRAGMA foreign_key_check").fetchall() == []
                assert draft.recovered.unclosed
                if state(draft) != state(model):  # the step that was not acknowledged any more, whole
                    step(model, number)
                    number += 1
                    assert state(draft) == state(model)
                assert draft.undo_label() == model.undo_label()
                (still,) = draft.recovered.typing
                assert still.text in (typed(last), typed(last + 1))
            assert [file.name for file in path.parent.glob(f"*{path.name}*")] == [path.name]
    return number


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path, pack: FormPack, processes: ForkServerContext) -> None:
    assert kill_again_and_again(tmp_path / "ร่าง ของเรา.bmaplan", pack, processes, 12) > 12


@pytest.mark.soak
def test_what_was_acknowledged_survives_many_kills(
    tmp_path: Path, pack: FormPack, processes: ForkServerContext
) -> None:
    edits = kill_again_and_again(tmp_path / "ร่าง ของเรา.bmaplan", pack, processes, ROUNDS)
    print(f"\n{ROUNDS} kills, {edits} edits acknowledged: 0 lost, 0 corrupt")
