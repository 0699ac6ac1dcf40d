"""The Transformer block that all architectures here share, with its norms before or after."""

from __future__ import annotations

from dlcore.architectures.layers import Block, Layer, Residual


def block(name: str, attention: Layer, feed_forward: Layer, norm: type[Layer], *, pre_norm: bool = True) -> Block:
    r"""Attention and feed-forward, each with a residual path and a norm.

    pre_norm    True: $x + F(\mathrm{norm}(x))$, as in GPT-2, ViT and Llama; False:
                $\mathrm{norm}(x + F(x))$, as in BERT
    Source      Vaswani et al. (2017), section 3.1, post-norm; Xiong et al., On Layer Normalization in the Transformer
                Architecture (2020), figure 1, for both
    """
    halves: list[Layer] = []
    for i, layer in enumerate((attention, feed_forward), start=1):
        if pre_norm:
            halves.append(Residual(f"residual{i}", (norm("norm"), layer)))
        else:
            halves += [Residual(f"residual{i}", (layer,)), norm(f"norm{i}")]
    return Block(name, tuple(halves))
