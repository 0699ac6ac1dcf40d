"""The way into this package: a placed deck becomes one HTML file that needs nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, Template
from markupsafe import Markup

from deckwright.deck.figure import figures_in
from deckwright.deck.media import Video
from deckwright.deck.text import plain
from deckwright.equations.formula import Formula
from deckwright.language import language, speaking
from deckwright.layout.placed import PlacedSlide
from deckwright.store import remembered
from deckwright.svg.colors import variables
from deckwright.svg.formula import mathml
from deckwright.svg.slide import SlideDrawing, Surface, draw_slide, svg_element
from deckwright.theme import THEMES, Theme
from deckwright.web.icon import icon
from deckwright.web.notes import notes_html
from deckwright.web.video import video_html
from deckwright.web.words import help_words, page_words

SCRIPTS = ("show", "views", "videos", "charts", "figures", "speaker", "keys")  # and, behind all others, start
PART = "-part-"  # between a slide's key and the number of its part
SLIDES = 2000  # that stay in memory


@dataclass(frozen=True, slots=True)
class PageSlide:
    """A slide of the page: its drawing and what belongs to it, as markup."""

    key: str
    title: str
    drawing: Markup
    videos: Markup
    notes: Markup
    minutes: str


@dataclass(frozen=True, slots=True)
class PageParts:
    """What of a page its slides make: themselves, outlines of letters by id, MathML of formulas by their LaTeX."""

    slides: tuple[PageSlide, ...]
    letters: Mapping[str, str]
    workings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Addition:
    """What a page has beyond its slides: markup behind them, style, and scripts, which know those of the page."""

    markup: Markup = Markup("")
    style: str = ""
    script: str = ""


def page_html(slides: Sequence[PlacedSlide], surface: Surface) -> str:
    """The page of a deck's placed slides. Its surface's colors are variables."""
    return page_of(page_parts(slides, surface), surface)


def page_parts(slides: Sequence[PlacedSlide], surface: Surface, first: int = 1) -> PageParts:
    """What a page's slides are made of. first: the number of the first of them"""
    drawings = [draw_slide(placed, surface, number) for number, placed in enumerate(slides, first)]
    letters = {name: path for drawing in drawings for name, path in drawing.glyphs.items()}
    with speaking(surface.deck.language):
        made = tuple(_slide(*each, surface) for each in zip(slides, drawings, _keys(slides)))
        return PageParts(made, letters, _workings(slides))


def page_of(parts: PageParts, surface: Surface, addition: Addition = Addition(), notes: bool = True) -> str:
    """The page around its slides. notes: with what the lecturer says"""
    deck, theme = surface.deck, surface.colors.theme
    with speaking(deck.language):
        words = page_words()
        return _template("page.html").render(
            deck=deck,
            language=deck.language,
            rtl=language(deck.language).rtl,
            theme=theme.name if theme.is_dark or not _has_themes(theme) else "",
            themes=_has_themes(theme),
            icon=icon(),
            style=Markup(_style(surface) + addition.style),
            letters=Markup("".join(parts.letters.values())),
            sections=map(Markup, sections_of(parts, surface, notes)),
            words=words,
            help=help_words(),
            words_json=_json(words),
            workings=_json(parts.workings),
            addition=addition,
            script=Markup("\n".join((*(_file(f"{name}.js") for name in SCRIPTS), addition.script, _file("start.js")))),
        )


def sections_of(parts: PageParts, surface: Surface, notes: bool = True) -> list[str]:
    """The markup of each slide. notes: with what the lecturer says."""
    with speaking(surface.deck.language):
        said, of = page_words()["slide"], len(parts.slides)
    return [_section(slide, number, of, said, notes) for number, slide in enumerate(parts.slides, 1)]


@remembered(SLIDES)
def _section(slide: PageSlide, number: int, of: int, said: str, notes: bool) -> str:
    return _template("slide.html").render(slide=slide, number=number, of=of, said=said, notes=notes)


def _slide(placed: PlacedSlide, drawing: SlideDrawing, key: str, surface: Surface) -> PageSlide:
    videos = (
        video_html(item, surface.page, surface.deck.language) for item in placed.items if isinstance(item.block, Video)
    )
    first = placed.part == 1  # what is said belongs to the first of a long slide's parts
    slide = placed.slide
    return PageSlide(
        key,
        plain(placed.title),
        Markup(svg_element(drawing, surface)),
        Markup("".join(videos)),
        Markup(notes_html(slide.notes)) if first else Markup(""),
        f"{slide.minutes:g}" if slide.minutes and first else "",
    )


def _keys(slides: Iterable[PlacedSlide]) -> list[str]:
    """The slides' keys; of a slide's parts the first has it."""
    return [each.slide.key if each.part == 1 else f"{each.slide.key}{PART}{each.part}" for each in slides]


def whole(key: str) -> str:
    """The key of the slide of which this is a part."""
    return key.rpartition(PART)[0] or key


@remembered(SLIDES)
def _formulas_of(placed: PlacedSlide) -> tuple[str, ...]:
    """The formulas that made the figures of a slide, and those that name them."""
    figures = tuple(figures_in(placed.slide))
    names = (figure.label for figure in figures if any(sign in figure.label for sign in "_^\\"))
    return tuple(dict.fromkeys((*(figure.formula for figure in figures if figure.formula), *names)))


def _workings(slides: Iterable[PlacedSlide]) -> dict[str, str]:
    """MathML of every formula that made or names a figure."""
    return {latex: mathml(Formula(latex), True) for placed in slides for latex in _formulas_of(placed)}


def _has_themes(theme: Theme) -> bool:
    """Whether the reader may change between light and dark; a lecturer's template has one look."""
    return THEMES.get(theme.name) is theme or theme.name in THEMES and THEMES[theme.name].roles == theme.roles


def _style(surface: Surface) -> str:
    """The page's style sheet, the colors of both themes before it."""
    theme, page = surface.colors.theme, surface.page
    shape = f":root{{--ratio:{page.width / page.height:.5f};--code-font:'{theme.code_font}'}}"
    sheet = f"@page{{size:{page.width.inches:.3f}in {page.height.inches:.3f}in;margin:0}}{shape}"
    if not _has_themes(theme):
        return (
            f"{sheet}:root{{color-scheme:{'dark' if theme.is_dark else 'light'};{variables(theme)}}}{_file('page.css')}"
        )
    light, dark = (f"color-scheme:{name};{variables(THEMES[name])}" for name in ("light", "dark"))
    sheet += f":root{{{light}}}:root[data-theme=dark]{{{dark}}}"
    sheet += f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
    sheet += f"@media print{{:root:root{{{light}}}}}"
    sheet += ":root[data-theme=dark] .only-light,:root:not([data-theme=dark]) .only-dark{display:none}"
    sheet += (
        "@media screen and (prefers-color-scheme:dark){:root:not([data-theme]) .only-light{display:none}"
        ":root:not([data-theme]) .only-dark{display:initial}}"
    )
    return sheet + _file("page.css")


def _json(content: object) -> Markup:
    """JSON for a script element: nothing in it ends the element."""
    return Markup(json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))


@cache
def _template(name: str) -> Template:
    return Environment(autoescape=True).from_string(_file(name))


@cache
def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
