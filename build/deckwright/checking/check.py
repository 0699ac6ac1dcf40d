"""What a lecture must not have: typed figures, wrong calculations, pictures without words, numbers that aren't, sources
nobody cites."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

from deckwright.checking.calculations import wrong_calculations
from deckwright.checking.formulas import FormulaOnSlide, formulas
from deckwright.checking.missing_letters import missing_letters
from deckwright.checking.reveals import early_answers
from deckwright.checking.spreads import without_spread
from deckwright.checking.typed_digits import typed_digits
from deckwright.checking.typed_values import typed_in_tag, typed_values, unread_markup
from deckwright.deck.block import Block
from deckwright.deck.chart import Axis, Chart
from deckwright.deck.columns import Columns
from deckwright.deck.drawing import Drawing
from deckwright.deck.figure import figures_in
from deckwright.deck.media import Picture, Video
from deckwright.deck.slide import Slide
from deckwright.errors import Mistakes, UserError
from deckwright.figures import FILTERS, FUNCTIONS
from deckwright.figures.boxes import MEDIAN
from deckwright.figures.number import display
from deckwright.language import speaking
from deckwright.markdown.lecture import Lecture
from deckwright.markdown.plain_python import PLAIN_PYTHON
from deckwright.provenance.figure_span import figures_in_formula

MOST_NAMED = 3  # values of a series that one finding lists
DECIMAL = re.compile(  # or a share; with LaTeX's decimal comma, too, where it doesn't part thousands
    r"\d+\.\d+|\b0\{,\}\d+|\d+\{,\}(?!\d{3}(?!\d))\d+|\d+(?=\s*\\%)"
)
MACRO = re.compile(r"macro\s+(\w+)")
_ROUNDED = r"Write \approx, or show the result with all its digits."
_RECKON = "Show numbers from which the result follows: {{ worked(name) }} chooses digits that are enough."
_FROM_THE_LESSON = "Refer to a value of the lesson, {{ name }}, or give its source, [1986]{source=key}."
_IN_WORDS = f"{_FROM_THE_LESSON} If the number is your own: [12]{{.mine}}."
_IN_BRACES = f"{_FROM_THE_LESSON} If the number is your own: mine(12), or mine('12 weeks')."
_IN_FORMULA = f"{_FROM_THE_LESSON} If the number is your own: {{{{ mine(0.5) }}}}."


def check_lecture(lecture: Lecture) -> tuple[UserError, ...]:
    """All findings in a lecture, in the order of its lines."""
    mistakes = Mistakes()
    with speaking(lecture.deck.language):
        for finding in _findings(lecture):
            mistakes.add(finding)
    return mistakes.found


def _findings(lecture: Lecture) -> Iterator[UserError]:
    yield from (*_typed_words(lecture), *_typed_expressions(lecture), *_unused_sources(lecture), *_uncalled(lecture))
    known: frozenset[object] = frozenset()
    for slide in lecture.deck.slides:
        written = tuple(formulas(slide))
        yield from (
            *_unheard(slide),
            *missing_letters(slide),
            *_not_finite(slide),
            *_left_out(slide),
            *_out_of_sight(slide),
            *early_answers(slide, known),
            *without_spread(slide),
        )
        yield from (*_typed_in_formulas(written), *_not_reproduced(written))
        shown = figures_in((slide.title, slide.blocks))
        known |= {sign for figure in shown for sign in (figure.text, figure.value)}


def blocks_of(slide: Slide) -> Iterator[Block]:
    """The blocks of a slide, those in columns one by one."""
    for block in slide.blocks:
        if isinstance(block, Columns):
            yield from (inner for column in block.columns for inner in column.blocks)
        else:
            yield block


def _typed_words(lecture: Lecture) -> Iterator[UserError]:
    for prose in lecture.prose:
        for offset, word in typed_digits(prose.text):
            where = prose.source_at(offset)
            yield UserError(f"The figure {word} is typed.", where=where, hint=_IN_WORDS)


def _typed_expressions(lecture: Lecture) -> Iterator[UserError]:
    macros = (found[1] for tag in lecture.tags if (found := MACRO.match(tag.expression)))
    functions = {*FUNCTIONS, *FILTERS, *PLAIN_PYTHON, *macros} - lecture.names  # the lesson's own go first
    for tag in lecture.tags:
        for word in typed_in_tag(tag.expression):
            message = f"The figure {word} is typed in {{% {tag.expression} %}}."
            yield UserError(message, where=tag.source, hint=_IN_BRACES)
    for origin in lecture.origins:
        for word in typed_values(origin.expression, functions):
            message = f"The figure {word} is typed in {{{{ {origin.expression} }}}}."
            yield UserError(message, where=origin.source, hint=_IN_BRACES)
        for markup in unread_markup(origin.expression):
            message = f"{markup[:60]!r} is printed as it stands: texts between braces are plain."
            yield UserError(message, where=origin.source, hint="Take the signs away; $...$ is read as a formula.")


def _typed_in_formulas(written: Iterable[FormulaOnSlide]) -> Iterator[UserError]:
    """Decimal numbers in formulas that are no figures; a formula may have integers of its own."""
    for formula in written:
        latex = formula.formula.latex
        spans = list(figures_in_formula(latex, formula.figures))
        for number in DECIMAL.finditer(latex) if len(spans) == len(formula.figures) else ():
            if not any(span.start <= number.start() < span.end for span in spans):
                message = f"The figure {number[0]} is typed in a formula."
                yield UserError(message, where=formula.where, hint=_IN_FORMULA)


def _not_reproduced(written: Iterable[FormulaOnSlide]) -> Iterator[UserError]:
    """Calculations that a student's calculator would not confirm with the digits on the slide."""
    for formula in written:
        for wrong in wrong_calculations(formula.formula):
            message = f"A calculator gets {wrong.gets} for {wrong.formula}, and the slide says {wrong.shown}."
            yield UserError(message, where=formula.where, hint=_ROUNDED if wrong.rounded else _RECKON)


