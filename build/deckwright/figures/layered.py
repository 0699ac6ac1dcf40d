"""Directed graphs in layers from left to right: which column and how high, with few crossings and straight lines.

The steps are those of Sugiyama, Tagawa and Toda (1981): layers by longest path, dummies where an edge passes a
layer, order by barycentres, heights by averaging.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

SWEEPS = 12
STRAIGHTENING = 80  # rounds of averaging: long chains need many until they are level


@dataclass(frozen=True, slots=True)
class Dummy:
    """Where an edge passes a column on its way."""

    start: Hashable
    end: Hashable
    column: int


@dataclass(frozen=True, slots=True)
class Placement:
    """Column (from 0) and height (in rows, from 0) of each node; chains holds the dummies that each edge passes."""

    column: dict[Hashable, int]
    row: dict[Hashable, float]
    chains: dict[tuple[Hashable, Hashable], tuple[Dummy, ...]]

    @property
    def columns(self) -> int:
        return max(self.column.values()) + 1

    @property
    def rows(self) -> float:
        """How many rows high the whole is."""
        return max(self.row.values()) + 1


def place(nodes: Sequence[Hashable], edges: Iterable[tuple[Hashable, Hashable]]) -> Placement:
    """Places for the nodes of an acyclic graph; nodes come in an order in which every edge leads forward."""
    edges = list(dict.fromkeys(edges))
    column = _columns(nodes, edges)
    chains = {(a, b): tuple(Dummy(a, b, c) for c in range(column[a] + 1, column[b])) for a, b in edges}
    for chain in chains.values():
        column |= {dummy: dummy.column for dummy in chain}
    steps = [step for (a, b), chain in chains.items() for step in zip((a, *chain), (*chain, b))]
    layers = _ordered(column, steps)
    return Placement(column, _rows(layers, steps), chains)


def _columns(nodes: Sequence[Hashable], edges: list[tuple[Hashable, Hashable]]) -> dict[Hashable, int]:
    """The longest way from a source; sources stand right before the first node that uses them."""
    column = dict.fromkeys(nodes, 0)
    for node in nodes:
        column[node] = max((column[a] + 1 for a, b in edges if b == node), default=0)
    for node in nodes:
        uses = [column[b] for a, b in edges if a == node]
        if uses and not any(b == node for _, b in edges):
            column[node] = min(uses) - 1
    return column


def _ordered(column: dict[Hashable, int], steps: list[tuple[Hashable, Hashable]]) -> list[list[Hashable]]:
    """The nodes of each column from top to bottom, in the order with the fewest crossings that the sweeps find."""
    layers: list[list[Hashable]] = [[] for _ in range(max(column.values()) + 1)]
    for node, c in column.items():
        layers[c].append(node)
    best, fewest = [list(layer) for layer in layers], _crossings(layers, steps)
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        for c in range(1, len(layers)) if forward else range(len(layers) - 2, -1, -1):
            place = {node: i for i, node in enumerate(layers[c - 1 if forward else c + 1])}
            layers[c] = _by_barycentre(layers[c], place, steps)
        if (count := _crossings(layers, steps)) < fewest:
            best, fewest = [list(layer) for layer in layers], count
    return best


def _by_barycentre(
    layer: list[Hashable], place: dict[Hashable, int], steps: list[tuple[Hashable, Hashable]]
) -> list[Hashable]:
    """Sorted by the mean place of the neighbors; nodes without one stay where they are."""
    means = {}
    for i, node in enumerate(layer):
        near = [place[a] for a, b in steps if b == node and a in place] + [
            place[b] for a, b in steps if a == node and b in place
        ]
        means[node] = fmean(near) if near else float(i)
    return sorted(layer, key=lambda node: means[node])


def _crossings(layers: list[list[Hashable]], steps: list[tuple[Hashable, Hashable]]) -> int:
    count = 0
    for left, right in zip(layers, layers[1:]):
        at = {node: i for i, node in enumerate(left)}, {node: i for i, node in enumerate(right)}
        between = [(at[0][a], at[1][b]) for a, b in steps if a in at[0] and b in at[1]]
        count += sum((a - c) * (b - d) < 0 for i, (a, b) in enumerate(between) for c, d in between[:i])
    return count


def _rows(layers: list[list[Hashable]], steps: list[tuple[Hashable, Hashable]]) -> dict[Hashable, float]:
    """Heights near the mean of the neighbors', a row or more apart within a column."""
    row = {node: float(i) for layer in layers for i, node in enumerate(layer)}
    neighbors: dict[Hashable, list[Hashable]] = {node: [] for node in row}
    for a, b in steps:
        neighbors[a].append(b)
        neighbors[b].append(a)
    for sweep in range(STRAIGHTENING):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            wanted = [fmean(row[n] for n in neighbors[node]) if neighbors[node] else row[node] for node in layer]
            row |= zip(layer, spread(wanted, 1.0))
    top = min(row.values())
    return {node: height - top for node, height in row.items()}


def spread(places: Sequence[float], distance: float) -> list[float]:
    """Places in their order, moved as little as possible until each is a distance beyond the one before.

    >>> spread([0.0, 0.2, 5.0], 1.0)
    [-0.4, 0.6, 5.0]
    """
    groups: list[list[float]] = []  # of places less i * distance: neighbors that push each other share one mean
    for i, place in enumerate(places):
        groups.append([place - i * distance])
        while len(groups) > 1 and fmean(groups[-2]) > fmean(groups[-1]):
            groups[-2:] = [groups[-2] + groups[-1]]
    starts = [fmean(group) for group in groups for _ in group]
    return [start + i * distance for i, start in enumerate(starts)]


def spread_within(places: Sequence[float], distance: float, low: float, high: float) -> list[float]:
    """The same between limits, which have room for them.

    >>> spread_within([0.0, 0.2, 5.0], 1.0, 0.0, 5.0)
    [0.0, 1.0, 5.0]
    """
    wanted = [max(place, low + i * distance) for i, place in enumerate(spread(places, distance))]
    last = len(places) - 1
    return [min(place, high - (last - i) * distance) for i, place in enumerate(wanted)]
