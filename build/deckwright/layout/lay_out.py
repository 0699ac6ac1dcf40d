"""From a Deck to a PlacedDeck: every block of every slide in its box, nothing overlapping, nothing outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pptx.util import Emu, Pt

from deckwright.deck.media import Picture, Video
from deckwright.deck.slide import Deck, Slide
from deckwright.deck.text import Bullets, Paragraph, Run, Text, plain
from deckwright.errors import Mistakes, UserError
from deckwright.fonts.type import Type
from deckwright.language import speaking
from deckwright.layout import bullets, code, columns, equation, figures, paragraph, table  # noqa: F401  each registers a measure
from deckwright.layout.arrange import Arrangement
from deckwright.layout.balance import balanced
from deckwright.layout.figures import FIGURES
from deckwright.layout.fit import Room, fit
from deckwright.layout.footer import check_footer
from deckwright.layout.free_space import title_picture_box
from deckwright.layout.layout_choice import choose_layout
from deckwright.layout.measured_block import OPTICAL
from deckwright.layout.page import Page, PageLayout
from deckwright.layout.placed import Box, Placed, PlacedDeck, PlacedSlide
from deckwright.layout.right_to_left import mirrored_slide
from deckwright.layout.section_outline import section_outline
from deckwright.layout.text_lines import SetLine, height_of, longest_word, set_text, text_lines
from deckwright.store import remembered
from deckwright.theme import Theme
from deckwright.wording import counted

FOOTNOTE_SIZES = (16.0, 14.0, 12.0)  # points, the largest that fits
EMPTY = 0.15  # of the area: what may stay empty below what hangs from its top
EDGE = 30.0  # points around a drawing or chart that fills its slide
FOOTNOTE_GAP = 6.0  # points above the footnotes, and between two of them
SLIDES = 2000  # that stay in memory
TITLE_LEAST = 0.7  # of the layout's title size
TITLE_SMALLEST = 20.0  # points, for titles that are still too long: a lecturer's template may leave them little room


def lay_out(
    deck: Deck, theme: Theme, page: Page, tell: Callable[[int, int], None] = lambda number, of: None
) -> PlacedDeck:
    """The deck placed on pages of this geometry. Raises UserError for all that cannot fit, each at its line.

    tell  hears of each slide before it is placed: its number, and of how many
    """
    deck = replace(deck, slides=tuple(map(_same, deck.slides)))
    pages: list[PlacedSlide] = []
    mistakes = Mistakes()
    with mistakes.gathered():
        check_footer(deck, (choose_layout(slide, n == 0) for n, slide in enumerate(deck.slides)), theme, page)
    for number, seen in enumerate(_in_their_deck(deck), 1):
        tell(number, len(deck.slides))
        with mistakes.gathered():
            pages += place_slide(*seen, theme, page, deck.language)
    mistakes.tell()
    return PlacedDeck(deck, tuple(pages), page.width, page.height)


def lay_out_slide(key: str, deck: Deck, theme: Theme, page: Page) -> tuple[PlacedSlide, ...]:
    """The pages that one slide of the deck takes, as ``lay_out`` makes them; none if there is none with this key."""
    seen = next((seen for seen in _in_their_deck(deck) if seen[0].key == key), None)
    return place_slide(*seen, theme, page, deck.language) if seen else ()


def _in_their_deck(deck: Deck) -> Iterator[tuple[Slide, str, str, tuple[Slide, ...], Picture | None]]:
    """Each slide with what ``place_slide`` takes of its deck."""
    names = [choose_layout(slide, n == 0) for n, slide in enumerate(deck.slides)]
    sections = tuple(slide for slide, name in zip(deck.slides, names) if name == "section")
    section = ""
    for slide, name in zip(deck.slides, names):
        section = plain(slide.title) if name == "section" else section
        others = sections if name == "section" else ()
        yield slide, name, section, others, deck.dress.title_picture if name == "title" else None


@remembered(SLIDES)
def _same(slide: Slide) -> Slide:
    """The slide; an equal one of before in its stead, which is in its pages and in what they become."""
    return slide


@remembered(SLIDES)
def place_slide(
    slide: Slide,
    name: str,
    section: str,
    sections: tuple[Slide, ...],
    picture: Picture | None,
    theme: Theme,
    page: Page,
    language: str,
) -> tuple[PlacedSlide, ...]:
    """The pages that a slide takes in the layout of this name.

    section   the title of the one that it stands in
    sections  those of the deck, where the slide is one
    picture   the lecture's own, where the slide is the title slide
    """
    with speaking(language):
        pages = _place(slide, name, sections, theme, page)
    pages = tuple(_with_picture(each, picture, page) for each in pages) if picture else pages
    pages = tuple(replace(each, section=section) for each in pages)
    return tuple(mirrored_slide(each, page.width) for each in pages) if page.rtl else pages


def _place(slide: Slide, name: str, sections: tuple[Slide, ...], theme: Theme, page: Page) -> tuple[PlacedSlide, ...]:
    layout, mistakes = page.layouts[name], Mistakes()
    around: tuple[Placed, ...] = ()
    parts: Sequence[Arrangement | None] = [None]
    with mistakes.gathered(slide.source):
        around = (*_subtitle(slide, layout, theme), *_footnotes(slide, _area(layout, page), theme))
        if name == "section":
            around += section_outline(slide, sections, layout, _area(layout, page, bool(slide.subtitle)), theme)
    area = _above(_area(layout, page), around)
    if name == "full":
        area = _full(slide, area)
    with mistakes.gathered(slide.source):
        parts = fit(slide.blocks, _room(slide, name, area, theme, page)) if slide.blocks else parts
    titles = [_numbered(slide.title, number, len(parts)) for number in range(1, len(parts) + 1)]
    headings = []
    for title in titles:
        with mistakes.gathered(slide.source):
            headings.append(_set_title(title, layout, theme))
    mistakes.tell()
    pages = []
    for number, (part, title, heading) in enumerate(zip(parts, titles, headings), 1):
        shown = page.layouts[part.layout] if part else layout
        items = (_slots(_placed(part, area), shown) if part else ()) + around
        pages.append(PlacedSlide(slide, shown.name, items, title, *heading, number, len(parts)))
    return tuple(pages)


def _full(slide: Slide, area: Box) -> Box:
    """The whole slide for its one figure; a drawing or a chart, whose words reach its edge, keeps some distance."""
    if len(slide.blocks) != 1 or not isinstance(slide.blocks[0], FIGURES):
        found = ", ".join(block.noun for block in slide.blocks) or "nothing"
        raise UserError(
            f"Expected one figure, picture or video on a slide with layout=full, found {found}.",
            where=slide.source,
            hint="Move what else there is to another slide or to the notes; layout=figure keeps the title.",
        )
    if isinstance(slide.blocks[0], Picture | Video):
        return area
    edge = Pt(EDGE)
    return Box(Emu(edge), Emu(edge), Emu(area.width - 2 * edge), Emu(area.height - 2 * edge))


def _placed(part: Arrangement, area: Box) -> tuple[Placed, ...]:
    """The blocks in their area. What hangs from its top, and would leave much of it empty, stands lower."""
    left, top, height = area.left.pt, area.top.pt, area.height.pt
    items = part.item.place(left, top, height)
    if not items:  # columns without anything in them
        return ()
    free = area.bottom.pt - max(item.box.bottom.pt for item in items) - EMPTY * height
    hangs = not part.item.floats and not any(isinstance(item.block, FIGURES) for item in items)  # they float themselves
    lower = OPTICAL * free if free > 0 and hangs else 0.0
    return part.item.place(left, top + lower, height - lower) if lower else items


def _with_picture(slide: PlacedSlide, picture: Picture, page: Page) -> PlacedSlide:
    """A title slide with the lecture's picture beside its words."""
    box = title_picture_box(page, picture, [item.box for item in slide.items])
    return replace(slide, items=(*slide.items, Placed(picture, box)))


