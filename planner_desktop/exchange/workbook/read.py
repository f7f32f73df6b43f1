"""A workbook's sheets from the bytes of its file, whichever program wrote it."""

from planner_desktop.errors import PlannerError
from planner_desktop.exchange.workbook.packed import Broken, Packed
from planner_desktop.exchange.workbook.sheet import Workbook
from planner_desktop.i18n import _

_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MOST_BYTES = 50_000_000


def is_workbook(content: bytes) -> bool:
    """Whether bytes may be those of a workbook: a zip, or what Microsoft's programs wrote before."""
    return content.startswith((_ZIP, _OLD))


def workbook_of(content: bytes) -> Workbook:
    """The sheets of a workbook (.xlsx, .ods, .xls). Raises PlannerError where it is none that can be read."""
    try:
        if len(content) > MOST_BYTES:
            raise Broken("too many bytes")
        if content.startswith(_OLD):
            from planner_desktop.exchange.workbook import xls

            return xls.read(content)
        from planner_desktop.exchange.workbook import ods, xlsx

        packed = Packed(content)
        return ods.read(packed) if "content.xml" in packed else xlsx.read(packed)
    except Broken as error:
        raise PlannerError(
            _("This is no workbook that can be read"),
            _("Open it in the spreadsheet, save it again as an Excel workbook (.xlsx), and give that."),
        ) from error
