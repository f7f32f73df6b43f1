"""What the command line prints: the words of files from anyone, made harmless to the screen and to who reads it."""

import json
import re

import click

# Letters that steer a terminal, write over what stands there, or turn the order of what is read.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def harmless(text: str) -> str:
    """The text with every letter that steers written as its code; lines and tabs stay."""
    return _STEERING.sub(lambda letter: _code(ord(letter[0])), text)


def _code(letter: int) -> str:
    return f"\\u{letter:04x}" if letter < 0x10000 else f"\\U{letter:08x}"


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print a text that may hold a file's words."""
    click.echo(harmless(text), err=err, nl=nl)


def one_line(value: str) -> str:
    """A value from a file that stands in a line of its own: it cannot begin another."""
    return " ".join(value.split())


def say_json(data: object) -> None:
    """Print data as JSON, for other programs; what steers a terminal stands as JSON's own escape."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    click.echo(_STEERING.sub(lambda letter: json.dumps(letter[0])[1:-1], text))
