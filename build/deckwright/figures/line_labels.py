"""Labels on lines that cross: each somewhere along its own, clear of the other labels and of the other lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

APART = 8.0  # points between labels side by side
FINE = 3  # places for a label within its own width
ROUNDS = 20
OVERLAP, NEAR, OFF = 50.0, 0.7, 0.4  # what it costs: two labels touch, stand close, are off LIKED; a hidden line is 1
LIKED = 0.3  # share of the way at which labels stand where nothing is in their way


@dataclass(frozen=True, slots=True)
class Line:
    """A line from the left to the right, by its heights at both ends."""

    start: float
    end: float

    def y(self, share: float) -> float:
        return self.start + share * (self.end - self.start)


@lru_cache(maxsize=256)  # the same network is drawn again whenever a word of its lecture changes
def label_shares(lines: tuple[Line, ...], length: float, width: float, height: float) -> tuple[float, ...] | None:
    """How far along each line its label stands, as a share of the length; None where labels would overlap.

    All lines lead from one vertical to another, length apart. Each label moves in turn to the place where it costs
    least, until none wants to move; of several beginnings the one that ends best is taken.
    """
    room = length - width - 2 * APART
    if room <= 0:
        return None
    count = 1 + int(room * FINE / width)
    shares = [(APART + width / 2 + room * (k / (count - 1) if count > 1 else 0.5)) / length for k in range(count)]
    search = _Search(lines, shares, length, width, height)
    settled = [search.settled(start) for start in range(0, count, FINE)]
    best = min(settled, key=search.cost)
    return tuple(shares[k] for k in best) if search.cost(best) < OVERLAP else None


class _Search:
    """Places of labels: line i's label stands at the share number places[i]."""

    def __init__(self, lines: Sequence[Line], shares: Sequence[float], length: float, width: float, height: float):
        self._width, self._height = width, height
        half = width / 2 / length
        self._at = [[(share * length, line.y(share)) for share in shares] for line in lines]
        self._alone = [
            [_hidden(lines, i, share, half, height) + OFF * abs(share - LIKED) for share in shares]
            for i in range(len(lines))
        ]

    def settled(self, start: int) -> list[int]:
        """Where the labels come to rest when all begin at the same share."""
        places = [start] * len(self._at)
        for _ in range(ROUNDS):
            before = list(places)
            for i, alone in enumerate(self._alone):
                places[i] = min(range(len(alone)), key=lambda k: alone[k] + self._crowded(places, i, k))
            if places == before:
                break
        return places

    def cost(self, places: Sequence[int]) -> float:
        return sum(self._alone[i][k] + self._crowded(places, i, k) for i, k in enumerate(places))

    def _crowded(self, places: Sequence[int], i: int, k: int) -> float:
        """The price of the other labels around one of line i at its place k."""
        x, y = self._at[i][k]
        price = 0.0
        for j, place in enumerate(places):
            if j == i:
                continue
            across, down = abs(self._at[j][place][0] - x), abs(self._at[j][place][1] - y)
            if across < self._width + APART and down < self._height:
                price += OVERLAP
            elif across < self._width + 2 * APART and down < 1.6 * self._height:
                price += NEAR
        return price


def _hidden(lines: Sequence[Line], i: int, share: float, half: float, height: float) -> float:
    """How much of other lines a label on line i would hide: each counts by how near it comes to the label's middle."""
    middle, reach = lines[i].y(share), height / 2 + 1
    hidden = 0.0
    for j, other in enumerate(lines):
        if j != i:
            distances = [abs(other.y(at) - middle) for at in (share - half, share, share + half)]
            hidden += sum(max(0.0, 1 - distance / reach) for distance in distances) / 3
    return hidden
