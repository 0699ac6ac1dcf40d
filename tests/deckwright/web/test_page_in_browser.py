"""The page in a real browser: keys, steps, search, speaker's window, accessibility, print, and how much it looks like
the presentation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pptx
import pytest

from browsers import BROWSERS, kept_out, opening, place, started
from deckwright.building.build import store_of
from deckwright.building.choices import Choices
from deckwright.building.laid_out import lay_out_lesson
from deckwright.building.page import surface_of
from deckwright.lesson import find_lesson
from deckwright.pptx.write import write
from deckwright.web.page import page_html
from pictures_compared import MISSING, as_libreoffice_has_it, check_near

pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install -e '.[test]'")

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.slow
SLIDES = (  # of the gallery: each kind of thing on a slide
    "gallery", "words", "text-emphasis-links-and-colors", "bullets-in-levels-and-numbers", "reveal", "code-in-colors",
    "figures", "a-working-formula-numbers-result", "aligned-steps-with-their-reasons", "marks",
    "a-table-in-the-colors-of-heat", "lines-on-a-logarithmic-axis-one-by-one", "bars-beside-words",
    "a-band-around-a-line", "a-network-with-its-values-weights-and-shapes", "a-pyramid-level-by-level",
    "predict-what-does-the-sigmoid-of-zero-give",
)  # fmt: skip


@dataclass(frozen=True)
class Built:
    """Slides of the gallery as a page and as a presentation."""

    page: Path
    deck: Path

    def address(self, place: str = "") -> str:
        return self.page.as_uri() + place


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Built:
    lesson, out = find_lesson("gallery", ROOT), tmp_path_factory.mktemp("out")
    choices = Choices(out=out, videos=False)
    with store_of(lesson, choices):
        laid_out = lay_out_lesson(lesson, choices)
        slides = tuple(slide for slide in laid_out.placed.slides if slide.slide.key in SLIDES)
        write(replace(laid_out.placed, slides=slides), out / "gallery.pptx", laid_out.theme)
        (out / "gallery.html").write_text(page_html(slides, surface_of(laid_out, house=True)), encoding="utf-8")
    return Built(out / "gallery.html", out / "gallery.pptx")


@pytest.fixture(scope="module", params=BROWSERS)
def browser(request) -> Iterator:
    with started(request.param) as browser:
        yield browser


@pytest.fixture
def opened(browser, gallery) -> Iterator:
    """Open the gallery's page."""
    with opening(browser) as open_page:
        yield lambda place="", **context: open_page(gallery.address(place), **context)


