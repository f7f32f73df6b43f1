"""Where a picture was taken stays on the PC: not in the PDF, the bundle or the data, and not in a draft that gets it."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageCms, ImageDraw, PngImagePlugin

from planner_desktop.bare_pictures import bare
from planner_desktop.bundle.verify import verify_bundle
from planner_desktop.bundle.write import write_bundle
from planner_desktop.document.export import export_pdf
from planner_desktop.draft import Draft
from planner_desktop.draft.plan import clean_copy, plan_json
from planner_desktop.draft.records import attachments
from planner_desktop.formpack import rich_text

PLACE = b"PLACE-13.7563-100.5018"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def picture(format: str = "JPEG", turn: int = 6) -> bytes:
    """A picture with its place, a comment, XMP, a colour profile, a mark of which way up it is, and more behind it."""
    image = Image.new("RGB", (64, 48), "white")
    ImageDraw.Draw(image).line((0, 0, 40, 47), "red", 3)
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turn
    exif[ExifTags.Base.ImageDescription] = PLACE.decode()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (13.0, 45.0, 22.7)
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    made = BytesIO()
    if format == "JPEG":
        image.save(made, format, exif=exif, icc_profile=PROFILE, comment=PLACE, xmp=PLACE, progressive=turn > 4)
    elif format == "PNG":
        told = PngImagePlugin.PngInfo()
        told.add_text("Comment", PLACE.decode())
        told.add_itxt("XML:com.adobe.xmp", PLACE.decode())
        image.save(made, format, exif=exif, icc_profile=PROFILE, pnginfo=told)
    else:
        image.save(made, format, comment=PLACE)
    return made.getvalue() + PLACE


@pytest.mark.parametrize("turn", [1, 3, 6, 8])
@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF"])
def test_only_what_draws_a_picture_stays_of_its_file(format: str, turn: int) -> None:
    content = picture(format, turn)
    plain = bare(content)
    assert PLACE in content
    assert PLACE not in plain
    before, after = Image.open(BytesIO(content)), Image.open(BytesIO(plain))
    assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()
    if format != "GIF":
        assert after.info["icc_profile"] == PROFILE
        assert dict(after.getexif()) == ({ExifTags.Base.Orientation: turn} if turn > 1 else {})
        assert not after.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    assert bare(plain) == plain


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"%PDF-1.7", picture()[:200]]
)
def test_what_is_no_whole_picture_stays_as_it_is(content: bytes) -> None:
    assert bare(content) == content


def test_a_picture_is_kept_without_its_place(draft: Draft, tmp_path: Path) -> None:
    photo = tmp_path / "รูป จากมือถือ.jpg"
    photo.write_bytes(picture())
    kept = draft.attachment(draft.attach(photo))
    assert PLACE not in kept
    assert Image.open(BytesIO(kept)).getexif()[ExifTags.Base.Orientation] == 6


@pytest.mark.parametrize("with_history", [False, True])
@pytest.mark.parametrize("turn", [1, 6])
def test_a_picture_that_a_draft_held_before_leaves_without_its_place(
    sample: Draft, tmp_path: Path, turn: int, with_history: bool
) -> None:
    name = attachments.keep(sample.database, "รูป.jpg", picture(turn=turn))
    blocks = rich_text.dump((rich_text.RichFigure(figure=name),))
    sample.set("situation", 1, "text", blocks)
    export_pdf(sample, tmp_path / "แผน.pdf")
    assert PLACE not in (tmp_path / "แผน.pdf").read_bytes()
    plan_json.write_plan(sample, tmp_path / "แผน.json")
    clean_copy.write(sample, tmp_path / "สำเนา.bmaplan", with_history=with_history)
    bundle = write_bundle(sample, tmp_path / "ส่ง.zip", with_history=with_history)
    assert not verify_bundle(bundle).remarks
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(tmp_path / "ส่ง")
    left = [file for file in tmp_path.rglob("*") if file.is_file()]
    pictures = [file for file in left if file.suffix == ".jpg"]
    assert len(pictures) == 2  # beside the JSON, and in the bundle
    assert [file for file in left if PLACE in file.read_bytes() and file.suffix != ".lock"] == [sample.path]
    with Draft.open(tmp_path / "สำเนา.bmaplan") as copy:
        assert PLACE not in copy.attachment(name)
        assert not copy.opened.damage
    assert PLACE in sample.attachment(name)  # the officer's own draft is not touched
