"""Counting clicks on a slide: what appears when."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager

from deckwright.deck.block import Block
from deckwright.deck.equation import Equation
from deckwright.markdown.blocks import clicks


class Steps:
    """The click at which the next block of a slide appears."""

    def __init__(self) -> None:
        self.now = 0  # the step of the next block
        self.last = 0  # the last click that something appears with
        self.working = False  # whether a working has been placed whose lines come click by click

    def pause(self) -> None:
        """What follows waits for a click of its own."""
        self.now = self.last + 1

    @contextmanager
    def revealed(self) -> Iterator[None]:
        """What is placed inside waits for a click; what comes after it doesn't."""
        before = self.now
        self.now = max(before, self.last + 1)
        yield
        self.now = before

    def place(self, block: Block) -> Block:
        """The block with its step. A working waits until the one before it is finished, unless it is parallel."""
        step, working = self.now + block.step, isinstance(block, Equation) and clicks(block) > 0
        if working and self.working and not block.parallel:
            step = max(step, self.last + 1)
        self.working |= working
        placed = dataclasses.replace(block, step=step)
        self.last = max(self.last, step + clicks(placed))
        return placed
