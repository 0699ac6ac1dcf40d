"""Computation graphs: a Tensor's own expression, values above the wires and gradients below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from deckwright.deck.drawing import Connector, Drawing, Label, Mark, Shape
from deckwright.deck.figure import Figure
from deckwright.deck.text import Math, Run, Text
from deckwright.errors import UserError, did_you_mean
from deckwright.figures.layered import Placement, place
from deckwright.figures.measure import width_of
from deckwright.figures.number import num
from deckwright.figures.words import plain_symbol, text_of
from deckwright.language import say
from deckwright.theme import ROLES
from dlcore import gradients as differentiate
from dlcore.autodiff import Gradients
from dlcore.symbol import adjoint
from dlcore.tensor import Tensor

NODE = 48.0  # diameter of an operation
FLAT = 0.72  # height of what isn't round, in diameters
SIGN, WORD = 24.0, 15.0  # sizes of an operation's symbol
INSIDE = 9.0  # from a word to the sides of its operation, which is round unless the word needs more
WIRE = 78.0  # from an operation to its port, with the numbers above and below
REACH = 32.0  # from a port to the next operation
ROW = 84.0
MARGIN = 26.0
LEAF = 54.0  # width of a leaf's name
NUMBER = 19.0
NAME = 20.0
ABOVE = 15.0  # from the wire to the middle of a number
MOST = 40  # operations and leaves; more are no picture


@dataclass(frozen=True, slots=True)
class _Graph:
    """The expression with its places on the page; gradients by node where there are any."""

    result: Tensor
    nodes: tuple[Tensor, ...]
    placement: Placement
    gradients: dict[int, Tensor]
    reveal: bool
    roles: Mapping[str, str]

    def x(self, column: int) -> float:
        """The center of the operations in a column; the first holds leaves only."""
        return MARGIN + LEAF - NODE / 2 + column * (NODE + WIRE + REACH)

    def y(self, key: Any) -> float:
        return MARGIN + NODE / 2 + self.placement.row[key] * ROW

    def center(self, node: Tensor) -> tuple[float, float]:
        return self.x(self.placement.column[id(node)]), self.y(id(node))

    def name(self, node: Tensor) -> str:
        """The node's name among the drawing's shapes."""
        number = next(i for i, other in enumerate(self.nodes) if other is node)
        return f"{plain_symbol(node.name) if node.name else node.op.symbol if node.op else 'constant'} ({number + 1})"

    def backward_part(self, node: Tensor) -> int:
        """The click that shows a node's gradient: after the values, from right to left."""
        return 2 + self.placement.columns - 1 - self.placement.column[id(node)] if self.reveal else 0


def graph(
    tensor: Tensor,
    gradients: Any = None,
    *,
    digits: int = 4,
    reveal: bool = True,
    roles: Mapping[str, str] | None = None,
) -> Drawing:
    """The computation graph of a Tensor.

    gradients  what to show below the wires: what dlcore's ``gradients`` returned, the gradients themselves, by
               themselves or in a mapping, or True for those of all named leaves; None for the values alone
    reveal     the graph, then its values, then its gradients from right to left, click by click; False: all at once
    roles      {symbol: role} for leaves that shall not look like inputs, as all do without it
    """
    if not isinstance(tensor, Tensor):
        raise UserError(f"Expected a Tensor, whose expression can be drawn, found {type(tensor).__name__}.")
    nodes = tuple(_in_order(tensor))
    if len(nodes) > MOST:
        hint = "Draw a part of it, or name and rebuild it from fewer operations."
        raise UserError(
            f"Expected an expression of at most {MOST} operations and leaves, found {len(nodes)}.", hint=hint
        )
    edges = [(id(child), id(node)) for node in nodes for child in node.inputs]
    placement = place([id(node) for node in nodes], edges)
    picture = _Graph(tensor, nodes, placement, _adjoints(tensor, nodes, gradients), reveal, _checked(roles, nodes))
    marks = [*_wires(picture)]
    for node in nodes:
        marks += [*_node(picture, node), *_numbers(picture, node, digits)]
    width = picture.x(placement.columns - 1) + NODE / 2 + WIRE + MARGIN
    height = 2 * MARGIN + NODE + (placement.rows - 1) * ROW
    return Drawing(
        width=width, height=height, marks=tuple(marks), kind="graph", alt=text_of(_describe(picture, digits))
    )


def _checked(roles: Mapping[str, str] | None, nodes: Sequence[Tensor]) -> Mapping[str, str]:
    """The roles, if they are the theme's and their names those of leaves."""
    leaves = [node.name for node in nodes if node.op is None and node.name]
    for name, role in (roles or {}).items():
        if name not in leaves:
            raise UserError(
                f"roles names {name!r}, which is no leaf of the expression.", hint=did_you_mean(name, leaves)
            )
        if role not in ROLES:
            raise UserError(f"Expected roles among {', '.join(ROLES)}, found {role!r}.", hint=did_you_mean(role, ROLES))
    return roles or {}


def _in_order(result: Tensor) -> list[Tensor]:
    """The expression's nodes, inputs before their uses and first inputs first, which then stand on top."""
    order: dict[int, Tensor] = {}
    pending = [(result, False)]
    while pending:
        node, inputs_done = pending.pop()
        if id(node) in order:
            continue
        if inputs_done or not node.inputs:
            order[id(node)] = node
        else:
            pending += [(node, True), *((child, False) for child in reversed(node.inputs))]
    return list(order.values())


