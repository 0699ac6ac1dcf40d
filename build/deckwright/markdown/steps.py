"""Counting clicks on a slide: what appears when."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager

from deckwright.deck.block import Block
from deckwright.markdown.blocks import clicks


class Steps:
    """The click at which the next block of a slide appears."""

    def __init__(self) -> None:
        self.now = 0  # the step of the next block
        self.last = 0  # the last click that something appears with

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
        """The block with its step."""
        placed = dataclasses.replace(block, step=self.now + block.step)
        self.last = max(self.last, placed.step + clicks(placed))
        return placed
