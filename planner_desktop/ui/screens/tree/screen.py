"""Records with those that stand under them as a tree; the chosen one is a form beside it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner_desktop.draft import Draft
from planner_desktop.draft.records.read_from import named_from
from planner_desktop.entry.candidates import from_catalogue
from planner_desktop.entry.list_actions import ChosenRecords, above, pasted_lines, place_for
from planner_desktop.entry.picking import Candidate, matching
from planner_desktop.errors import DraftError, ValueRefused
from planner_desktop.formpack.screen_parts import TreePart
from planner_desktop.i18n import _, set_off
from planner_desktop.thai.words import with_break_marks
from planner_desktop.ui.fields.base import Leaving
from planner_desktop.ui.kit.layouts import bare
from planner_desktop.ui.kit.look import Text, tip
from planner_desktop.ui.kit.pick_line import PickLine
from planner_desktop.ui.screens.form.record_form import RecordForm
from planner_desktop.ui.screens.list_actions import ListActions, copied_data
from planner_desktop.ui.screens.part import PartScreen
from planner_desktop.ui.screens.tree.view import NODE, TREE, RecordTree
from planner_desktop.ui.session.follow import follow
from planner_desktop.ui.session.session import Session

Node = tuple[str, int]
"""A record of the tree: its kind and id."""
LEAST_LINES = 9
"""So high are the tree and its buttons at least; where there is less room the screen is scrolled."""


class TreeFinder:
    """The catalogue rows of every kind in a tree that are not in it yet."""

    def __init__(self, draft: Draft, kinds: list[str]) -> None:
        self.draft, self.kinds = draft, kinds
        self._all: list[Candidate] = []

    def refresh(self) -> None:
        """Look again at what there is."""
        self._all = [c for kind in self.kinds for c in from_catalogue(self.draft, kind, self.draft.spec(kind).label)]

    def __call__(self, typed: str) -> list[Candidate]:
        """What fits the typed text."""
        return matching(self._all, typed)


class TreeScreen(PartScreen):
    """The tree, the chosen record's form, and buttons to add what may stand there."""

    def __init__(self, session: Session, part: TreePart, parent: QWidget | None = None) -> None:
        super().__init__(session, part, parent)
        self.root = part.tree
        self.kinds = part.edits(session.draft.pack)
        self.where = dict(part.where)
        self.tree = RecordTree()
        self.tree.setAccessibleName(part.title or session.draft.spec(self.root).label)
        self.tree.currentItemChanged.connect(self._chosen)
        does = {"edit": self.edit, "under": self.offer, "paste": self.paste}
        self.list_actions = ListActions(self.tree, TREE, session, does, self, self._why_not)
        self.tree.make_menu = self.menu_of_chosen
        self.forms: dict[str, RecordForm] = {}
        self.menu: QMenu | None = None
        self.stack = QStackedWidget()
        self.nothing = Text(_("Choose a record on the left, or add one."))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.stack.addWidget(self.nothing)
        self.message = Text("", "problem")
        self._catalogue_line()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._left())
        splitter.addWidget(self._right())
        splitter.setSizes([520, 530])
        splitter.setChildrenCollapsible(False)
        splitter.setMinimumHeight(LEAST_LINES * self.fontMetrics().lineSpacing())
        self.body.addWidget(splitter, 1)
        self.switch_with_f9(self.tree, self.stack.currentWidget)
        tables = set[str]().union(*(named_from(session.draft, kind) for kind in self.kinds))
        follow(self, session, tables, self.refresh)
        self.refresh()
        if items := self.items():
            self.tree.setCurrentItem(items[0])
        self._chosen()

    # ------------------------------------------------------------ building

    def _catalogue_line(self) -> None:
        finder = TreeFinder(self.session.draft, self.kinds)
        finder.refresh()
        self.add_line = PickLine(finder)
        self.add_line.setPlaceholderText(_("Search the list to add…"))
        self.add_line.setAccessibleName(_("Search the list to add…"))
        self.add_line.picked.connect(self._add_picked)
        Leaving(self.add_line)
        specs = map(self.session.draft.spec, self.kinds)
        if any(spec.catalogue and spec.key for spec in specs):
            self.body.addWidget(self.add_line)
        self.body.addWidget(self.message)

    def _left(self) -> QWidget:
        side = QWidget()
        layout = bare(QVBoxLayout(side))
        layout.addWidget(self.tree, 1)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.add_button = QPushButton(_("Add…"))
        self.add_button.setToolTip(_("Insert adds another of the same kind, Ctrl+Insert adds below it"))
        self.add_button.clicked.connect(self.offer)
        row.addWidget(self.add_button)
        row.addStretch(1)
        for label, name in ((_("Delete"), "delete"), ("▲", "up"), ("▼", "down")):
            row.addWidget(self.list_actions.button(label, name))
        layout.addLayout(row)
        return side

    def _right(self) -> QWidget:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(14, 0, 10, 10)
        self.kind_label = Text("", "heading")
        layout.addWidget(self.kind_label)
        layout.addWidget(self.stack, 1)
        scroll.setWidget(inside)
        return scroll

    # ------------------------------------------------------------ following the draft

    def nodes(self) -> list[tuple[Node, Node | None]]:
        """Every record with the one it stands under, in the order of the tree."""
        draft = self.session.draft
        found: list[tuple[Node, Node | None]] = []

        def walk(kind: str, id: int, above: Node | None) -> None:
            found.append(((kind, id), above))
            for child in draft.pack.children(kind):
                for below in draft.ids(child, parent=id):
                    walk(child, below, (kind, id))

        for id in draft.ids(self.root, where=self.where):
            walk(self.root, id, None)
        return found

    def refresh(self) -> None:
        """Show what the draft holds now; what is chosen and open stays so."""
        nodes = self.nodes()
        items: dict[Node | None, QTreeWidgetItem] = {self.node(item): item for item in self.items()}
        shape = [(self.node(item), self.node(item.parent())) for item in items.values()]
        if shape != nodes:
            chosen, shut = self.chosen(), {node for node, item in items.items() if not item.isExpanded()}
            row = list(items).index(chosen) if chosen in items else 0
            self.tree.blockSignals(True)
            self.tree.clear()
            items = {}
            for node, above in nodes:
                item = QTreeWidgetItem(items[above] if above else self.tree)
                item.setData(0, NODE, node)
                items[node] = item
                item.setExpanded(node not in shut)
            present = list(items)
            if present:
                kept = chosen if chosen in items else present[min(row, len(present) - 1)]
                self.tree.setCurrentItem(items[kept])
            self.tree.blockSignals(False)
        for shown, item in items.items():
            if shown is not None:
                self._name(item, *shown)
        self._chosen()

    def _name(self, item: QTreeWidgetItem, kind: str, id: int) -> None:
        draft, label = self.session.draft, self.session.draft.spec(kind).label
        title = draft.title(kind, id)
        text = self.session.mark(kind, id) + (title if title.startswith(label) else f"{label}: {title}")
        if item.toolTip(0) != text:
            item.setToolTip(0, tip(text))
            item.setText(0, with_break_marks(text))
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, text)

    def items(self) -> list[QTreeWidgetItem]:
        """The items of the tree from top to bottom."""
        found: list[QTreeWidgetItem] = []

        def walk(item: QTreeWidgetItem) -> None:
            found.append(item)
            for below in (item.child(n) for n in range(item.childCount())):
                assert below is not None
                walk(below)

        for n in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(n)
            assert item is not None
            walk(item)
        return found

    @staticmethod
    def node(item: QTreeWidgetItem | None) -> Node | None:
        """The record that an item shows."""
        held = item.data(0, NODE) if item is not None else None
        return tuple(held) if held else None  # one that is being made holds none yet

    def chosen(self) -> Node | None:
        """The chosen record."""
        return self.node(self.tree.currentItem())

    def _chosen(self, *_items: object) -> None:
        node = self.chosen()
        if node is None:
            self.kind_label.say("")
            self.stack.setCurrentIndex(0)
            return
        kind, id = node
        if kind not in self.forms:
            self.forms[kind] = RecordForm(self.session, kind)
            self.stack.addWidget(self.forms[kind])
        form = self.forms[kind]
        if form.id != id:
            form.load(id)
        self.kind_label.say(self.session.draft.spec(kind).label)
        self.stack.setCurrentWidget(form)

    # ------------------------------------------------------------ editing

    def records_chosen(self) -> ChosenRecords:
        """The records beside the chosen one; where none is chosen, an empty list of the uppermost."""
        draft, item = self.session.draft, self.tree.currentItem()
        node = self.node(item)
        if item is None or node is None:
            return ChosenRecords(draft, self.root, (), self.where, (), writable=self.session.writable())
        above = item.parent() or self.tree.invisibleRootItem()
        beside = [self.node(above.child(n)) for n in range(above.childCount())]
        shown = [id for kind, id in filter(None, beside) if kind == node[0]]
        where = self.where if node[0] == self.root else {}
        return ChosenRecords(draft, node[0], (node[1],), where, shown, writable=self.session.writable())

    def choose_records(self, kind: str, ids: Sequence[int], *, whole: bool = False) -> None:
        """Go to a record, of a new one to its form."""
        self.choose((kind, ids[0]))
        if whole:
            self.tree.setFocus()
        else:
            self.forms[kind].go_to(None)

    def _why_not(self, name: str) -> str:
        return _("Nothing is chosen in the list") if name == "edit" and self.chosen() is None else ""

    def edit(self) -> None:
        """Go to the form of the chosen record."""
        if (node := self.chosen()) is not None:
            self.forms[node[0]].go_to(None)

    def paste(self) -> None:
        """Copied records where they may stand, below the chosen one; of a text a record for each line, beside it."""
        from planner_desktop.entry.copied_records import kind_of  # seldom wanted

        data, of = copied_data(), self.records_chosen()
        kind, new = (kind_of(data) if data else ""), list[int]()
        with self.session.trying():
            if kind in self.kinds:
                of, near = self._list_for(kind)
                new = of.paste(data, near)
            elif lines := pasted_lines(QGuiApplication.clipboard().text()):
                new = of.add_texts(lines, of.chosen[0] if of.chosen else None)
        if new:
            self.choose_records(of.kind, new, whole=True)

    def _list_for(self, kind: str) -> tuple[ChosenRecords, int | None]:
        """Where a new record of a kind goes as the tree stands, and behind which. Raises DraftError where it cannot."""
        draft, parent = self.session.draft, self.session.draft.spec(kind).parent
        under, near = place_for(draft, kind, self.chosen())
        if parent and under is None:
            label = draft.spec(parent).label
            raise DraftError(_("{label} stand under {above}").format(label=draft.spec(kind).label, above=label))
        where = dict(self.where) if kind == self.root else {}
        return ChosenRecords(draft, kind, (), where | ({parent: under} if parent else {})), near

    def kinds_to_add(self) -> list[str]:
        """What may be added where the tree stands: what stands under the chosen record, beside it, and further up."""
        node = self.chosen()
        kinds: list[str] = []
        while node is not None:
            kinds += [*self.session.draft.pack.children(node[0]), node[0]]
            node = above(self.session.draft, node)
        return list(dict.fromkeys([*kinds, self.root]))

    def offer(self) -> None:
        """Let the officer choose what to add, with the arrow keys or the mouse."""
        self.menu = menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.destroyed.connect(self._menu_gone)
        for kind in self.kinds_to_add():
            menu.addAction(self.session.draft.spec(kind).label, partial(self.add, kind))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))

    def menu_of_chosen(self) -> QMenu:
        """What can be done with the chosen record, and what may be added there."""
        menu = self.list_actions.menu(history=False)
        menu.addSeparator()
        for kind in self.kinds_to_add():
            label = _("Add {label}").format(label=set_off(self.session.draft.spec(kind).label))
            menu.addAction(label, partial(self.add, kind)).setEnabled(self.session.writable())
        return menu

    def _menu_gone(self) -> None:
        self.menu = None

    def add(self, kind: str) -> None:
        """A new record of a kind, under the chosen one or beside it, with the focus in its first field."""
        with self.session.trying():
            of, near = self._list_for(kind)
            self.choose_records(kind, [of.add(near)])

    def _add_picked(self, candidate: Candidate) -> None:
        self.add_line.start_anew()
        self.message.say("")
        before = {node for node, _above in self.nodes()}
        try:
            with self.session.trying():
                candidate.take()
        except ValueRefused as error:
            self.message.say(str(error))
            return
        new = [node for node, _above in self.nodes() if node not in before]
        if new:
            self.choose(new[0])

    def choose(self, node: Node) -> bool:
        """Choose a record; whether it is in the tree."""
        item = next((item for item in self.items() if self.node(item) == node), None)
        if item is not None:
            self.tree.setCurrentItem(item)
        return item is not None

    def go_to(self, kind: str, id: int | None, field: str | None) -> bool:
        if kind not in self.kinds or (id is not None and not self.choose((kind, id))):
            return False
        if id is not None and field is not None:
            self.forms[kind].go_to(field)
        else:
            self.tree.setFocus()
        return True

    def start(self) -> None:
        self.tree.setFocus()


SCREEN = TreeScreen
"""What `build` shows."""