def _unused_sources(lecture: Lecture) -> Iterator[UserError]:
    cited = {reference.key for reference in lecture.deck.references}
    for key in lecture.front.sources:
        if key not in cited:
            where = lecture.front.lines[f"sources.{key}"]
            hint = f"Cite it, [@{key}], or take it away."
            yield UserError(f"The source {key!r} is never cited.", where=where, hint=hint)


def _uncalled(lecture: Lecture) -> Iterator[UserError]:
    for label, where in lecture.uncalled:
        hint = f"Call it where it belongs, [^{label}], or take it away."
        yield UserError(f"The footnote {label!r} is never called, and stands on no slide.", where=where, hint=hint)


def _unheard(slide: Slide) -> Iterator[UserError]:
    for block in blocks_of(slide):
        if isinstance(block, (Chart, Drawing, Picture, Video)) and not block.alt:
            message = f"This {block.noun} has no alternative text for those who can't see it."
            computed = isinstance(block, Picture) and block.path is None
            hint = 'picture(figure, alt="...")' if computed else "alt=..., or ![what it shows](file)"
            hint = f"Say what it shows: {hint}."
            yield UserError(message, where=block.source or slide.source, hint=hint)


def _left_out(slide: Slide) -> Iterator[UserError]:
    """Points and bars that a logarithmic axis has no place for."""
    for block in blocks_of(slide):
        for series in block.series if isinstance(block, Chart) else ():
            if series.left_out:
                shown = ", ".join(display(value, 3) for value in series.left_out[:MOST_NAMED])
                more = f" and {len(series.left_out) - MOST_NAMED} more" if len(series.left_out) > MOST_NAMED else ""
                message = f"The series {series.name!r} is not shown where it is {shown}{more}"
                yield UserError(
                    f"{message}: a logarithmic axis begins above zero.",
                    where=block.source or slide.source,
                    hint="Take a linear axis, or leave these values out in the lesson.",
                )


def _out_of_sight(slide: Slide) -> Iterator[UserError]:
    """Bars that end below where their axis begins, or above where it ends, and series of which no point is seen."""
    for block in blocks_of(slide):
        if not isinstance(block, Chart):
            continue
        for series in block.series if block.kind != "boxes" else [s for s in block.series if s.name == MEDIAN]:
            seen = [_within(block.y, y) for y in series.y]
            if block.kind == "boxes" and not all(seen):
                names = [name for name, here in zip(block.categories, seen) if not here]
                told = f"The median of {', '.join(names[:MOST_NAMED])} lies"
            elif block.kind == "bar" and not all(seen):
                names = [name for name, here in zip(block.categories, seen) if not here]
                told = f"The bars {', '.join(names[:MOST_NAMED])} of {series.name!r} end"
            elif not any(here and _within(block.x, x) for here, x in zip(seen, series.x or seen)):
                told = f"All of {series.name!r} lies"
            else:
                continue
            yield UserError(
                f"{told} outside of the limits that the axes were given.",
                where=block.source or slide.source,
                hint="Widen y_range or x_range, or leave them out.",
            )


def _within(axis: Axis, value: float) -> bool:
    return not (axis.low is not None and value < axis.low or axis.high is not None and value > axis.high)


def _not_finite(slide: Slide) -> Iterator[UserError]:
    for figure in figures_in(slide):
        if isinstance(figure.value, float) and not math.isfinite(figure.value):
            where = figure.origin.source if figure.origin else slide.source
            yield UserError(f"A figure on this slide is {figure.value}.", where=where)
    for block in blocks_of(slide):
        for series in block.series if isinstance(block, Chart) else ():
            finite = all(map(math.isfinite, series.x or ()))  # NaN as y is a gap that was asked for
            if not finite or any(map(math.isinf, series.y)):
                message = f"The series {series.name!r} of this chart has a point that isn't finite."
                yield UserError(message, where=block.source)
