"""A file from anyone is only data: whatever a picture, a plan in JSON or a bundle holds, it is taken or refused in words.

Never anything else: no fault of the program, no file anywhere but where one was asked for, no hang.
"""

import contextlib
import random
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from planner_desktop import pictures
from planner_desktop.app_paths import SAMPLES
from planner_desktop.bundle import verify_bundle, write_bundle
from planner_desktop.document.outline import Document, Figure, PrintedSection
from planner_desktop.document.pdf import make_pdf
from planner_desktop.draft import Draft
from planner_desktop.draft.file.file import connect
from planner_desktop.draft.plan import plan_json
from planner_desktop.draft.plan.strict_json import read_json
from planner_desktop.errors import PictureRefused, PlannerError
from planner_desktop.formpack import FormPack
from tests.bundle.forger import bagged, zipped
from tests.conftest import SAMPLE
from tests.reliability.conftest import ROUNDS
from tests.reliability.doors import odd_bytes, odd_json, small_draft, small_plan

FEW, MANY = 200, 20 * ROUNDS
Door = Callable[[random.Random], str]


def all_tried(door: Door, rounds: int, seed: int = 0) -> Counter[str]:
    """How often each outcome came; the seed of a round that failed otherwise is in the error."""
    outcomes: Counter[str] = Counter()
    for n in range(rounds):
        try:
            outcomes[door(random.Random(f"{seed} {n}"))] += 1
        except PlannerError:
            outcomes["refused"] += 1
        except BaseException as error:
            error.add_note(f"round {n} of seed {seed}")
            raise
    print(f"{rounds} rounds: {dict(outcomes)}")
    return outcomes


# ---------------------------------------------------------------- pictures


def sound_pictures() -> list[bytes]:
    """A small picture of every format and kind of dots."""
    found = []
    noise = Image.effect_noise((40, 30), 80)
    for kind, modes in (("PNG", "1 L LA P RGB RGBA I;16"), ("JPEG", "L RGB CMYK"), ("GIF", "L P"), ("BMP", "1 L RGB")):
        for mode in modes.split():
            image = Image.new(mode, (40, 30), 1) if mode == "I;16" else noise.convert(mode)
            for more in ({}, {"progressive": True}) if kind == "JPEG" else ({},):
                content = BytesIO()
                image.save(content, kind, **more)
                found.append(content.getvalue())
    frames = BytesIO()
    noise.save(frames, "PNG", save_all=True, append_images=[noise.rotate(9)])
    return [*found, frames.getvalue()]


def picture_door() -> Door:
    sound = sound_pictures()

    def door(chance: random.Random) -> str:
        content = odd_bytes(chance.choice(sound), chance)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert isinstance(pictures.problem(content), str)
            try:
                pictures.as_png(content)
            except PictureRefused:
                refused = True
            else:
                refused = False
            if chance.random() < 0.05:
                made = make_pdf(Document("", "", [PrintedSection("s", [Figure("ภาพ", content, 8)])]))
                assert bool(made.refused) == refused
        return "refused" if refused else "taken"

    return door


def test_pictures_are_taken_or_refused() -> None:
    assert set(all_tried(picture_door(), 2 * FEW)) == {"taken", "refused"}


@pytest.mark.soak
def test_many_pictures_are_taken_or_refused() -> None:
    all_tried(picture_door(), MANY, seed=1)


# ---------------------------------------------------------------- plans in JSON


def copied(new: Draft) -> Draft:
    """A draft as new as that one; to make its tables takes longer than all the rest."""
    database = connect(None)
    new.database.conn.backup(database.conn)
    return Draft(database, new.pack, None)


