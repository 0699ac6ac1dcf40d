"""Well-known networks from LeNet to Llama: parameters, work and view, counted from their sizes."""

from __future__ import annotations

from dataclasses import dataclass

from dlcore import alexnet, bert, convnext, gpt2, lenet5, llama, resnet, vgg, vision_transformer
from dlcore.architectures import LayerTable

NETWORKS = (
    (1998, "LeNet-5", lenet5), (2012, "AlexNet", alexnet), (2014, "VGG-16", vgg), (2015, "ResNet-50", resnet),
    (2018, "BERT", bert), (2019, "GPT-2", gpt2), (2020, "ViT-B", vision_transformer), (2022, "ConvNeXt-T", convnext),
    (2023, "Llama-2-7B", lambda: llama("Llama-2-7B")), (2024, "Llama-3-8B", lambda: llama("Llama-3-8B")),
)  # fmt: skip


SHOWN = ("LeNet-5", "AlexNet", "VGG-16", "ResNet-50", "GPT-2", "ViT-B", "ConvNeXt-T", "Llama-3-8B")
TEXT = ("BERT", "GPT-2", "Llama-2-7B", "Llama-3-8B")


@dataclass(frozen=True)
class Growth:
    """Networks by year, and how far their units see.

    millions   parameters of each network, in millions
    fields     input pixels along one axis that one position sees, at the end of each stage
    """

    tables: dict[str, LayerTable]
    years: dict[str, int]
    fields: dict[str, list[int]]
    image: int

    @property
    def rows(self) -> list[list[object]]:
        """Of some: year, name, what it reads, parameters in words, multiply-adds in words."""
        shown = ((name, self.tables[name]) for name in SHOWN)
        return [
            [self.years[name], name, "text" if name in TEXT else "pictures", in_words(table.parameters),
             in_words(table.multiply_adds)]
            for name, table in shown
        ]  # fmt: skip

    @property
    def most(self) -> float:
        """How many times as many parameters the last has as the first."""
        counts = [table.parameters for table in self.tables.values()]
        return counts[-1] / counts[0]

    def billions(self, name: str) -> float:
        """Multiply-adds of one forward pass, in billions."""
        return self.tables[name].multiply_adds / 1e9


def in_words(count: int) -> str:
    """A count with two or three digits: 62 thousand, 26 million, 6.7 billion."""
    for size, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand")):
        if count >= size:
            return f"{count / size:.3g} {name}" if count < 10 * size else f"{count / size:.0f} {name}"
    return str(count)


def growth() -> Growth:
    """Build every table."""
    tables = {name: make() for _, name, make in NETWORKS}
    ends = {
        "ResNet-50": [f"stage{k}.block{n}.add" for k, n in enumerate((3, 4, 6, 3), start=1)],
        "ConvNeXt-T": [f"stage{k}.block{n}.add" for k, n in enumerate((3, 3, 9, 3), start=1)],
    }
    fields = {name: [tables[name][end].receptive_field for end in rows] for name, rows in ends.items()}
    return Growth(tables, {name: year for year, name, _ in NETWORKS}, fields, tables["ViT-B"].input_shape[1])
