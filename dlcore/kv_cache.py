"""What a decoder keeps while it writes: the keys and values of all tokens so far."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.errors import ShapeError
from dlcore.ops.op import label
from dlcore.tensor import as_tensor


@dataclass(frozen=True)
class KeysValues:
    """The keys and values of one block, (kv_heads, T, d_k) each; plain numbers, through which no gradient flows.

    A token's keys and values depend on nothing that comes later, so they never change: they are kept, and each new
    token adds its own.

    Working  none: what was computed before is kept
    Errors   ShapeError for keys and values of other heads or widths

    >>> kept = KeysValues.of(np.zeros((2, 3, 4)), np.zeros((2, 3, 4)))
    >>> kept = kept.grown(np.ones((2, 1, 4)), np.ones((2, 1, 4)))
    >>> kept.tokens, kept.numbers
    (4, 64)
    """

    keys: np.ndarray
    values: np.ndarray

    @classmethod
    def of(cls, K: object, V: object) -> KeysValues:
        """Those of the first tokens."""
        K, V = as_tensor(K), as_tensor(V)
        if K.ndim != 3 or K.shape[:2] != V.shape[:2]:
            raise ShapeError(f"A cache keeps keys and values (kv_heads, T, d_k); found {label(K)} and {label(V)}.")
        return cls(K.value, V.value)

    def grown(self, K: object, V: object) -> KeysValues:
        """With those of further tokens; this one stays as it is."""
        more = KeysValues.of(K, V)
        for old, new in ((self.keys, more.keys), (self.values, more.values)):
            if old.shape[0] != new.shape[0] or old.shape[2] != new.shape[2]:
                raise ShapeError(f"A cache of {old.shape} can't grow by {new.shape}: heads and widths must agree.")
        return KeysValues(np.concatenate([self.keys, more.keys], 1), np.concatenate([self.values, more.values], 1))

    @property
    def tokens(self) -> int:
        """How many tokens are kept."""
        return self.keys.shape[1]

    @property
    def numbers(self) -> int:
        """How many numbers are kept; times the bytes of one is the memory that it takes."""
        return self.keys.size + self.values.size

    def mask(self, new: int) -> np.ndarray:
        """Who may attend to whom when the last ``new`` tokens ask: (new, tokens) of True and False.

        >>> KeysValues.of(np.zeros((1, 3, 2)), np.zeros((1, 3, 2))).mask(2).astype(int).tolist()
        [[1, 1, 0], [1, 1, 1]]
        """
        return np.tri(new, self.tokens, self.tokens - new, dtype=bool)


@dataclass(frozen=True)
class KVCache:
    """The keys and values of all blocks.

    blocks   those of each block, first to last
    Working  none: what was computed before is kept

    >>> one = KeysValues.of(np.zeros((2, 3, 4)), np.zeros((2, 3, 4)))
    >>> KVCache((one, one)).tokens, KVCache((one, one)).numbers, KVCache().tokens
    (3, 96, 0)
    """

    blocks: tuple[KeysValues, ...] = ()

    @property
    def tokens(self) -> int:
        """How many tokens are kept."""
        return self.blocks[0].tokens if self.blocks else 0

    @property
    def numbers(self) -> int:
        """How many numbers are kept in all blocks."""
        return sum(block.numbers for block in self.blocks)
