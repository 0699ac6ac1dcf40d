"""What is seen before it should be: the answer beside its question, a number before the working that gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckwright.deck.block import Block
from deckwright.deck.columns import Columns
from deckwright.deck.equation import Equation
from deckwright.deck.figure import Figure, figures_in
from deckwright.deck.media import Video
from deckwright.deck.slide import Slide
from deckwright.deck.table import Table
from deckwright.deck.table_steps import cell_steps
from deckwright.deck.text import plain
from deckwright.errors import UserError

_ASKED = re.compile(  # what a presenter does before the class sees something of this slide
    r"\b(?:let (?:them|the class|everybody|everyone) (?:predict|guess)|ask for a (?:guess|prediction)"
    r"|(?:ask|predict|guess|answer|vote)\b[^.?!\n]{0,60}\bbefore (?:you |the |your |any |each |a )?(?:first |next )?"
    r"(?:click|show|reveal|uncover|answer)|(?:ask|say|name|recall|repeat|write)\b[^.?!\n]{0,60}\bfrom memory)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"\b(?:next|last|previous|following) (?:slide|section|lecture)\b", re.IGNORECASE)
_WHOLE = re.compile(r"\d{1,3}")  # counts, which many things share


def early_answers(slide: Slide, known: frozenset[object] = frozenset()) -> Iterator[UserError]:
    """Findings: nothing to click where the notes ask first, or a poster that shows the end; a result in the title; a
    number used before it is found.

    known  texts and values of the figures on the slides before this one
    """
    yield from _nothing_to_reveal(slide)
    yield from _on_the_poster(slide)
    yield from _in_the_title(slide, known)
    yield from _used_before_found(slide, known)


def _nothing_to_reveal(slide: Slide) -> Iterator[UserError]:
    if slide.clicks or not slide.blocks or slide.layout == "section":
        return
    for note in slide.notes:
        if asked := _asked_here(plain(note.text)):
            yield UserError(
                f"The notes say {asked!r}, but all of this slide is there from the start.",
                where=note.source or slide.source,
                hint="Let what answers wait for a click: ::: answer, ::: reveal or a line with . . . above it.",
            )
            return


def _asked_here(words: str) -> str:
    """What in a note asks before something of its own slide is seen; "" for nothing."""
    asked = _ASKED.search(words)
    return asked[0] if asked and not _ELSEWHERE.search(words) else ""


def _inner(block: Block) -> Iterator[Block]:
    """A block, or those in its columns."""
    if isinstance(block, Columns):
        yield from (found for column in block.columns for inner in column.blocks for found in _inner(inner))
    else:
        yield block


def _on_the_poster(slide: Slide) -> Iterator[UserError]:
    if not any(_asked_here(plain(note.text)) for note in slide.notes):
        return
    for video in (block for outer in slide.blocks for block in _inner(outer) if isinstance(block, Video)):
        if video.shown:
            yield UserError(
                f"The notes ask first, but the video {video.scene} shows the end of {video.shown!r} before it plays.",
                where=video.source or slide.source,
                hint="Leave out poster=...: then it shows how the scene begins.",
            )


def _in_the_title(slide: Slide, known: frozenset[object]) -> Iterator[UserError]:
    said = {figure.text for figure in figures_in(slide.title) if not _WHOLE.fullmatch(figure.text)}
    if not said:
        return
    revealed = [(step, figure) for block in slide.blocks for step, figure in _steps(block, 0)]
    shown = {figure.text for step, figure in revealed if step == 0}
    for step, figure in revealed:
        if step and figure.text in said - shown - known:
            yield UserError(
                f"The title says {figure.text}, which waits on the slide for click {step}.",
                where=slide.source,
                hint="Ask in the title, or say there what is true from the start.",
            )
            return


def _used_before_found(slide: Slide, known: frozenset[object]) -> Iterator[UserError]:
    workings = [(step, block) for outer in slide.blocks for step, block in _workings(outer, 0)]
    found = [(step + w.lines[-1].step, w.lines[-1].figures[-1], w) for step, w in workings if _result(w)]
    for step, working in workings:
        for line in working.lines[:-1]:
            for figure in line.figures:
                later = [at for at, result, where in found if where is not working and _same(result, figure)]
                if later and min(later) > step + line.step and known.isdisjoint((figure.text, figure.value)):
                    yield UserError(
                        f"A working uses {figure.text} at click {step + line.step}; it is found at click {min(later)}.",
                        where=working.source or slide.source,
                        hint="Put the working that finds it first.",
                    )
                    return


def _result(working: Equation) -> bool:
    return len(working.lines) > 1 and bool(working.lines[-1].figures)


def _same(result: Figure, used: Figure) -> bool:
    return result.value == used.value and isinstance(used.value, float) and not _WHOLE.fullmatch(used.text)


def _workings(block: Block, before: int) -> Iterator[tuple[int, Equation]]:
    """The workings of a block with the clicks at which they begin."""
    step = max(block.step, before)
    if isinstance(block, Equation):
        yield step, block
    elif isinstance(block, Columns):
        yield from (found for column in block.columns for inner in column.blocks for found in _workings(inner, step))


def _steps(block: Block, before: int) -> Iterator[tuple[int, Figure]]:
    """The figures of a block with the clicks at which they appear."""
    step = max(block.step, before)
    if isinstance(block, Columns):
        yield from (found for column in block.columns for inner in column.blocks for found in _steps(inner, step))
    elif isinstance(block, Equation):
        yield from ((step + line.step, figure) for line in block.lines for figure in line.figures)
    elif isinstance(block, Table):
        waits = [wait for row in cell_steps(block) for wait in row]
        cells = [cell for row in block.rows for cell in row]
        yield from ((step + wait, f) for wait, cell in zip(waits, cells) for f in figures_in(cell.text))
        yield from ((step, figure) for figure in figures_in(block.caption))
    else:
        yield from ((step, figure) for figure in figures_in(block))
