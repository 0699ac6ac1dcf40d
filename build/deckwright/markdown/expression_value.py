"""What an expression in slides.md hands over, made ready for a slide."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, MappingView, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import Any

from deckwright.deck.block import Block
from deckwright.deck.chart import Chart
from deckwright.deck.columns import Columns
from deckwright.deck.figure import SAID, Figure, Origin, map_figures, texts_in
from deckwright.deck.text import Math, Run, Text
from deckwright.errors import UserError
from deckwright.figures.frame import frame_of, is_record
from deckwright.figures.number import num
from deckwright.figures.picture import picture
from deckwright.figures.value import how_to_number, is_missing, is_plain, is_tensor
from deckwright.language import Language, spoken
from deckwright.markdown.placeholder import is_template_text
from deckwright.markdown.slides_file import refuse_control_characters
from deckwright.pictures.computed import computed_picture

LONGEST_VALUE = 20_000  # characters: more than any slide holds


@dataclass(frozen=True, slots=True)
class ExpressionValue:
    """A value at its place: a text that can stand in a line, or blocks that stand alone."""

    origin: Origin
    text: Text = ()
    blocks: tuple[Block, ...] = ()


def expression_value(value: Any, origin: Origin) -> ExpressionValue | str:
    """The value of an expression with its origin stamped on each figure; text of the template itself stays text."""
    if isinstance(value, str) and is_template_text(value):
        return value
    handed = _handed(value, origin)
    for text in texts_in((handed.text, handed.blocks)):
        refuse_control_characters(text, f"{{{{ {origin.expression} }}}}", origin.source)
    return handed


def _handed(value: Any, origin: Origin) -> ExpressionValue:
    if isinstance(value, Block):
        return ExpressionValue(origin, blocks=(_stamped_block(value, origin),))
    if isinstance(value, (Run, Math)):
        return ExpressionValue(origin, text=_stamped((value,), origin))
    if isinstance(value, (tuple, list)) and value and all(isinstance(v, Block) for v in value):
        return ExpressionValue(origin, blocks=tuple(_stamped_block(v, origin) for v in value))
    if isinstance(value, tuple) and value and all(isinstance(v, (Run, Math)) for v in value):
        return ExpressionValue(origin, text=_stamped(value, origin))
    if not isinstance(value, Figure) and not is_plain(value) and computed_picture(value) is not None:
        return ExpressionValue(origin, blocks=(_stamped_block(picture(value), origin),))
    figure = dataclasses.replace(_figure(value, origin), origin=origin)
    if len(figure.text) > LONGEST_VALUE:
        message = (
            f"{{{{ {origin.expression} }}}} has {len(figure.text):,} characters; a value may have {LONGEST_VALUE:,}."
        )
        raise UserError(message, where=origin.source, hint="Show a part of it.")
    return ExpressionValue(origin, text=(Run(figure.text, figure=figure),))


def _figure(value: Any, origin: Origin) -> Figure:
    if isinstance(value, Figure):
        return value
    array = value.value if is_tensor(value) else value
    if isinstance(shape := getattr(array, "shape", ()), tuple) and shape:
        raise UserError(
            f"{{{{ {origin.expression} }}}} has the shape {shape}, and a text can hold one value only.",
            where=origin.source,
            hint="Show an entry ([0]), its shape (| shape), or all of it with table(...), values(...) or a chart.",
        )
    if is_missing(array) or not is_plain(array):
        raise UserError(
            f"{{{{ {origin.expression} }}}} is a {type(value).__name__}, which can't be shown on a slide.",
            where=origin.source,
            hint=_how_to_show(value, origin),
        )
    return num(value)


def _how_to_show(value: Any, origin: Origin) -> str:
    if is_missing(value):
        return "The value is missing: say in lesson.py what stands in its place."
    if frame_of(value) or isinstance(value, Mapping) or is_record(value):
        return f"Show it with {{{{ table({origin.expression}) }}}}, or a part of it."
    if isinstance(value, (Sequence, Set, MappingView)) and not isinstance(value, (bytes, bytearray)):
        return f"Show its numbers with {{{{ values({origin.expression}) }}}}, or with matrix(...) or table(...)."
    if callable(value):
        return "A function is called with parentheses; an entry of a dict is had by its name in brackets: d['items']."
    return how_to_number(value) or "Hand over a number, a word, or what a function such as table(...) returns."


def _stamped_block(block: Block, origin: Origin) -> Block:
    block = dataclasses.replace(_with_origin(block, origin), source=origin.source, alt=_with_figures(block.alt))
    return _stamped(block, origin)


def _with_figures(alt: Text) -> Text:
    """A description whose numbers are figures: it was made from values, as a chart was."""
    parts: list[Run | Math] = []
    for part in alt:
        if isinstance(part, Math) or part.figure:
            parts.append(part)
            continue
        for k, piece in enumerate(_number(spoken()).split(part.text)):
            figure = Figure(piece, piece, label=SAID) if k % 2 else None
            parts += [dataclasses.replace(part, text=piece, figure=figure)] if piece else []
    return tuple(parts)


@cache
def _number(language: Language) -> re.Pattern[str]:
    """A number in a description, as the language writes it."""
    group, decimal = map(re.escape, (language.group, language.decimal))
    before, behind = (f"(?:{re.escape(affix)})?" for affix in language.percent)
    number = rf"\d+(?:{group}\d{{2,3}})*(?:{decimal}\d+)?(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"
    letter = r"[^\W\u2e80-\uffff]"  # ideographs stand beside numbers without a space
    return re.compile(rf"(?<![.^_{{])(?<!{letter})([−-]?{before}{number}{behind})(?!{letter}|\}})")


def _stamped(thing: Any, origin: Origin) -> Any:
    return map_figures(thing, lambda figure: dataclasses.replace(figure, origin=origin))


def _with_origin(block: Block, origin: Origin) -> Block:
    """The same block with the origin on its charts, whose points have no figures of their own."""
    if isinstance(block, Chart):
        return dataclasses.replace(block, origin=origin)
    if isinstance(block, Columns):
        columns = tuple(
            dataclasses.replace(column, blocks=tuple(_with_origin(b, origin) for b in column.blocks))
            for column in block.columns
        )
        return dataclasses.replace(block, columns=columns)
    return block
