"""The engine's own words in the deck's language: complete in every catalog, shown on slides and in descriptions."""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

import deckwright
from deckwright.checking.check import check_lecture
from deckwright.deck.text import plain
from deckwright.language import say, speaking
from dlcore import Tensor

LANGUAGES = (
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "zh",
    "zh-Hant",
    "ja",
    "ko",
    "ar",
    "he",
    "ru",
    "tr",
    "pl",
    "el",
    "fa",
    "hi",
    "th",
)
NUMBERS = {name: "1" for name in "first last low high value count mean deviation rows columns row column".split()}


def words(code: str) -> dict[str, str]:
    """One catalog."""
    file = files("deckwright.language").joinpath("catalog", f"{code}.json")
    return json.loads(file.read_text(encoding="utf-8"))


@cache
def messages() -> tuple[frozenset[str], frozenset[str]]:
    """What the engine asks to be said, as far as it is written in the call; and every text in its source."""
    asked, texts = set(), set()
    for file in sorted(Path(deckwright.__path__[0]).rglob("*.py")):
        source = file.read_text(encoding="utf-8")
        if "import say" not in source.replace("import ENGLISH, ", "import "):
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                if isinstance(node.args[0], ast.Constant):
                    asked.add(node.args[0].value)
    return frozenset(asked), frozenset(texts)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_message_is_in_every_language(code: str) -> None:
    """With the same values to be put in; nothing that the engine doesn't say."""
    asked, texts = messages()
    catalog = words(code)
    assert asked <= catalog.keys() <= texts and catalog.keys() == words("de").keys()
    for message, translated in catalog.items():
        assert sorted(re.findall(r"\{\w+\}", message)) == sorted(re.findall(r"\{\w+\}", translated)), message


def test_words_by_language() -> None:
    """In the deck's language, in English for a language that nobody has translated, by the letters of its region."""
    said = {}
    for tag in ("de-AT", "pt-BR", "zh-TW", "zh-Hant-HK", "zh-SG", "fi", "en-GB"):
        with speaking(tag):
            said[tag] = say("References")
    assert said == {
        "de-AT": "Quellen", "pt-BR": "Referências", "zh-TW": "參考文獻", "zh-Hant-HK": "參考文獻", "zh-SG": "参考文献",
        "fi": "References", "en-GB": "References",
    }  # fmt: skip


def test_a_german_deck_speaks_german(read) -> None:
    """In titles of axes, of the slide of references, in a description with its numbers, between authors."""
    lecture = read(
        "de-DE",
        "{{ histogram(values) }}\n\nNach [@k].\n\n{{ line_chart(losses) }}\n\n"
        "{{ confusion(counts) }}\n\n{{ worked(z) }}",
        'sources: {k: {text: "A. Erste, B. Zweite (2016). Buch."}}\n',
        values=[0.5, 0.75, 0.5], losses=[0.7, 0.25], counts=[[3, 1], [0, 4]], z=Tensor(2.0, "z") * Tensor(3.0, "w"),
    )  # fmt: skip
    blocks = lecture.deck.slides[1].blocks
    assert blocks[0].y.title == "Anzahl" and blocks[0].series[0].name == "Anzahl"
    assert plain(blocks[0].alt) == "Histogramm von 3 Werten mit Mittelwert 0,5833 und Standardabweichung 0,1179."
    assert plain(blocks[1].text).replace("\u00a0", " ") == "Nach (Erste und Zweite, 2016)."
    assert "fällt von 0,7 auf 0,25" in plain(blocks[2].alt)
    assert "7 von 8 richtig (87,5\u00a0%)" in plain(blocks[3].alt)
    assert plain(blocks[4].alt).startswith("Ergebnis = ")
    assert plain(lecture.deck.slides[-1].title) == "Quellen"
    assert check_lecture(lecture) == ()


@pytest.mark.parametrize("code", LANGUAGES)
def test_numbers_in_descriptions_are_figures(read, code: str) -> None:
    """Whatever stands around them, ideographs without a space too."""
    chart = read(code, "{{ bar_chart(bars, y_title='x') }}", bars={f"k{i}": i + 0.5 for i in range(30)}).deck.slides[1]
    alt = chart.blocks[0].alt
    mark = "," if "," in "".join(part.text for part in alt if part.figure) else "."
    assert f"29{mark}5" in [part.text for part in alt if part.figure]
