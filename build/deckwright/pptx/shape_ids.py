"""Ids and names of the shapes on one slide: both unique, both the same in every build."""

from __future__ import annotations

from collections import Counter


class ShapeIds:
    """Hands out the shape ids and names of one slide, in the order in which they are asked for.

    >>> ids = ShapeIds()
    >>> ids.next(), ids.name("Text"), ids.name("Network"), ids.name("Text")
    (2, 'Text 1', 'Network 2', 'Text 3')
    >>> ids.part("Network 2", "neuron a1")
    'Network 2: neuron a1'
    """

    def __init__(self, first: int = 2):
        self._next = first  # 1 is the slide's own group
        self._blocks = 0
        self._taken: Counter[str] = Counter()

    def next(self) -> int:
        """An id that no other shape of this slide has."""
        self._next += 1
        return self._next - 1

    def name(self, kind: str) -> str:
        """The name of a block's shape: its kind and its place among the slide's blocks, such as "Table 4"."""
        self._blocks += 1
        return self.unique(f"{kind} {self._blocks}")

    def part(self, owner: str, part: str) -> str:
        """The name of a shape that belongs to another one."""
        return self.unique(f"{owner}: {part}")

    def unique(self, name: str) -> str:
        """The name itself, or with a count behind it when it's taken."""
        self._taken[name] += 1
        return name if self._taken[name] == 1 else f"{name} ({self._taken[name]})"
