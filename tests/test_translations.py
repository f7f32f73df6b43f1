"""Every sentence of the program has its Thai (and any other language's words), and what is committed is what was collected and compiled."""

import ast
import gettext
import re
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from planner_desktop import i18n
from planner_desktop.cli.language import CLICKS_WORDS
from scripts import translations

PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}|%\((\w+)\)s")


@cache
def catalogue(language: str) -> Catalog:
    return translations.read(language)


def sentences() -> list[Message]:
    return [message for message in translations.collect() if message.id]


def texts(message: Message) -> tuple[str, ...]:
    return tuple(map(str, message.id)) if isinstance(message.id, tuple) else (str(message.id),)


@pytest.mark.parametrize("language", translations.TRANSLATED)
@pytest.mark.parametrize("message", sentences(), ids=lambda message: texts(message)[0][:60])
def test_every_sentence_is_translated_with_the_same_placeholders(message: Message, language: str) -> None:
    committed = catalogue(language).get(message.id)
    assert committed is not None, "run `make translations`"
    assert not committed.fuzzy
    said = [str(text or "") for text in ([committed.string] if isinstance(message.id, str) else committed.string or ())]
    assert said
    assert all(said), "translate it in planner.po, then run `make translations`"
    # A plural sentence may name what only one of its English forms names.
    known = {name for text in texts(message) for name in PLACEHOLDER.findall(text)}
    needed = set(PLACEHOLDER.findall(texts(message)[0])) if len(texts(message)) == 1 else set()
    for text in said:
        assert needed <= set(PLACEHOLDER.findall(text)) <= known


def test_no_sentence_is_hidden_from_the_collecting() -> None:
    """As in an f-string, where the collector does not look."""
    collected = {text for message in sentences() for text in texts(message)}
    package = Path(translations.ROOT, "planner_desktop")
    for module in package.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in translations.KEYWORDS:
                for argument in node.args[: 2 if "many" in ast.unparse(node.func) else 1]:
                    if isinstance(argument, ast.Constant):
                        assert argument.value in collected, module


@pytest.mark.parametrize("language", translations.TRANSLATED)
def test_what_is_committed_was_compiled_from_the_catalogue(language: str) -> None:
    def spoken(compiled: bytes) -> dict[object, str]:
        words: dict[object, str] = dict(vars(gettext.GNUTranslations(BytesIO(compiled)))["_catalog"])
        words.pop("")  # dates and versions of tools
        return words

    for domain in (i18n.DOMAIN, i18n.QT_DOMAIN):
        committed = translations.catalogue_file(language, domain).with_suffix(".mo").read_bytes()
        assert spoken(committed) == spoken(translations.compiled(translations.read(language, domain)))


def test_the_words_of_click_are_those_that_click_says() -> None:
    import click

    source = "".join(file.read_text(encoding="utf-8") for file in Path(click.__file__).parent.glob("*.py"))
    for words in CLICKS_WORDS:
        assert f'"{words if isinstance(words, str) else words[0]}"' in source


def test_the_program_speaks_english_where_the_catalogue_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    i18n.set_language("th")
    assert i18n._("Undo") != "Undo"
    monkeypatch.setattr(i18n, "TRANSLATIONS", tmp_path)
    i18n.set_language("th")
    assert i18n._("Undo") == "Undo"
    assert "translations" in caplog.text
