"""The Transformer block that all architectures here share, with its norms before or after."""

from __future__ import annotations

from dlcore.architectures.specs import BlockSpec, LayerSpec, ResidualSpec


def block(
    name: str, attention: LayerSpec, feed_forward: LayerSpec, norm: type[LayerSpec], *, pre_norm: bool = True
) -> BlockSpec:
    r"""Attention and feed-forward, each with a residual path and a norm.

    pre_norm    True: $x + F(\mathrm{norm}(x))$, as in GPT-2, ViT and Llama; False:
                $\mathrm{norm}(x + F(x))$, as in BERT
    Source      Vaswani et al. (2017), section 3.1, post-norm; Xiong et al., On Layer Normalization in the Transformer
                Architecture (2020), figure 1, for both
    """
    halves: list[LayerSpec] = []
    for i, layer in enumerate((attention, feed_forward), start=1):
        if pre_norm:
            halves.append(ResidualSpec(f"residual{i}", (norm("norm"), layer)))
        else:
            halves += [ResidualSpec(f"residual{i}", (layer,)), norm(f"norm{i}")]
    return BlockSpec(name, tuple(halves))
