"""What the command line prints: the words of files from anyone, made harmless to the screen and to who reads it."""

import json

import click

from planner_desktop.thai.invisible import harmless, harmless_json


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print a text that may hold a file's words."""
    click.echo(harmless(text), err=err, nl=nl)


def one_line(value: str) -> str:
    """A value from a file that stands in a line of its own: it cannot begin another."""
    return " ".join(value.split())


def say_json(data: object) -> None:
    """Print data as JSON, for other programs; what steers a terminal stands as JSON's own escape."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    click.echo(harmless_json(text))