def _area(layout: PageLayout, page: Page, subtitled: bool = True) -> Box:
    """Where blocks may stand: the layout's bodies together, or what title and subtitle leave below them, or above."""
    if layout.bodies:
        left, top = min(b.left for b in layout.bodies), min(b.top for b in layout.bodies)
        right, bottom = max(b.right for b in layout.bodies), max(b.bottom for b in layout.bodies)
        return Box(left, top, Emu(right - left), Emu(bottom - top))
    body = page.layouts["content"].bodies[0]
    nearest = layout.subtitle if layout.subtitle and subtitled else layout.title
    if layout.subtitle and layout.subtitle.top < layout.title.top:  # a title at the slide's foot
        above = Emu(nearest.top - Pt(FOOTNOTE_GAP))
        return Box(layout.title.left, body.top, layout.title.width, Emu(above - body.top))
    top = Emu(nearest.bottom + Pt(FOOTNOTE_GAP))
    return Box(layout.title.left, top, layout.title.width, Emu(body.bottom - top))


def _room(slide: Slide, name: str, area: Box, theme: Theme, page: Page) -> Room:
    left, right = page.layouts["two-columns"].bodies[:2]
    gutter = Emu(right.left - left.right).pt
    beside = page.layouts["figure-text"]
    align = page.layouts[name].text_align
    return Room(area.width.pt, area.height.pt, gutter, theme, beside, name, bool(slide.layout), slide.source, align)


