r"""Names as mathematics writes them: entries of a matrix, derivatives.

A symbol is a piece of LaTeX such as ``W^{(1)}``, ``x_t`` or ``\frac{\partial L}{\partial W^{(1)}}``.
"""

from __future__ import annotations

import re
from functools import lru_cache

ROLE_OF_LETTER = {
    "x": "input", "X": "input",
    "W": "weight", "w": "weight", "b": "weight", r"\theta": "weight",
    "a": "activation", "A": "activation", "p": "activation", "h": "activation", r"\hat{y}": "activation",
    "o": "activation",
    r"\delta": "gradient", r"\nabla": "gradient", "g": "gradient",
    "y": "target", "t": "target",
    "L": "loss", "E": "loss", "J": "loss",
}  # fmt: skip
"""What a letter stands for by custom; a Tensor that means something else by it says its role."""

_SCRIPT = r"(?:\{(?:[^{}]|\{[^{}]*\})*\}|\\?[A-Za-z]+|.)"
_SYMBOL = re.compile(rf"^(?P<base>.+?)(?P<scripts>(?:[_^]{_SCRIPT})*)$", re.DOTALL)
_PARTIAL = re.compile(r"^\\frac\{\\partial (?P<of>.+?)\}\{\\partial (?P<by>.+)\}$", re.DOTALL)


@lru_cache(maxsize=4096)
def split(symbol: str) -> tuple[str, str, str]:
    r"""Base, superscript and subscript of a symbol.

    >>> split("W^{(1)}")
    ('W', '(1)', '')
    >>> split(r"\hat{y}_t")
    ('\\hat{y}', '', 't')
    """
    match = _SYMBOL.match(symbol)
    if match is None:
        return symbol, "", ""
    scripts = {"^": "", "_": ""}
    for sign, text in re.findall(rf"([_^])({_SCRIPT})", match["scripts"]):
        scripts[sign] += text[1:-1] if text.startswith("{") else text
    return match["base"], scripts["^"], scripts["_"]


def join(base: str, sup: str = "", sub: str = "") -> str:
    r"""The symbol with its scripts, superscript first.

    >>> join("w", "(1)", "12")
    'w^{(1)}_{12}'
    """
    return base + (f"^{{{sup}}}" if sup else "") + (f"_{{{sub}}}" if sub else "")


@lru_cache(maxsize=4096)
def entry(symbol: str, index: tuple[int, ...]) -> str:
    r"""The symbol of one entry; indices count from 1, a matrix's entries take the small letter.

    >>> entry("W^{(1)}", (0, 1))
    'w^{(1)}_{12}'
    >>> entry(r"\frac{\partial L}{\partial W}", (2, 0))
    '\\frac{\\partial L}{\\partial w_{31}}'
    >>> entry("x_t", (0,))
    'x_{t,1}'
    """
    if not index:
        return symbol
    partial = _PARTIAL.match(symbol)
    if partial:
        return rf"\frac{{\partial {partial['of']}}}{{\partial {entry(partial['by'], index)}}}"
    base, sup, sub = split(symbol)
    counted = [str(i + 1) for i in index]
    place = "".join(counted) if all(len(c) == 1 for c in counted) and not sub else ",".join(counted)
    small = base.lower() if len(index) > 1 and len(base) == 1 else base
    if sub.startswith("\\text"):  # W_new: the word comes last
        return join(small, sup, f"{place},{sub}")
    return join(small, sup, f"{sub},{place}" if sub else place)


@lru_cache(maxsize=4096)
def role(symbol: str) -> str:
    r"""What a symbol stands for by custom: input, weight, activation, gradient, target or loss; "" for none of these.

    >>> role("W^{(1)}"), role("A^{(2)}"), role(r"\frac{\partial L}{\partial W}"), role("z")
    ('weight', 'activation', 'gradient', '')
    """
    return "gradient" if _PARTIAL.match(symbol) else ROLE_OF_LETTER.get(split(symbol)[0], "")


@lru_cache(maxsize=4096)
def adjoint(of: str, by: str) -> str:
    r"""The usual name of dL/dz: delta for a pre-activation z, a quotient of partials for all else.

    >>> adjoint("L", "z^{(2)}")
    '\\delta^{(2)}'
    >>> adjoint("L", "W^{(1)}")
    '\\frac{\\partial L}{\\partial W^{(1)}}'
    """
    base, sup, sub = split(by)
    if base == "z":
        return join(r"\delta", sup, sub)
    return rf"\frac{{\partial {of}}}{{\partial {by}}}"


@lru_cache(maxsize=4096)
def is_preactivation(symbol: str) -> bool:
    """Whether a symbol's letter is z, the course's name for what goes into an activation."""
    return split(symbol)[0] == "z"


def transposed(symbol: str) -> str:
    r"""The symbol of the transpose.

    >>> transposed("W^{(2)}")
    'W^{(2)\\top}'
    >>> transposed(r"\delta_t")
    '\\delta^{\\top}_{t}'
    """
    if _PARTIAL.match(symbol):
        return rf"\left({symbol}\right)^{{\top}}"
    base, sup, sub = split(symbol)
    return join(base, sup + r"\top", sub)