@contextlib.contextmanager
def plan_door(folder: Path, pack: FormPack) -> Iterator[Door]:
    sound = small_plan(pack)
    edition = {"id": pack.edition.id, "version": pack.edition.version}
    file = folder / "แผน.json"
    new = Draft.in_memory(pack)
    empty: list[Draft] = []

    def door(chance: random.Random) -> str:
        file.write_bytes(odd_json(sound, chance))
        data = plan_json._known(file, read_json(file))
        if data.get("edition") != edition:
            plan_json._pack(file, data)
        draft = empty.pop() if empty else copied(new)  # a plan that is refused leaves it empty
        try:
            plan_json._PlanReading(file, data, pack).fill(draft)
        except PlannerError:
            empty.append(draft)
            raise
        with draft:
            plan_json.to_plan(draft)
        return "taken"

    yield door
    for draft in (new, *empty):
        draft.close()


def test_plans_in_json_are_taken_or_refused(tmp_path: Path, pack: FormPack) -> None:
    with nothing_else_in(tmp_path, {"แผน.json"}), plan_door(tmp_path, pack) as door:
        assert set(all_tried(door, FEW)) == {"taken", "refused"}


@pytest.mark.soak
def test_many_plans_in_json_are_taken_or_refused(tmp_path: Path, pack: FormPack) -> None:
    with nothing_else_in(tmp_path, {"แผน.json"}), plan_door(tmp_path, pack) as door:
        all_tried(door, MANY, seed=1)


# ---------------------------------------------------------------- bundles


def bundle_door(folder: Path) -> Door:
    """Bundles of a small plan, and of the sample, which takes much longer, in one of twenty."""
    seeds = [bundled(small_draft(folder / "เล็ก.bmaplan"), folder)] * 19
    seeds.append(bundled(plan_json.read_plan(SAMPLES / f"{SAMPLE}.json", folder / "sample.bmaplan"), folder))
    for file in folder.iterdir():
        if file.is_file():
            file.unlink()

    def door(chance: random.Random) -> str:
        path = folder / "forged.zip"
        whole, files = chance.choice(seeds)
        if chance.random() < 0.4:
            end = len(whole) - 3000  # the list of files stands there, and is what a forger changes
            path.write_bytes(
                odd_bytes(whole, chance) if chance.random() < 0.4 else whole[:end] + odd_bytes(whole[end:], chance)
            )
        else:
            made = dict(files)
            name = chance.choice(list(made))
            change = odd_json if name == "data/plan.json" else odd_bytes
            made[name] = change(made[name], chance)
            with contextlib.suppress(UnicodeDecodeError):
                made = bagged(made) if chance.random() < 0.8 else made
            zipped(made, folder / "forged.zip")
        verify_bundle(path)
        return "taken"

    return door


def bundled(draft: Draft, folder: Path) -> tuple[bytes, dict[str, bytes]]:
    """The draft's bundle with a file attached, and what is in it by name; the draft is closed."""
    attached = folder / "แนบ.pdf"
    attached.write_bytes(b"%PDF- signed")
    with draft:
        draft.attach(attached)
        whole = write_bundle(draft, folder / "ชุด.zip").read_bytes()
    with zipfile.ZipFile(BytesIO(whole)) as archive:
        return whole, {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def test_bundles_verify_or_are_refused(tmp_path: Path) -> None:
    door = bundle_door(tmp_path)
    with nothing_else_in(tmp_path, {"forged.zip"}):
        assert "refused" in all_tried(door, FEW)


@pytest.mark.soak
def test_many_bundles_verify_or_are_refused(tmp_path: Path) -> None:
    door = bundle_door(tmp_path)
    with nothing_else_in(tmp_path, {"forged.zip"}):
        all_tried(door, MANY, seed=1)


@contextlib.contextmanager
def nothing_else_in(folder: Path, names: set[str]) -> Iterator[None]:
    """Nothing was written beside what was given."""
    before = {file.name for file in folder.iterdir()}
    yield
    assert {file.name for file in folder.iterdir()} <= names | before


def test_the_plan_that_these_tests_change_is_a_sound_one(tmp_path: Path, pack: FormPack) -> None:
    (tmp_path / "แผน.json").write_bytes(small_plan(pack))
    with plan_json.read_plan(tmp_path / "แผน.json", tmp_path / "แผน.bmaplan") as draft:
        assert all(draft.ids(kind) for kind in pack.records)
