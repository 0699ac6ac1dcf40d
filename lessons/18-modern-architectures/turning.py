"""Rotary positions by hand: a query and a key are turned, and their product sees the distance alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, cos, rotary, sin

QUERY, KEY = (1.0, 0.0), (0.8, 0.6)
PLACES = ((0, 0), (3, 1), (5, 3), (105, 103), (3, 5))
SEEN = (*PLACES, (12, 10))  # in the scene, too
HEAD, BASES = 128, (10_000.0, 500_000.0)  # Llama 2's and Llama 3's


@dataclass(frozen=True)
class Turning:
    """The example.

    theta    radians a place
    product  of the query at place 3 and the key at place 1, as a Tensor with its working
    key      the turned key's two numbers
    products by the two places
    turns    places until a pair is back where it began, by pair, for two bases
    seen     products of the scene
    start    the two before they are turned
    off      how far the products of one distance differ at most
    """

    theta: float
    product: Tensor
    key: tuple[Tensor, Tensor]
    query: tuple[Tensor, Tensor]
    products: dict[tuple[int, int], float]
    seen: dict[tuple[int, int], float]
    start: tuple[tuple[float, float], tuple[float, float]]
    turns: dict[str, np.ndarray]
    off: float
    against_library: float

    def at(self, query: int, key: int) -> float:
        """The product at two places."""
        return self.seen[query, key]

    @property
    def table(self) -> list[list[object]]:
        """Places, distance, product."""
        return [[q, k, q - k, value] for (q, k), value in self.products.items()]

    @property
    def line(self) -> dict[str, float]:
        """Each product that differs from the others, named by its places, for a number line."""
        named = {(0, 0): "0, 0", (3, 1): "3, 1", (3, 5): "3, 5"}
        return {name: self.products[places] for places, name in named.items()}

    @property
    def low(self) -> float:
        return float(np.floor(min(self.products.values()) * 2) / 2)

    @property
    def hands(self) -> dict[str, list[tuple[float, float]]]:
        """Query and key before and after, as lines from the origin."""
        after = {"$q'$": self.query, "$k'$": self.key}
        ends = {"$q$": QUERY, "$k$": KEY, **{name: (x.item(), y.item()) for name, (x, y) in after.items()}}
        return {name: [(0.0, 0.0), end] for name, end in ends.items()}

    @property
    def roles(self) -> dict[str, str]:
        """A query's and a key's color in colors.yaml, as in the scene."""
        return {name: "category3" if "q" in name else "category1" for name in self.hands}

    def length(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Of a pair; both have length 1, and keep it."""
        return np.hypot(x, y)

    @property
    def pairs(self) -> list[int]:
        return list(range(1, HEAD // 2 + 1))


def turning(theta: float) -> Turning:
    """Compute."""
    products = {places: dot(theta, *places)[0] for places in PLACES}
    product, query, key = dot(theta, 3, 1)
    same = [products[places].item() for places in PLACES if places[0] - places[1] == 2]
    turns = {f"base {base:,.0f}": 2 * np.pi * base ** (np.arange(0, HEAD, 2) / HEAD) for base in BASES}
    library = rotary([list(QUERY)], start=3).value @ rotary([list(KEY)], start=1).value.T
    return Turning(
        theta, product, key, query, {places: p.item() for places, p in products.items()},
        {places: dot(theta, *places)[0].item() for places in SEEN}, (QUERY, KEY), turns,
        max(same) - min(same), abs(library.item() - dot(1.0, 3, 1)[0].item()),
    )  # fmt: skip


def dot(theta: float, t: int, n: int) -> tuple[Tensor, tuple[Tensor, Tensor], tuple[Tensor, Tensor]]:
    """The product of the query at place t and the key at place n, and both turned."""
    angle = Tensor(theta, r"\theta", role="")
    query, key = turned(QUERY, "q", t, angle), turned(KEY, "k", n, angle)
    product = (query[0] * key[0] + query[1] * key[1]).named(r"q' \cdot k'")
    return product, query, key


def turned(v: tuple[float, float], name: str, place: int, theta: Tensor) -> tuple[Tensor, Tensor]:
    """A pair turned by its place times the angle."""
    a, b = Tensor(v[0], f"{name}_1"), Tensor(v[1], f"{name}_2")
    angle = Tensor(float(place), "t" if name == "q" else "n", role="") * theta
    c, s = cos(angle), sin(angle)
    return (a * c - b * s).named(f"{name}'_1"), (a * s + b * c).named(f"{name}'_2")