def _slots(items: Sequence[Placed], layout: PageLayout) -> tuple[Placed, ...]:
    """Let the first text in each of the layout's bodies fill its placeholder."""
    items = list(items)
    for number, body in enumerate(layout.bodies):
        kinds = (Picture,) if number == layout.picture else (Paragraph, Bullets)
        slot = "body" if number == 0 else f"body{number + 1}"
        for index, item in enumerate(items):
            middle = item.box.left + item.box.width / 2
            if not item.slot and isinstance(item.block, kinds) and body.left <= middle <= body.right:
                items[index] = replace(item, slot=slot)
                break
    return tuple(items)


def _numbered(title: Text, number: int, parts: int) -> Text:
    return title if parts == 1 else (*title, Run(f" ({number}/{parts})"))


def _set_title(title: Text, layout: PageLayout, theme: Theme):
    """The title's box, as wide as lines of one length need, the largest size in which it fits, and its lines."""
    width, height = layout.title.width.pt, layout.title.height.pt
    style = layout.title_style
    size = style.size
    while size >= min(TITLE_LEAST * style.size, TITLE_SMALLEST):
        kind = Type.heading(theme, size, bold=style.bold, capitals=style.capitals)
        lines = set_text(title, kind, width)
        if height_of(lines) <= height and longest_word(title, kind) <= width:
            narrower, lines = balanced(title, kind, width, always=True)
            left = layout.title.left + round(style.align * Pt(width - narrower))
            box = Box(Emu(left), layout.title.top, Emu(Pt(narrower)), layout.title.height)
            return box, size, text_lines(lines, top=style.anchor * (height - height_of(lines)))
        size -= 2
    over = longest_word(title, kind) - width
    if over > 0:
        message = f"The longest word of the title is {over:.0f} pt too wide, even in {kind.size:g} pt type."
        raise UserError(message, hint="Take a shorter one, or write a hyphen or a space where it may be broken.")
    raise _too_tall("title", lines, kind, height)


def _subtitle(slide: Slide, layout: PageLayout, theme: Theme) -> tuple[Placed, ...]:
    if not slide.subtitle or layout.subtitle is None:
        return ()
    room = layout.subtitle
    for size in (24.0, 20.0, 18.0):
        kind = Type.body(theme, size)
        lines = set_text(slide.subtitle, kind, room.width.pt)
        if height_of(lines) <= room.height.pt:
            narrower, lines = balanced(slide.subtitle, kind, room.width.pt, always=True)
            left = Emu(room.left + round(layout.text_align * Pt(room.width.pt - narrower)))
            box = Box(left, room.top, Emu(Pt(narrower)), room.height)
            block = Paragraph(text=slide.subtitle, source=slide.source)
            return (Placed(block, box, size=size, lines=text_lines(lines), slot="subtitle"),)
    raise _too_tall("subtitle", lines, kind, room.height.pt)


def _too_tall(name: str, lines: Sequence[SetLine], kind: Type, height: float) -> UserError:
    """For a title with more lines than there is room for, or with formulas that are taller than its lines."""
    room = int(height // kind.pitch)
    if len(lines) > room:
        takes, hint = counted(len(lines), "line"), f"Shorten the {name}."
        return UserError(f"The {name} takes {takes} in {kind.size:g} pt type; there is room for {room}.", hint=hint)
    message = f"The {name}'s formulas are {height_of(lines) - height:.0f} pt too tall, even in {kind.size:g} pt type."
    return UserError(message, hint=f"Write them flat, $a/b$, or shorten the {name} by a line.")


def _footnotes(slide: Slide, area: Box, theme: Theme) -> tuple[Placed, ...]:
    """Footnotes at the bottom of the area, the last one lowest."""
    for size in FOOTNOTE_SIZES:
        placed = _footnotes_in(size, slide, area, theme)
        if not placed or placed[0].box.top >= area.top:
            return placed
    raise UserError(f"The footnotes are too long, even in {size:g} pt type.", hint="Shorten them.")


def _footnotes_in(size: float, slide: Slide, area: Box, theme: Theme) -> tuple[Placed, ...]:
    placed: list[Placed] = []
    bottom = area.bottom.pt
    for number, text in reversed(list(enumerate(slide.footnotes, 1))):
        text = (Run(str(number), sup=True), Run("\N{NO-BREAK SPACE}"), *text)
        lines: tuple[SetLine, ...] = set_text(text, Type.body(theme, size), area.width.pt)
        top = bottom - height_of(lines)
        box = Box(area.left, Emu(Pt(top)), area.width, Emu(Pt(height_of(lines))))
        block = Paragraph(text=text, kind="caption", source=slide.source)
        placed.insert(0, Placed(block, box, size=size, lines=text_lines(lines), slot="footnote"))
        bottom = top - FOOTNOTE_GAP / 2
    return tuple(placed)


def _above(area: Box, around: Sequence[Placed]) -> Box:
    """The area without its footnotes."""
    tops = [item.box.top for item in around if item.slot == "footnote"]
    bottom = min(tops) - Pt(FOOTNOTE_GAP) if tops else area.bottom
    return Box(area.left, area.top, area.width, Emu(bottom - area.top))
