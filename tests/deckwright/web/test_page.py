"""The page of a lecture: one file with all that it needs, and nothing in it that a title could break."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from lxml import html

from deckwright.deck.figure import Figure, Origin
from deckwright.deck.media import Video
from deckwright.deck.slide import Deck, Note, Slide
from deckwright.deck.text import Bullets, Item, Math, Paragraph, Run
from deckwright.errors import Source
from deckwright.layout.lay_out import lay_out
from deckwright.layout.page import widescreen
from deckwright.layout.placed import PlacedSlide
from deckwright.svg.colors import Colors
from deckwright.svg.slide import Surface
from deckwright.theme import DARK, LIGHT, Theme
from deckwright.web.page import page_html

ROUGH = 'Less </script></title><b>&amp; "more"'
FIGURE = Figure("0.64", 0.6434567, r"\sigma(z)", "a_1", Origin(Source(Path("/course/slides.md"), 7), "a[0]"))
SLIDES = (
    Slide("first", (Run(ROUGH),), (Paragraph(text=(Run("See "), Run("this", link="#second"))),), minutes=2),
    Slide(
        "second",
        (Run("Second"),),
        (
            Paragraph(text=(Run("Is "), Run("0.64", figure=FIGURE), Math.from_latex("a = 0.64", (FIGURE,)))),
            Bullets(items=tuple(Item((Run(str(n)),)) for n in range(60))),
        ),
        notes=(Note((Run("Say "), Math.from_latex("x"))), Note((Run("Ask"),), bullet=True)),
        minutes=1.5,
    ),
)  # fmt: skip


@cache
def placed(slides: tuple[Slide, ...]) -> tuple[PlacedSlide, ...]:
    return lay_out(Deck("lesson", "Course", slides), LIGHT, widescreen()).slides


def page(*slides: Slide, theme: Theme = LIGHT, language: str = "en-US", title: str = "Course") -> html.HtmlElement:
    """The page of a deck, as a browser reads it."""
    surface = Surface(Deck("lesson", title, (), language=language), widescreen(), Colors(theme), Path("/course"))
    return html.document_fromstring(page_html(placed(slides or SLIDES), surface))


def test_the_page_needs_nothing_else() -> None:
    """No script, style, font or picture comes from elsewhere, and every letter that is referred to is there."""
    made = page()
    addresses = [value for node in made.iter() for key, value in node.attrib.items() if key in ("src", "href")]
    letters = {path.get("id") for path in made.find_class("letters")[0].iter("path")}
    uses = {use.get("href")[1:] for use in made.iter("use")}
    assert uses and uses <= letters
    icon, *others = [address for address in addresses if address[1:] not in letters]
    assert icon.startswith("data:image/svg+xml,") and others == ["#/second"]
    assert len(made.findall(".//link")) == 1 and "@import" not in made.find(".//style").text
    assert not re.findall(r"url\(", made.find(".//style").text)


def test_all_slides_are_there_in_order_with_their_keys() -> None:
    """A long slide's parts have keys of their own; minutes are said once."""
    slides = page().findall(".//section")
    assert [s.get("data-key") for s in slides[:3]] == ["first", "second", "second-part-2"]
    assert [s.get("data-minutes") for s in slides[:3]] == ["2", "1.5", None]
    assert slides[0].get("aria-label") == f"1 / {len(slides)}: {ROUGH}"


def test_words_stay_words() -> None:
    """A title with markup ends no script and no title, on the page or in its data."""
    made = page(title=ROUGH)
    assert made.findtext(".//title") == made.findtext(".//h1") == ROUGH
    assert len(made.findall(".//script")) == 3


def test_notes_are_there_with_their_formulas() -> None:
    """For the speaker's window."""
    (notes,) = page().find_class("notes")[:1]
    assert notes.get("hidden") is not None and notes.findtext("ul/li") == "Ask"
    assert notes.find("p").text == "Say " and notes.find(".//math") is not None


def test_figures_and_the_formulas_that_made_them() -> None:
    """Each place that shows a figure has its record; formulas and names in it are there as MathML."""
    made = page()
    records = [json.loads(node.get("data-figures")) for node in made.iter() if node.get("data-figures")]
    assert (
        records[0] == records[1] and records[0][0]["expression"] == "a[0]" and records[0][0]["source"] == "slides.md:7"
    )
    workings = json.loads(made.get_element_by_id("workings").text)
    assert set(workings) == {r"\sigma(z)", "a_1"} and all(math.startswith("<math") for math in workings.values())


@pytest.mark.parametrize("theme", [LIGHT, DARK, replace(LIGHT, name="uni", roles=LIGHT.roles | {"loss": "123456"})])
def test_colors_and_themes(theme: Theme) -> None:
    """Every color that is used is declared; light and dark can be chosen, but not for a lecturer's template."""
    made = page(theme=theme)
    text = html.tostring(made, encoding="unicode")
    declared = set(re.findall(r"(--[\w-]+):", made.find(".//style").text))
    assert set(re.findall(r"var\((--[\w-]+)\)", text)) <= declared
    ours = theme in (LIGHT, DARK)
    assert ("data-theme=dark" in made.find(".//style").text) == ours
    assert bool(made.xpath("//*[@data-does='theme']")) == ours
    assert made.get("data-theme") == ("dark" if theme is DARK else None if ours else "uni")


def test_the_page_speaks_the_decks_language() -> None:
    """Its own words, its language and its direction."""
    made = page(language="he")
    assert (made.get("lang"), made.get("dir")) == ("he", "rtl")
    assert made.xpath("//button[@data-does='next']")[0].get("aria-label") == "הבא"


def test_videos_are_inside_with_their_captions(tmp_path: Path) -> None:
    """At the place of their poster, with the click that shows them."""
    (tmp_path / "m.mp4").write_bytes(b"film")
    (tmp_path / "m.vtt").write_text("WEBVTT")
    video = Video(scene="S", path=tmp_path / "m.mp4", captions=tmp_path / "m.vtt", alt=(Run("it falls"),), step=2)
    (made,) = page(Slide("key", (Run("Title"),), (video,))).iter("video")
    assert made.get("src") == "data:video/mp4;base64,ZmlsbQ==" and made.get("aria-label") == "it falls"
    assert made.get("data-step") == "2" and made.get("data-autoplay") is not None
    assert made.find("track").get("src").startswith("data:text/vtt;base64,")
    sides = dict(re.findall(r"(\w+):([\d.]+)%", made.get("style")))
    assert all(0 < float(side) < 100 for side in sides.values()) and len(sides) == 4
