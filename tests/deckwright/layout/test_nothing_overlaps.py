"""For any deck: nothing overlaps, nothing leaves its slide, nothing is lost."""

from __future__ import annotations

import cProfile
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx.util import Emu

from deckwright.deck.chart import Chart
from deckwright.deck.columns import Column, Columns
from deckwright.deck.drawing import Drawing, Label
from deckwright.deck.equation import Equation, Line
from deckwright.deck.figure import Figure, figures_in
from deckwright.deck.media import Video
from deckwright.deck.slide import Deck, Slide
from deckwright.deck.table import Cell, Table
from deckwright.deck.text import Bullets, Code, Item, Math, Paragraph, Run, plain
from deckwright.errors import Source, UserError
from deckwright.layout.lay_out import lay_out
from deckwright.layout.page import Page, widescreen
from deckwright.layout.placed import Box
from deckwright.theme import LIGHT
from example_counts import examples

PAGE = widescreen()


def squeezed(box: Box | None) -> Box | None:
    """A box of the wide page on a page of 4:3."""
    return box and Box(Emu(round(0.75 * box.left)), box.top, Emu(round(0.75 * box.width)), box.height)


def standard() -> Page:
    """The same layouts on a page of 10 x 7.5 inches, as a lecturer's old template may have it."""
    layouts = {
        name: replace(
            layout,
            title=squeezed(layout.title),
            bodies=tuple(map(squeezed, layout.bodies)),
            subtitle=squeezed(layout.subtitle),
        )
        for name, layout in PAGE.layouts.items()
    }
    return Page(Emu(round(0.75 * PAGE.width)), PAGE.height, layouts)


ROUNDING = 20  # EMU
WORDS = ("loss", "gradient", "a", "network", "backpropagation", "of", "the", "weights", "cross-entropy")
# Few different ones: setting a formula for the first time takes longer than laying a slide out.
SIDES = ("x", r"\frac{a}{b} + c", " + ".join([r"w_i x_i"] * 9), r"\sum_i \delta_i = " + r"a \cdot (b + c)" * 8)
FORMULAS = ("x", r"\frac{a}{b}", r"W^{(1)}x + b", r"\sum_{i=1}^n \delta_i")

sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join)
runs = st.builds(Run, text=sentences, bold=st.booleans(), code=st.booleans())
figures = st.floats(-9, 9).map(lambda x: Run(f"{x:.4f}", figure=Figure(f"{x:.4f}", x)))
formulas = st.sampled_from(FORMULAS).map(Math.from_latex)
texts = st.lists(st.one_of(runs, figures, formulas), min_size=1, max_size=4).map(tuple)
paragraphs = st.builds(
    Paragraph, text=texts, kind=st.sampled_from(("body", "quote", "caption", "question", "statement"))
)
items = st.builds(Item, text=texts, level=st.integers(0, 2), marker=st.sampled_from(("", "1.", "10.")))
lists = st.lists(items, min_size=1, max_size=8).map(lambda made: Bullets(items=tuple(made)))
lines = st.builds(
    Line.from_latex,
    left=st.sampled_from(("", "z", "h_t")),
    relation=st.sampled_from(("", "=")),
    right=st.sampled_from(SIDES),
    reason=st.one_of(st.just(()), texts),
)
equations = st.lists(lines, min_size=1, max_size=5).map(lambda made: Equation(lines=tuple(made)))
tables = (
    st.integers(1, 5)
    .flatmap(lambda n: st.lists(st.tuples(*[st.builds(Cell, text=texts)] * n), min_size=2, max_size=6))
    .map(lambda rows: Table(rows=tuple(rows), caption=(Run("caption"),)))
)
drawings = st.builds(
    lambda w, h, size: Drawing(width=w, height=h, marks=(Label(x=w / 2, y=h / 2, text=(Run("h"),), size=size),)),
    st.floats(50, 900), st.floats(50, 500), st.floats(10, 24),
)  # fmt: skip
code = st.lists(sentences, min_size=1, max_size=8).map(
    lambda made: Code(lines=tuple((Run(s, code=True),) for s in made))
)
leaves = st.one_of(
    paragraphs,
    lists,
    equations,
    tables,
    drawings,
    code,
    st.just(Chart(kind="bar", series=())),
    st.just(Video(scene="S")),
)
columns = st.lists(st.lists(leaves, max_size=2), min_size=1, max_size=3).map(
    lambda made: Columns(columns=tuple(Column(tuple(blocks)) for blocks in made))
)
slides = st.builds(
    Slide,
    key=st.just("k"),
    title=texts,
    subtitle=st.one_of(st.just(()), texts),
    source=st.just(Source(Path("slides.md"), 3)),
    blocks=st.lists(st.one_of(leaves, columns), max_size=4).map(tuple),
    footnotes=st.lists(texts, max_size=2).map(tuple),
)


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes share more than rounding."""
    across = min(a.right, b.right) - max(a.left, b.left)
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    return across > ROUNDING and down > ROUNDING


def inside(inner: Box, outer: Box) -> bool:
    return (
        inner.left >= outer.left - ROUNDING
        and inner.top >= outer.top - ROUNDING
        and inner.right <= outer.right + ROUNDING
        and inner.bottom <= outer.bottom + ROUNDING
    )


@pytest.mark.slow
@settings(max_examples=examples(25), suppress_health_check=list(HealthCheck))
@given(slide=slides, page=st.sampled_from((PAGE, standard())))
def test_nothing_overlaps_or_leaves_its_slide(slide, page):
    """Either the slide is refused with a place and a hint, or every box is on the page, clear of all others."""
    try:
        placed = lay_out(Deck("l", "L", (slide,)), LIGHT, page)
    except UserError as error:
        assert error.where and error.hint
        return
    whole = Box(0, 0, page.width, page.height)
    for one in placed.slides:
        boxes = [one.title_box, *(item.box for item in one.items)]
        assert all(inside(box, whole) for box in boxes)
        assert not any(overlap(a, b) for a, b in combinations(boxes, 2))
        for item in one.items:
            assert all(inside(part, whole) for part in item.parts)
            assert not any(overlap(a, b) for a, b in combinations(item.parts, 2))
            assert item.size == 0 or item.size >= 12


def test_columns_may_be_empty():
    """As they are while somebody writes them."""
    blocks = (Columns(columns=(Column(()), Column(()))),)
    slide = Slide("k", (Run("T"),), blocks, source=Source(Path("slides.md"), 3), layout="content")
    (placed,) = lay_out(Deck("l", "L", (slide,)), LIGHT, PAGE).slides
    assert placed.items == ()


@pytest.mark.slow
@settings(max_examples=examples(12), suppress_health_check=list(HealthCheck))
@given(blocks=st.lists(st.one_of(lists, equations, tables, paragraphs), min_size=1, max_size=6).map(tuple))
def test_nothing_is_lost(blocks):
    """All figures and all text of a slide are on its parts, in order, whatever was broken or continued."""
    slide = Slide("k", (Run("T"),), blocks, source=Source(Path("slides.md"), 3), layout="content")
    try:
        placed = lay_out(Deck("l", "L", (slide,)), LIGHT, PAGE)
    except UserError:
        return
    shown = [item.block for one in placed.slides for item in one.items]
    headers = sum(len(list(figures_in(block.rows[0]))) for block in shown if isinstance(block, Table)) - sum(
        len(list(figures_in(block.rows[0]))) for block in blocks if isinstance(block, Table)
    )
    assert len(list(figures_in(tuple(shown)))) - headers == len(list(figures_in(blocks)))
    assert sum(len(b.items) for b in shown if isinstance(b, Bullets)) == sum(
        len(b.items) for b in blocks if isinstance(b, Bullets)
    )
    for item in (item for one in placed.slides for item in one.items if isinstance(item.block, Paragraph)):
        letters = "".join("".join(plain(line.parts) for line in item.lines).split())
        assert letters == "".join(plain(item.block.text).split())


@pytest.mark.slow
def test_layout_is_linear_in_the_number_of_slides():
    """Ten times as many different slides take about ten times as many calls."""

    def deck(count: int) -> Deck:
        def slide(n: int) -> Slide:
            points = Bullets(items=tuple(Item((Run(f"point {n}.{i}: " + " ".join(WORDS)),)) for i in range(2)))
            return Slide(f"k{n}", (Run(f"Slide {n}"),), (points, Chart(kind="line", series=())))

        return Deck("l", "L", tuple(slide(n) for n in range(count, 2 * count)))

    def calls(count: int) -> int:
        profile = cProfile.Profile()
        profile.runcall(lay_out, deck(count), LIGHT, PAGE)
        return sum(entry.callcount for entry in profile.getstats())

    few, many = calls(10), calls(100)
    assert 5 * few < many < 15 * few