def _adjoints(result: Tensor, nodes: Sequence[Tensor], wanted: Any) -> dict[int, Tensor]:
    """The gradient of each node that has one, by the node's identity."""
    if wanted is None or wanted is False:
        return {}
    leaves = [node for node in nodes if node.op is None and node.name]
    if not isinstance(wanted, Gradients):
        if wanted is not True:
            given = wanted.values() if isinstance(wanted, Mapping) else wanted
            names = {gradient.name for gradient in given}
            leaves = [leaf for leaf in leaves if adjoint(result.name or "L", leaf.name) in names]
        if not leaves:
            hint = "Give what dlcore's gradients(...) returned, or True."
            raise UserError(
                "Expected gradients with respect to named leaves of this expression, found others.", hint=hint
            )
        wanted = differentiate(result, leaves)
    found = {}
    for node in nodes:
        try:
            found[id(node)] = wanted[node]
        except KeyError:  # a constant, on which nothing was asked to depend
            continue
    return found


def _wires(picture: _Graph) -> Iterator[Mark]:
    """From each operation to its port, and from there to the operations that use its value."""
    for node in picture.nodes:
        x, y = picture.center(node)
        name = picture.name(node)
        uses = [other for other in picture.nodes if any(child is node for child in other.inputs)]
        size = 6.0 if len(uses) > 1 else 1.0
        port = x + NODE / 2 + WIRE
        yield _dot(f"{name} out", port, y, size)
        yield Connector(start=name, end=f"{name} out", width=1.5, start_side="right", end_side="left", arrow=not uses)
        for other in uses:
            start = f"{name} out"
            for dummy in picture.placement.chains[id(node), id(other)]:  # level past the operations of its column
                x = picture.x(dummy.column)
                for k, at in enumerate((x - NODE / 2, x + NODE / 2 + WIRE)):
                    via = f"{name} to {picture.name(other)} past {dummy.column}.{k}"
                    yield _dot(via, at, picture.y(dummy), 1.0)
                    yield Connector(start=start, end=via, width=1.5, start_side="right", end_side="left")
                    start = via
            yield Connector(
                start=start, end=picture.name(other), width=1.5, start_side="right", end_side="left", arrow=True
            )


def _dot(name: str, x: float, y: float, size: float) -> Shape:
    return Shape(name=name, x=x - size / 2, y=y - size / 2, width=size, height=size, kind="ellipse", fill="muted")


def _node(picture: _Graph, node: Tensor) -> Iterator[Mark]:
    x, y = picture.center(node)
    name = picture.name(node)
    if node.op is None:
        role = picture.roles.get(node.name or "", "input")
        words: Text = (Math.from_latex(node.name),) if node.name else (_run(node, 4),)
        yield Shape(
            name=name,
            x=x + NODE / 2 - LEAF,
            y=y - FLAT * NODE / 2,
            width=LEAF,
            height=FLAT * NODE,
            kind="roundRect",
            fill=role,
            opacity=0.12,
            text=words,
            size=NAME,
        )
        return
    width = _width(node)
    height = NODE if width == NODE else FLAT * NODE
    yield Shape(
        name=name,
        x=x - width / 2,
        y=y - height / 2,
        width=width,
        height=height,
        kind="ellipse" if width == NODE else "roundRect",
        fill="surface",
        stroke="muted",
        stroke_width=1.5,
        text=(Run(node.op.symbol),),
        size=_size(node.op.symbol),
    )
    if node.name:
        yield Label(x=x, y=y - height / 2 - 0.6 * NAME, text=(Math.from_latex(node.name),), size=NAME)


def _size(symbol: str) -> float:
    return SIGN if len(symbol) == 1 else WORD


def _width(node: Tensor) -> float:
    """Width of a node's shape: an operation's symbol may need more than a circle has."""
    if node.op is None:
        return NODE
    return max(NODE, width_of((Run(node.op.symbol),), _size(node.op.symbol)) + 2 * INSIDE)


def _numbers(picture: _Graph, node: Tensor, digits: int) -> Iterator[Label]:
    x, y = picture.center(node)
    middle = x + (_width(node) + NODE) / 4 + (WIRE - 3) / 2
    if node.name or node.op:
        part = int(picture.reveal)
        yield Label(x=middle, y=y - ABOVE, text=(_run(node, digits),), size=NUMBER, color="activation", part=part)
    gradient = picture.gradients.get(id(node))
    if gradient is not None:
        part = picture.backward_part(node)
        yield Label(x=middle, y=y + ABOVE, text=(_run(gradient, digits),), size=NUMBER, color="gradient", part=part)


def _run(tensor: Tensor, digits: int) -> Run:
    """A scalar's number, or the shape of what is larger."""
    if tensor.size == 1:
        figure = num(tensor, digits)
        return Run(
            figure.text, figure=Figure(figure.text, figure.value, figure.formula, plain_symbol(tensor.name or ""))
        )
    if tensor.ndim == 1:
        return Run(f"({tensor.size},)")  # as NumPy writes it: a lone number would look like a value
    return Run("×".join(str(length) for length in tensor.shape))


def _describe(picture: _Graph, digits: int) -> str:
    leaves = [
        (plain_symbol(node.name), node) for node in picture.nodes if node.op is None and node.name and node.size == 1
    ]
    given = ", ".join(f"{name} = {num(node, digits).text}" for name, node in leaves)
    result = picture.result
    name = plain_symbol(result.name) if result.name else say("the result")
    words = say("Computation graph of {name}", name=name)
    words += say(" from {given}", given=given) if given else ""
    words += say("; its value is {value}", value=num(result, digits).text) if result.size == 1 else ""
    slopes = [(name, picture.gradients[id(node)]) for name, node in leaves if id(node) in picture.gradients]
    if slopes:
        said = ", ".join(
            say("{value} for {name}", value=num(gradient, digits).text, name=name) for name, gradient in slopes
        )
        words += say("; the gradients are {gradients}", gradients=said)
    return words + "."
