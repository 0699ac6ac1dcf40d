"""How large a feature map becomes, how channels add, and what sharing saves: all in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deckwright.lesson import ParameterError
from dlcore import Tensor, convolve
from dlcore.architectures import LayerTable, alexnet_2012, layer_table, lenet5, vgg
from dlcore.architectures.specs import ConvSpec

EXAMPLES = ((7, 3, 1, 0), (7, 3, 2, 0), (7, 3, 1, 1), (227, 11, 4, 0))
MEBIBYTE, BYTES = 2**20, 4  # a number is kept in four bytes


@dataclass(frozen=True)
class Size:
    """One size along an axis, with its working, and the pixels that no window reaches.

    W pixels, a kernel of F, stride S, padding P; division is what the formula gives before it is rounded down
    """

    result: Tensor
    W: int
    F: int
    S: int
    P: int

    @property
    def division(self) -> float:
        return (self.W - self.F + 2 * self.P) / self.S + 1

    @property
    def unread(self) -> int:
        return (self.W - self.F + 2 * self.P) % self.S

    @property
    def row(self) -> list[object]:
        return [self.W, self.F, self.S, self.P, int(self.result.item())]


def size(W: int, F: int, S: int, P: int) -> Size:
    """ParameterError where the kernel doesn't fit."""
    if F > W + 2 * P:
        raise ParameterError(f"A kernel of {F} doesn't fit into {W} pixels with a padding of {P}.")
    given = (Tensor(number, symbol) for number, symbol in zip((W, F, S, P), "WFSP"))
    return Size(rounded_down(*given).named(r"\text{size}"), W, F, S, P)


def rounded_down(W: Tensor, F: Tensor, S: Tensor, P: Tensor) -> Tensor:
    """The formula as the slide has it; dlcore's knows dilation besides."""
    return (W - F + 2 * P) // S + 1


@dataclass(frozen=True)
class Channels:
    """Two input channels and one kernel with a slice for each; the slices' answers add."""

    x: np.ndarray
    w: np.ndarray
    parts: tuple[Tensor, Tensor]
    z: Tensor


def channels() -> Channels:
    """The numbers of Dive into Deep Learning, section 7.4."""
    first, weights = np.arange(9.0).reshape(3, 3), np.arange(4.0).reshape(2, 2)
    x, w = np.stack([first, first + 1]), np.stack([weights, weights + 1])
    parts = tuple(convolve(x[c], w[c]).named(rf"x_{c + 1} \star w_{c + 1}") for c in (0, 1))
    one, two = (Tensor(part.value, part.name) for part in parts)
    return Channels(x, w, (parts[0], parts[1]), (one + two).named("z"))


@dataclass(frozen=True)
class Sharing:
    """AlexNet's first layer three times: connected to all, only nearby, and with the same weights everywhere."""

    everything: int
    local: Tensor
    shared: Tensor
    outputs: int
    maps: int
    products: int
    multiply_adds: int
    stack: int
    wide: int
    field: int

    @property
    def chart(self) -> dict[str, float]:
        """In millions."""
        counts = {"all": self.everything, "local": self.local.item(), "local and shared": self.shared.item()}
        return {name: count / 1e6 for name, count in counts.items()}

    @property
    def saved(self) -> float:
        """How many times fewer parameters the shared layer has."""
        return self.local.item() / self.shared.item()

    @property
    def table(self) -> list[list[object]]:
        return [
            ["every pixel", "no", self.everything],
            ["near pixels", "no", int(self.local.item())],
            ["near pixels", "yes", int(self.shared.item())],
        ]


def sharing(width: int = 64) -> Sharing:
    """Counted from the layer's sizes; three small kernels against a large one besides."""
    row = alexnet_2012()["conv1"]
    C_in, H, W = row.input_shape
    C_out, OH, OW = row.output_shape
    kernel = 11 * 11 * C_in
    neurons, weights = Tensor(C_out * OH * OW, r"\text{outputs}"), Tensor(kernel, r"\text{weights}")
    local = (neurons * (weights + 1.0)).named(r"\text{local}")
    shared = (Tensor(C_out, r"\text{kernels}") * (weights + 1.0)).named(r"\text{shared}")
    image = (width, 32, 32)
    small = [ConvSpec(f"conv{k}", width, kernel=3, padding=1, bias=False) for k in (1, 2, 3)]
    stack = layer_table("three", image, small)
    wide = layer_table("one", image, [ConvSpec("conv", width, kernel=7, padding=3, bias=False)])
    assert stack.receptive_field == wide.receptive_field
    return Sharing(
        C_out * OH * OW * (C_in * H * W + 1), local, shared, C_out * OH * OW, C_out,
        kernel, row.multiply_adds, stack.parameters, wide.parameters,
        wide.receptive_field,
    )  # fmt: skip


@dataclass(frozen=True)
class Published:
    """LeNet-5's table, and VGG-16's memory as it is printed and as its rows add up."""

    lenet: LayerTable
    vgg: LayerTable
    c3: int

    @property
    def rows(self) -> list[list[object]]:
        """Layer, output, parameters, multiply-adds, receptive field."""
        shown = (row for row in self.lenet if row.kind != "FlattenSpec" and row.name != "flatten")
        return [
            [r.name, " × ".join(map(str, r.output_shape)), r.parameters, r.multiply_adds, min(r.receptive_field, 32)]
            for r in shown
        ]

    @property
    def shares(self) -> dict[str, np.ndarray]:
        """In percent: parameters and multiply-adds of convolutions and of fully connected layers."""
        conv, full = (self.lenet.of(kind) for kind in ("Conv", "Linear"))
        totals = np.array([self.lenet.parameters, self.lenet.multiply_adds])
        return {
            "convolutions": 100 * np.array([conv.parameters, conv.multiply_adds]) / totals,
            "fully connected": 100 * np.array([full.parameters, full.multiply_adds]) / totals,
        }

    @property
    def used(self) -> dict[str, float]:
        """How often a weight is used for one image, on average."""
        return {
            name: self.lenet.of(kind).multiply_adds / self.lenet.of(kind).parameters
            for name, kind in (("convolutions", "Conv"), ("fully connected", "Linear"))
        }

    @property
    def stages(self) -> list[list[object]]:
        """Numbers that VGG-16 keeps, stage by stage: what, and how many together."""
        C, H, W = self.vgg.input_shape
        rows: list[list[object]] = [["image", C * H * W]]
        for k in range(1, 6):
            convs = [row for row in self.vgg if row.name.startswith(f"conv{k}_")]
            pool = self.vgg[f"pool{k}"].activations
            rows.append(
                [f"{len(convs)} × {convs[0].activations:,} + {pool:,}", sum(r.activations for r in convs) + pool]
            )
        return [*rows, ["the last three layers", self.vgg.of("Linear").activations]]

    @property
    def floats(self) -> int:
        """Numbers that VGG-16 keeps for one image, the image among them."""
        C, H, W = self.vgg.input_shape
        return self.vgg.activations + C * H * W

    @property
    def mebibytes(self) -> float:
        """The same in memory."""
        return self.floats * BYTES / MEBIBYTE

    @property
    def bytes(self) -> int:
        """In which a number is kept."""
        return BYTES


def published() -> Published:
    """From the tables; C3 of 1998 sees three, four or all six of the maps before it."""
    kernels = 6 * (3 * 25 + 1) + 9 * (4 * 25 + 1) + 1 * (6 * 25 + 1)
    return Published(lenet5(), vgg(16), kernels)
