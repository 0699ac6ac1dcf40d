"""What a benchmark case is: one training step, built by each of several libraries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Step = Callable[[], float]  # makes one training step and returns the loss before it


@dataclass(frozen=True)
class Case:
    """One network on one minibatch.

    name     as it is printed
    aim      the ratio to PyTorch's time that dlcore should not exceed
    steps    by contender: builds a Step; raises ImportError where the library isn't installed
    share    by contender: which part of the minibatch its step computes, where the whole would take minutes
    """

    name: str
    aim: float
    steps: Mapping[str, Callable[[], Step]]
    share: Mapping[str, float]
