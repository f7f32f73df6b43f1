"""A screen reader as far as it asks: it hears AT-SPI's events, and reads every cell of the tables on the screen.

Runs on the system's Python, which has pyatspi. The lines of standard input: `read` answers with the names of the cells by
table, `heard` with how many events came so far, `quit` ends it.
"""

# mypy: ignore-errors
# The system's Python runs it, whose pyatspi says no types.

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
import pyatspi  # noqa: E402
from gi.repository import GLib  # noqa: E402

APPLICATION = "planner_desktop"
EVENTS = (
    "object:children-changed",
    "object:active-descendant-changed",
    "object:model-changed",
    "object:row-inserted",
    "object:row-deleted",
    "object:state-changed",
    "object:property-change",
    "object:text-changed",
    "focus",
)
CELLS = 300
heard = {"events": 0, "named": 0}


def listen(event):
    """Ask, as a reader does, for the name of what an event is about."""
    heard["events"] += 1
    try:
        if event.source is not None and event.source.name:
            heard["named"] += 1
    except Exception:  # what it was about may be gone already
        pass


def tables(node, depth=0):
    """The tables, trees and lists that are to be seen below a node."""
    if node is None or depth > 30:
        return
    role = node.getRoleName()
    if role in ("table", "tree", "tree table", "list") and node.getState().contains(pyatspi.STATE_SHOWING):
        yield node
        return
    for n in range(node.childCount):
        yield from tables(node[n], depth + 1)


def read():
    """The names of the cells of every table, by the table's name."""
    desktop = pyatspi.Registry.getDesktop(0)
    found = {}
    for n in range(desktop.childCount):
        application = desktop[n]
        if application is not None and application.name == APPLICATION:
            for table in tables(application):
                children = (table[n] for n in range(min(table.childCount, CELLS)))
                cells = [[child.getRoleName(), child.name] for child in children if child is not None]
                found[f"{table.getRoleName()} {table.name}"] = cells
    return found


def told(_source, _condition):
    """Do what a line says."""
    line = sys.stdin.readline().strip()
    if line in ("quit", ""):
        pyatspi.Registry.stop()
        return False
    print(json.dumps(read() if line == "read" else heard), flush=True)
    return True


pyatspi.Registry.registerEventListener(listen, *EVENTS)
GLib.io_add_watch(0, GLib.IO_IN | GLib.IO_HUP, told)
print(json.dumps("ready"), flush=True)
pyatspi.Registry.start()