def test_each_key_press_reveals_what_a_click_does_in_the_presentation(opened, gallery) -> None:
    """From the first slide to the last, with as many steps on each as PowerPoint's animations have clicks, and back."""
    expected = []
    for number, slide in enumerate(pptx.Presentation(gallery.deck).slides, 1):
        sequence = slide._element.find(".//{*}cTn[@nodeType='mainSeq']/{*}childTnLst")
        clicks = len(sequence) if sequence is not None else 0
        expected += [f"/{number}", *(f"/{number}/{step}" for step in range(1, clicks + 1))]
    page = opened()
    walked = [place(page)]
    for key in ("ArrowRight", " ", "PageDown", "n") * (len(expected) // 4 + 1):
        page.keyboard.press(key)
        walked.append(place(page))
    assert list(dict.fromkeys(walked)) == expected
    page.keyboard.press("ArrowLeft")
    assert place(page) == expected[-2]
    for key, there in (
        ("Home", "/1"),
        ("End", expected[-1].rpartition("/")[0] if expected[-1].count("/") > 1 else expected[-1]),
    ):
        page.keyboard.press(key)
        assert place(page) == there


def test_addresses_lead_to_slides_and_steps(opened) -> None:
    """By number and step, or by a slide's key; what comes later on the slide is not seen."""
    page = opened("#/5/2")
    items = page.locator(".current [role=listitem]")
    assert [items.nth(n).is_visible() for n in range(3)] == [True, True, False]
    page.evaluate("location.hash = '#/code-in-colors'")
    page.wait_for_function("location.hash === '#/6'")
    assert page.locator(".current").get_attribute("data-key") == "code-in-colors"


def test_text_of_other_slides_is_found(opened) -> None:
    """The browser's search shows the slide on which it finds something, and all that is on it."""
    page = opened()
    found = "new Event('beforematch', {bubbles: true})"  # what the browser says of what it found
    page.evaluate(f"document.querySelector('[data-key=reveal] text').dispatchEvent({found})")
    assert place(page) == "/5/4"
    hidden = page.locator("section.slide:not(.current)")
    assert {hidden.nth(n).get_attribute("hidden") for n in range(hidden.count())} == {"until-found"}


def test_the_overview(opened) -> None:
    """All slides side by side; a click on one opens it, and Escape leads back to where one was."""
    page = opened("#/5/1")
    page.keyboard.press("o")
    assert page.locator(".slide:visible").count() == page.locator(".slide").count()
    page.keyboard.press("Escape")
    assert place(page) == "/5/1"
    page.keyboard.press("o")
    page.locator(".slide").nth(2).click()
    assert place(page) == "/3" and page.locator(".slide:not([hidden])").count() == 1


def test_the_speaker_sees_notes_and_what_comes_next(opened) -> None:
    """In a window of its own, in step with the slides; keys work there as well."""
    page = opened("#/4")
    with page.expect_popup() as popup:
        page.keyboard.press("s")
    view = popup.value
    assert view.locator(".position").inner_text() == f"4 / {page.locator('.slide').count()}, 0 / 0"
    assert view.locator(".now .slide").get_attribute("data-key") == page.locator(".current").get_attribute("data-key")
    assert "1. Forward for a numbered list" in view.locator(".notes").inner_text()
    view.keyboard.press("ArrowRight")
    assert place(page) == "/5" and view.locator(".then .slide").get_attribute("data-key") == "reveal"
    shown = view.locator(".then [role=listitem]")
    assert [shown.nth(n).is_visible() for n in range(2)] == [True, False]


def test_a_figure_says_where_it_comes_from(opened) -> None:
    """A click on a number, or I, opens a card; Escape closes it and nothing else."""
    page = opened("#/figures")
    page.locator(".current tspan[data-figures]").first.click()
    card = page.locator(".origin")
    assert card.is_visible() and "slides.md:" in card.inner_text() and "expression" in card.inner_text()
    page.keyboard.press("Escape")
    assert not card.is_visible() and "show" in page.locator("html").get_attribute("class")
    page.keyboard.press("i")
    assert card.is_visible()


def test_a_chart_answers_the_pointer(opened) -> None:
    """The values there are told beside it, and forgotten when the pointer leaves."""
    page = opened("#/lines-on-a-logarithmic-axis-one-by-one/9")
    page.mouse.move(500, 400)
    tip = page.locator(".tip")
    assert [line.partition(":")[0] for line in tip.inner_text().splitlines()[1:]] == ["gradient descent", "momentum"]
    page.mouse.move(5, 5)
    assert not tip.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_anybody_out(opened, scheme: str) -> None:
    """axe-core finds no serious fault: on slides with text, formulas, tables, charts, diagrams and pictures."""
    page = opened(color_scheme=scheme, reduced_motion="reduce")
    for key in (
        "bullets-in-levels-and-numbers",
        "marks",
        "lines-on-a-logarithmic-axis-one-by-one",
    ):
        page.evaluate(f"location.hash = '#/{key}'")
        assert kept_out(page) == []


def test_light_and_dark(opened, browser) -> None:
    """As the reader's system has it, until T chooses."""
    page = opened(color_scheme="dark")
    grounds = ["rgb(18, 23, 31)", "rgb(255, 255, 255)"]
    if browser.browser_type.name == "firefox":
        grounds.reverse()  # Playwright knows no dark system for it
    for ground in grounds:
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == ground
        page.keyboard.press("t")


def test_a_phone_shows_slides_below_one_another(opened) -> None:
    """As wide as the screen, with all steps; the address follows what is read."""
    page = opened("#/5", viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.wait_for_function("location.hash === '#/5'")
    assert page.locator("[data-key=reveal] [role=listitem]").last.is_visible()
    page.evaluate("document.querySelectorAll('.slide')[12].scrollIntoView()")
    page.wait_for_function("location.hash === '#/13'")


def test_each_slide_is_printed_on_a_page(opened, browser, tmp_path: Path) -> None:
    """Whole, in the slide's size."""
    if browser.browser_type.name != "chromium":
        pytest.skip("Only Chromium prints without a printer.")
    page = opened()
    page.pdf(path=tmp_path / "slides.pdf", prefer_css_page_size=True)
    content = (tmp_path / "slides.pdf").read_bytes()
    assert content.count(b"/Type /Page\n") == page.locator(".slide").count()
    assert b"/MediaBox [0 0 960 540]" in content


@pytest.mark.skipif(MISSING, reason="LibreOffice draws the slides")
def test_slides_look_as_in_the_presentation(opened, gallery, tmp_path: Path) -> None:
    """Each with all its steps, as LibreOffice draws it."""
    page = opened(viewport={"width": 640, "height": 360}, reduced_motion="reduce")
    page.add_style_tag(content=".controls { display: none }")
    ours = [tmp_path / f"ours-{number}.png" for number in range(1, page.locator(".slide").count() + 1)]
    for number, path in enumerate(ours, 1):
        page.evaluate(f"location.hash = '#/{number}/99'")
        page.screenshot(path=path)
    check_near(ours, as_libreoffice_has_it(gallery.deck, tmp_path))
