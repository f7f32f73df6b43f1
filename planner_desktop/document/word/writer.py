"""A document as a Word file that replaces the target in one step."""

from collections.abc import Callable
from pathlib import Path

from planner_desktop.document.archive import CREATOR
from planner_desktop.document.making import MadeFile, stepping, unhindered
from planner_desktop.document.outline import Document
from planner_desktop.document.pdf import refused
from planner_desktop.document.typesetter import Typeset, Typesetter
from planner_desktop.document.word.body import PART, Body
from planner_desktop.document.word.fonts import add_fonts
from planner_desktop.document.word.markup import DECLARATION, MAIN, text, w
from planner_desktop.document.word.package import CORE, Package
from planner_desktop.document.word.styles import styles_xml
from planner_desktop.document.word.theme import theme_xml

_LAYOUT_SHARE = 0.8  # of the whole work, for the progress
_ITALIC = "<w:i/>"
_COMPATIBLE = 15  # Word 2013 and all that came after it lay such a file out as their own
_TYPE = "application/vnd.openxmlformats"
_OFFICE = "http://schemas.microsoft.com/office/word"


def make_docx(
    document: Document,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> MadeFile:
    """Make a Word file of the document.

    `progress` is told how much is done, from 0 to 1; `cancelled` is asked now and then whether to stop.
    Raises DocumentError if it cannot be typeset, DocumentCancelledError if it was stopped.
    """
    step = stepping(progress, cancelled)
    step(0.0)
    with unhindered():
        typeset = Typesetter().typeset(document, lambda share: step(_LAYOUT_SHARE * share))
        data = docx_bytes(typeset, lambda share: step(_LAYOUT_SHARE + (1 - _LAYOUT_SHARE) * share))
    step(1.0)
    return MadeFile(data, len(typeset.pages), refused(typeset))


def write_docx(
    document: Document,
    path: Path,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> MadeFile:
    """Make a Word file of the document and write it. What stood at `path` stays until the new one is ready.

    Raises DocumentError, DocumentCancelledError.
    """
    made = make_docx(document, progress=progress, cancelled=cancelled)
    made.write(path)
    return made


def docx_bytes(typeset: Typeset, step: Callable[[float], None] = lambda _share: None) -> bytes:
    """A document as it was set on pages as a Word file; `step` is told the share that is done, and may raise."""
    package = Package()
    package.relate("", "officeDocument", PART)
    package.relate("", CORE, "docProps/core.xml")
    package.relate("", "extended-properties", "docProps/app.xml")
    body = Body(typeset, package)
    said = body.xml(step)
    package.add(PART, said, "document.main")
    parts = {
        "styles": styles_xml(), "numbering": body.lists.xml(), "footnotes": body.notes.xml(), "settings": _settings(),
    }  # fmt: skip
    for name, part in parts.items():
        package.add(f"word/{name}.xml", part, name)
        package.relate(PART, name, f"{name}.xml")
    package.add("word/theme/theme1.xml", theme_xml(), f"{_TYPE}-officedocument.theme+xml")
    package.relate(PART, "theme", "theme/theme1.xml")
    add_fonts(package, PART, italic=_ITALIC in said)
    package.add("docProps/core.xml", _core(typeset.document), f"{_TYPE}-package.core-properties+xml")
    package.add("docProps/app.xml", _app(), f"{_TYPE}-officedocument.extended-properties+xml")
    return package.file()


def _settings() -> str:
    """How Word treats the file: as one of its own, whose justified lines end by will where they are short."""
    modern = f'<w:compatSetting w:name="compatibilityMode" w:uri="{_OFFICE}" w:val="{_COMPATIBLE}"/>'
    parts = (
        w("zoom", percent=100),
        w("defaultTabStop", val=720),
        w("characterSpacingControl", val="doNotCompress"),
        w("footnotePr", w("footnote", id=-1), w("footnote", id=0)),
        w("compat", w("doNotExpandShiftReturn"), modern),
        w("themeFontLang", val="en-US", bidi="th-TH"),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )
    return f'{DECLARATION}<w:settings xmlns:w="{MAIN}">{"".join(parts)}</w:settings>'


def _core(document: Document) -> str:
    """Whose the document is, and from which data it was made. No times: the same plan makes the same file."""
    said = {
        "dc:title": document.title,
        "dc:subject": document.title,
        "dc:creator": document.author,
        "dc:identifier": " ".join(document.identifiers),
        "dc:language": "th-TH",
    }
    inner = "".join(f"<{name}>{text(value)}</{name}>" for name, value in said.items() if value)
    spaces = (
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    return f"{DECLARATION}<cp:coreProperties {spaces}>{inner}</cp:coreProperties>"


def _app() -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{DECLARATION}<Properties xmlns="{space}"><Application>{CREATOR}</Application></Properties>'
