"""The site's glossary: terms and symbols, each with its lectures."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from deckwright.checking.glossary import Term
from deckwright.checking.symbols import symbols_of
from deckwright.errors import Source
from deckwright.site.index import Card, glossary_page

HERE = Source(Path("glossary.yaml"), 1)
CARDS = [Card(name, str(k), name, "", 1, 1.0, "", f"{name}.html") for k, name in enumerate(("start", "gans"), 1)]
SYMBOLS = r"""- symbol: \hat{y}
  means: An answer.
- symbol: D
  means: The discriminator, a < b.
  lectures: [2]
- symbol: D
  means: The number of inputs.
- symbol: b
  means: A bias.
  lectures: [start, 2, 7]
"""


def test_symbols_stand_behind_the_terms(tmp_path: Path) -> None:
    """As MathML, in the order of the alphabet; a meaning that holds in some lectures leads to those that are there."""
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons/symbols.yaml").write_text(SYMBOLS)
    term = Term("loss", "start", "What is made small.", (), HERE)
    page = html.fromstring(glossary_page("A course", CARDS, [term], symbols_of(tmp_path)))
    terms, symbols = page.iter("dl")
    assert terms.findtext("dt") == "loss"
    letters = [dt.find("math") for dt in symbols.iter("dt")]
    assert ["".join(math.itertext()) for math in letters] == ["b", "D", "yˆ"]
    assert [[p.text.strip() for p in dd.iter("p")] for dd in symbols.iter("dd")] == [
        ["A bias."], ["The number of inputs.", "The discriminator, a < b."], ["An answer."],
    ]  # fmt: skip
    assert [a.get("href") for a in symbols.iter("a")] == ["start.html", "gans.html", "gans.html"]


def test_a_course_without_symbols_has_no_heading_for_them() -> None:
    """Nor an empty list."""
    page = glossary_page("A course", CARDS, [Term("loss", "start", "What is made small.", (), HERE)])
    assert "Symbols" not in page and page.count("<dl") == 1
