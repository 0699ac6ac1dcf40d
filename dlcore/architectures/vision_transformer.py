"""The Vision Transformer: an image as a sequence of patches."""

from __future__ import annotations

from types import MappingProxyType

from dlcore.architectures.specs import (
    AttentionSpec,
    ClassTokenSpec,
    ConvSpec,
    FeedForwardSpec,
    FirstTokenSpec,
    LayerNormSpec,
    LinearSpec,
    PositionEmbeddingSpec,
    ToSequenceSpec,
)
from dlcore.architectures.table import LayerTable, layer_table
from dlcore.architectures.transformer import block
from dlcore.check import whole
from dlcore.errors import ShapeError

NAMES = MappingProxyType({768: "B", 1024: "L", 1280: "H"})  # base, large and huge, by their width


def vision_transformer(
    patch: int = 16,
    *,
    D: int = 768,
    blocks: int = 12,
    heads: int = 12,
    hidden: int = 3072,
    image: int = 224,
    classes: int = 1000,
) -> LayerTable:
    r"""A Vision Transformer; the defaults are ViT-B/16. Pre-norm, learned positions, the class token's vector decides.

    Errors    ShapeError when the patches do not tile the image
    Source    Dosovitskiy et al., An Image is Worth 16x16 Words (2021), section 3.1 and table 1; torchvision's vit_b_16

    >>> table = vision_transformer()
    >>> table.parameters, table.multiply_adds
    (86567656, 17563828224)
    """
    if whole("image", image, least=1) % whole("patch", patch, least=1):
        raise ShapeError(f"Patches of {patch} x {patch} do not tile an image of shape {(3, image, image)}")
    layers = [
        ConvSpec("patches", D, kernel=patch, stride=patch),
        ToSequenceSpec("sequence"),
        ClassTokenSpec("class"),
        PositionEmbeddingSpec("positions", longest=(image // patch) ** 2 + 1),
        *(
            block(f"block{i}", AttentionSpec("attention", heads), FeedForwardSpec("mlp", hidden), LayerNormSpec)
            for i in range(1, whole("blocks", blocks) + 1)
        ),
        LayerNormSpec("norm"),
        FirstTokenSpec("first"),
        LinearSpec("head", classes),
    ]
    return layer_table(f"ViT-{NAMES.get(D, D)}/{patch}", (3, image, image), layers)
