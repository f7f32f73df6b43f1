"""The text of a paragraph: what a reader of the page sees of its runs, fields, links, changes and drawings."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from planner_desktop.exchange import symbols
from planner_desktop.exchange.word.drawings import drawn, extent
from planner_desktop.exchange.word.left_out import LeftOut
from planner_desktop.exchange.word.names import GONE, alternative, inner
from planner_desktop.exchange.word.styles import RunLook, Style, Styles, font_signs, is_on, switches, whole_number
from planner_desktop.formpack.emphasis import BOLD, ITALIC, PLAIN
from planner_desktop.formpack.rich_text import NOTE
from planner_desktop.i18n import _
from planner_desktop.regex import regex

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BREAK, _NEW_PART = "\n", "\n\n"
_PRIVATE_FONT = range(0xF000, 0xF100)
_THAI = regex("[\u0e00-\u0e7f]")
MOST_LETTERS = 20_000_000
"""Of a document: a plan of 500 pages has a million."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture in a text: the part that it is, its width in centimetres where it is told, what it shows."""

    part: str
    width: int | None
    alt: str


@dataclass(slots=True)
class Said:
    """What a paragraph says: its text with how each piece looks, and what hangs on it."""

    pieces: list[tuple[str, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    boxes: "list[Element]" = field(default_factory=list)
    """The contents of text boxes that hang on it."""
    written: list[str] = field(default_factory=list)
    """What drawings and diagrams on it say."""
    pictures: list[Drawn] = field(default_factory=list)
    struck: int = 0

    @property
    def text(self) -> str:
        """The text alone."""
        return "".join(text for text, _look in self.pieces)

    def join(self, other: "Said") -> None:
        """Go on with another: the mark between the two paragraphs was deleted."""
        for name in ("pieces", "notes", "boxes", "written", "pictures"):
            getattr(self, name).extend(getattr(other, name))
        self.struck += other.struck


@dataclass(slots=True)
class Story:
    """A text that runs by itself: the body, a cell, a note, a text box. What goes on from one paragraph to the next."""

    fields: list[bool] = field(default_factory=list)
    """The fields that are open, the innermost last: whether it is their instruction that is being read."""
    carried: "tuple[Said, Element] | None" = None
    """A paragraph whose mark was deleted, so that the next one goes on with it."""
    in_cell: bool = False
    """Whether it is a text of lines and not of blocks, as those of cells and notes are."""
    struck: int = 0
    """How many of its texts were struck out."""


class Around(Protocol):
    """What a paragraph asks of its document."""

    styles: Styles
    left: LeftOut

    def note(self, kind: str, name: str) -> str | None:
        """The text of a footnote or endnote by its number."""

    def picture(self, name: str, place: str) -> str:
        """The part that a picture is, by what the paragraph calls it; empty where it cannot be had."""

    def related(self, name: str) -> str:
        """The part or address that is called so; empty where there is none."""

    def diagram(self, name: str) -> list[str]:
        """The texts of a diagram."""

    def comment(self, name: str) -> str:
        """A comment's text with its author."""

    def prompt(self, element: "Element", place: str) -> None:
        """Tell of a field that nobody has filled in: what stands there asks for a text and is none."""

    def count(self, letters: int) -> None:
        """Take so many letters in. Raises PlannerError where they are too many."""


class ParagraphReader:
    """Reads one paragraph of a story at a place."""

    def __init__(self, around: Around, story: Story, style: Style, place: str) -> None:
        self._around, self._story, self._style, self._place = around, story, style, place
        self._said = Said()

    def read(self, paragraph: "Element") -> Said:
        """What the paragraph says."""
        self._walk(paragraph)
        self._story.fields = [False] * len(self._story.fields)  # an instruction that never ends hides no paragraphs
        return self._said

    def _walk(self, element: "Element") -> None:
        for child in element:
            tag = child.tag
            if tag == "w:r":
                self._run(child)
            elif tag in GONE:
                continue
            elif tag == "w:sdt" and is_on(inner(child, "w:sdtPr", "w:showingPlcHdr")):
                self._around.prompt(child, self._place)
            elif tag == "mc:AlternateContent":
                for chosen in alternative(child):
                    self._walk(chosen)
            elif tag == "m:t":
                self._put(child.text or "", PLAIN)
            elif tag in ("w:subDoc", "w:contentPart"):
                self._around.left.say(self._place, _("another document that is linked here"))
            elif tag in _IN_RUNS:
                self._content(child, PLAIN, None)
            else:
                self._walk(child)

    # ------------------------------------------------------------ runs

    def _run(self, run: "Element") -> None:
        look = self._look(run.find("w:rPr"))
        if look is not None and (look.hidden or look.struck):
            self._unsaid(run, look)
            return
        plain = look is None or not (look.bold or look.italic or look.bold_thai or look.italic_thai)
        shown = PLAIN if plain or look is None else _shown(run, look)
        signs = look.signs if look is not None else None
        own_mark = False
        for child in run:
            if child.tag == "w:t" and own_mark:
                own_mark = False  # the mark of a note that has its own, "*"
            elif child.tag in ("w:footnoteReference", "w:endnoteReference"):
                own_mark = child.get("w:customMarkFollows", "0").lower() in ("1", "true", "on")
                self._content(child, shown, signs)
            else:
                self._content(child, shown, signs)

    def _look(self, properties: "Element | None") -> RunLook | None:
        style, own, signs = "", {}, None
        if properties is not None:
            named = properties.find("w:rStyle")
            style = named.get("w:val", "") if named is not None else ""
            own, signs = switches(properties), font_signs(properties)
        return self._around.styles.look(self._style, style, own, signs)

    def _unsaid(self, run: "Element", look: RunLook) -> None:
        """A run that is hidden or struck out: its fields begin and end all the same."""
        texts = []
        for child in run:
            if child.tag == "w:t":
                texts.append(child.text or "")
            elif child.tag == "w:fldChar":
                self._field(child)
        text = "".join(texts)
        if look.hidden:
            self._around.left.hidden(self._place, text)
        elif text.strip():
            self._said.struck += 1
            self._around.left.struck(self._place, text)

    def _content(self, child: "Element", shown: int, signs: symbols.Signs | None) -> None:
        tag = child.tag
        if tag == "w:t":
            text = child.text or ""
            self._put(symbols.meant(text, signs) if signs else text, shown)
        elif tag in _MARKS:
            self._put(_MARKS[tag], PLAIN)
        elif tag == "w:br":
            self._put(_NEW_PART if child.get("w:type") in ("page", "column") else _BREAK, PLAIN)
        elif tag == "w:sym":
            self._put(_sign(child), shown)
        elif tag == "w:fldChar":
            self._field(child)
        elif tag in ("w:footnoteReference", "w:endnoteReference"):
            self._note(child)
        elif tag == "w:commentReference":
            self._around.left.say(self._place, self._around.comment(child.get("w:id", "")))
        elif tag in ("w:drawing", "w:pict", "w:object"):
            self._drawing(child)
        elif tag == "mc:AlternateContent":
            for chosen in alternative(child):
                for one in chosen:
                    self._content(one, shown, signs)
        elif tag in ("w:ruby", "w:rt", "w:rubyBase"):
            self._walk(child)
        elif tag == "w:r":
            self._run(child)

    def _put(self, text: str, look: int) -> None:
        if not text or any(self._story.fields):
            return
        self._around.count(len(text))
        self._said.pieces.append((text.replace(NOTE, ""), look))

    # ------------------------------------------------------------ fields and notes

    def _field(self, mark: "Element") -> None:
        fields = self._story.fields
        match mark.get("w:fldCharType"):
            case "begin":
                self._entered(mark)
                fields.append(True)
            case "separate" if fields:
                fields[-1] = False
            case "end" if fields:
                fields.pop()

    def _entered(self, mark: "Element") -> None:
        """What somebody chose in a field of a form that shows no result: a tick, or one of a list."""
        box, choice = inner(mark, "w:ffData", "w:checkBox"), inner(mark, "w:ffData", "w:ddList")
        if box is not None:
            ticked = box.find("w:checked") if box.find("w:checked") is not None else box.find("w:default")
            self._put("☑" if is_on(ticked) else "☐", PLAIN)
        elif choice is not None:
            entries = choice.findall("w:listEntry")
            chosen = choice.find("w:result")
            at = whole_number(chosen.get("w:val")) if chosen is not None else 0
            if at is not None and 0 <= at < len(entries):
                self._put(entries[at].get("w:val", ""), PLAIN)

    def _note(self, reference: "Element") -> None:
        kind = reference.tag.removeprefix("w:").removesuffix("Reference")
        text = self._around.note(kind, reference.get("w:id", ""))
        if text is None or any(self._story.fields):
            return
        self._said.pieces.append((NOTE, PLAIN))
        self._said.notes.append(text)

    # ------------------------------------------------------------ drawings

    def _drawing(self, drawing: "Element") -> None:
        """Pictures, the texts of boxes, and what else is drawn: said where it is nothing of these."""
        if any(self._story.fields):
            return
        width, alt = extent(drawing)
        for one in drawn(drawing):
            match one.tag:
                case "w:txbxContent":
                    self._said.boxes.append(one)
                case "a:blip" | "v:imagedata":
                    self._picture(one, width, alt)
                case "v:textpath":
                    self._said.written.append(one.get("string", ""))
                case "a:p":
                    self._said.written.append("".join(text.text or "" for text in one.iter("a:t")))
                case "dgm:relIds":
                    self._said.written += self._around.diagram(one.get("r:dm", ""))
                case "c:chart" | "cx:chart":
                    self._around.left.say(self._place, _("a chart") + (f" “{alt}”" if alt else ""))
                case "o:OLEObject":
                    said = _("an object of another program, {name}").format(name=one.get("ProgID", "?"))
                    self._around.left.say(self._place, said)
                case "w:control":
                    self._around.left.say(self._place, _("a control of a form"))

    def _picture(self, told: "Element", width: int | None, alt: str) -> None:
        if (link := told.get("r:link")) and not told.get("r:embed"):
            said = _("a picture that is not in the file but at {address}: it was not fetched")
            self._around.left.say(self._place, said.format(address=self._around.related(link)[:200] or "?"))
            return
        name = told.get("r:embed") or told.get("r:id") or told.get("r:pict") or ""
        if name and (part := self._around.picture(name, self._place)):
            self._said.pictures.append(Drawn(part, width, alt or told.get("o:title", "")))


_MARKS = {
    "w:tab": "\t", "w:ptab": "\t", "w:cr": _BREAK, "w:noBreakHyphen": "-", "w:softHyphen": "",
    "w:pgNum": "", "w:dayShort": "", "w:separator": "",
}  # fmt: skip
_IN_RUNS = frozenset(
    (*_MARKS, "w:t", "w:br", "w:sym", "w:fldChar", "w:drawing", "w:pict", "w:object", "w:commentReference")
)
"""What belongs into a run, and is read where a program put it beside one."""


def _shown(run: "Element", look: RunLook) -> int:
    """Whether a run is seen as bold and italic: Thai letters go by switches of their own."""
    thai = any(_THAI.search(one.text or "") for one in run.findall("w:t"))
    bold = look.bold_thai if thai else look.bold
    italic = look.italic_thai if thai else look.italic
    return BOLD * bold | ITALIC * italic


def _sign(element: "Element") -> str:
    """A letter that is told by its number in a font."""
    try:
        number = int(element.get("w:char", ""), 16)
    except ValueError:
        return ""
    if not 0x20 <= number < 0x11_0000 or 0xD800 <= number < 0xE000:
        return ""
    if (signs := symbols.signs_of([element.get("w:font", "").lower()], None)) is not None:
        return symbols.meant(chr(number), signs)
    return chr(number - 0xF000 if number in _PRIVATE_FONT else number)
