"""In which language the command line speaks: its own sentences, and those of click, which knows no Thai."""

import gettext
import os

from planner_desktop.app_paths import TRANSLATIONS
from planner_desktop.i18n import DOMAIN, LANGUAGES, chosen_language, later, later_many, set_language

OPTION = "--language"


def take_language(arguments: list[str]) -> tuple[str, list[str]]:
    """The language asked for, wherever it stands, and the other arguments. A language we lack is left for click."""
    rest, asked = list(arguments), chosen_language()
    end = rest.index("--") if "--" in rest else len(rest)
    for n in range(end - 1, -1, -1):
        name, equals, value = rest[n].partition("=")
        if name != OPTION or not (equals or n + 1 < end):
            continue
        value = value if equals else rest[n + 1]
        if value in LANGUAGES:
            asked = value
            del rest[n : n + (1 if equals else 2)]
    return asked, rest


def speak(language: str) -> None:
    """Speak `language` from now on. Click asks the standard library's gettext, which looks at LANGUAGE.

    The window, which chooses for itself, finds the choice in PLANNER_LANGUAGE.
    """
    set_language(language)
    os.environ["LANGUAGE"] = os.environ["PLANNER_LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(TRANSLATIONS))
    gettext.textdomain(DOMAIN)


CLICKS_WORDS = (
    later("Usage:"),
    later("Options"),
    later("Commands"),
    later("Positional arguments"),
    later("Show this message and exit."),
    later("Show the version and exit."),
    later("%(prog)s, version %(version)s"),
    later("default: {default}"),
    later("required"),
    later("Error: {message}"),
    later("Try '{command} {option}' for help."),
    later("Missing command."),
    later("Missing argument"),
    later("Missing option"),
    later("Missing parameter"),
    later("No such option {name!r}."),
    later("No such command {name!r}."),
    later("Invalid value: {message}"),
    later("Invalid value for {param_hint}: {message}"),
    later("Option {name!r} does not take a value."),
    later_many("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    later_many("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    later_many("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    later_many("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
)
"""What click says of its own accord, here so that it is collected for translation."""
