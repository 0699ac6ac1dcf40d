"""A formula as a calculator needs it: what stands there, without how it is dressed."""

from __future__ import annotations

import re

_DRESS = re.compile(r"\\(?:textcolor\s*\{[^{}]*\}|underbrace|overbrace|boxed)\s*(?=\{)")
_LABEL = re.compile(r"\s*[_^]\s*(?=\{)")
_SIZES = re.compile(r"\\(?:left|right|[bB]igg?[lrm]?|displaystyle)(?![A-Za-z])|(?<!\\)\\[,;:! ]|~")
_INSIDE_A_NUMBER = re.compile(r"(?<=[\d.])\s+(?=[\d.])")  # LaTeX shows no space there: "2 0.5" reads 20.5


def bare_formula(latex: str) -> str:
    r"""The formula without colors, braces under its parts, sizes of brackets and small spaces.

    >>> bare_formula(r"\textcolor{weight}{-0.5} \cdot \underbrace{2}_{\text{two}}")
    '-0.5 \\cdot 2'
    """
    latex = _SIZES.sub(" ", latex)
    while dress := _DRESS.search(latex):
        end = _closing(latex, dress.end())
        inside = latex[dress.end() + 1 : end - 1]
        label = _LABEL.match(latex, end) if "brace" in dress[0] else None
        latex = latex[: dress.start()] + inside + latex[_closing(latex, label.end()) if label else end :]
    return _INSIDE_A_NUMBER.sub("", latex).strip()


def _closing(latex: str, start: int) -> int:
    """Where the group ends that opens at start."""
    depth = 0
    for brace in re.compile(r"\\.|[{}]").finditer(latex, start):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth == 0 and brace[0] == "}":
            return brace.end()
    return len(latex)
