"""Why hand-made features stop: what they have lost, and what a line cannot do with them. Each is measured alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from players import Player, Splits, errors, hand_made, targets_of
from race import HAND, LINE, NETWORK, NEXT, Race

from dlcore.datasets import digits


@dataclass(frozen=True)
class Causes:
    """Median errors in percent with all images: features by hand or pixels, then a line or a hidden layer."""

    hand_line: float
    hand_hidden: float
    pixels_line: float
    pixels_hidden: float
    lost: int  # in how many runs the pixels are ahead of the hand-made features, both with a hidden layer
    bent: int  # in how many runs the hidden layer is ahead of the line, both on hand-made features
    runs: int
    features: int

    @property
    def chart(self) -> dict[str, list[float]]:
        """A group of bars for each kind of features."""
        return {
            "line": [self.hand_line, self.pixels_line],
            "hidden layer": [self.hand_hidden, self.pixels_hidden],
        }

    @property
    def by_the_line(self) -> tuple[float, float]:
        """Points that the line costs: on hand-made features, and on pixels."""
        return round(self.hand_line - self.hand_hidden, 1), round(self.pixels_line - self.pixels_hidden, 1)

    @property
    def by_the_features(self) -> tuple[float, float]:
        """Points that the features cost: with a line, and with a hidden layer."""
        return round(self.hand_line - self.pixels_line, 1), round(self.hand_hidden - self.pixels_hidden, 1)

    @property
    def blamed(self) -> str:
        """What costs more, whichever of the two is replaced first: "line", "features", or neither of them."""
        (line_first, line_last), (features_first, features_last) = self.by_the_line, self.by_the_features
        if line_first > features_last and line_last > features_first:
            return "line"
        if line_first < features_last and line_last < features_first:
            return "features"
        return ""


def causes(run: Race, parts: Splits, hidden: int, seed: int) -> Causes:
    """One combination is new; the other three are the race's last points."""
    features = hand_made(digits()[0])
    player = Player("hand-made features, hidden layer", features, (hidden,), standardized=True)
    bent = errors(player, targets_of("even"), parts, NEXT, seed)
    last = {name: run.curves[name].errors[-1] for name in (HAND, LINE, NETWORK)}
    by_hand, line, network = (run.median(name, NEXT) for name in last)
    return Causes(
        by_hand, round(float(np.median(bent)), 1), line, network,
        lost=int((last[NETWORK] < bent).sum()), bent=int((bent < last[HAND]).sum()),
        runs=run.runs, features=features.shape[1],
    )  # fmt: skip
