"""Which digits in a sentence are part of a name, and which are a figure that somebody typed.

A digit may be typed where it is part of a name:

- it follows a letter, glued or hyphenated: L2, W1, conv3, x0, ResNet-50, GPT-3.5, UTF-8
- a dimension or a proper name begins with it: 2D, 2-D, 3Blue1Brown, 6.S191
- three or more integers joined by hyphens name a network by its layers: 4-4-1, 784-16-16-10
- it numbers one of several things of a kind: layer 2, layers 1 and 2, Equation (4), chapters 3–5, the 2nd row
- it names a kernel: 1×1 convolution, 3×3 kernel

Everything else is a figure and comes from the lesson or from a source: 0.5, 10,000, 95%, 3 layers, 2-4, 1986, 60s, ½.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Nouns that a number can follow to name one of several: "layer 2". Measures (epochs, images) are not among them.
COUNTED = (
    "algorithm", "appendix", "block", "case", "chapter", "class", "column", "entry", "equation", "example",
    "exercise", "figure", "head", "layer", "lecture", "lesson", "level", "line", "neuron", "node", "option",
    "page", "part", "phase", "question", "row", "section", "slide", "stage", "step", "table", "unit", r"fig\.",
    r"eq\.", r"ch\.", r"sec\.",
)  # fmt: skip
_WORD = re.compile(r"(?:[^\W_]|[-‑–−×%‰½¼¾'’_]|(?<=\w)\.(?=\w)|(?<=\d),(?=\d)|(?<!\w)\.(?=\d))+")
_LETTER = "[A-Za-z\u00c0-\u024f\u0370-\u04ff]"  # Latin, Greek, Cyrillic
_NAME = re.compile(
    rf"{_LETTER}[\w'’]*(?:[-‑]\w+)*(?:[-‑]\d+\.\d+)?"  # L2, ResNet-50, GPT-3.5
    r"|\d[-‑]?[Dd]|\d[A-Z][a-z]\w+|\d+\.[A-Z]\w+"  # 2-D, 3Blue1Brown, 6.S191
    r"|\d+(?:[-‑]\d+){2,}"  # 4-4-1
    r"|\d{0,1}(?:1st|2nd|3rd|\dth)"  # the 2nd row
)
_NUMBER = r"\(?\d+(?:\.\d+)*\)?"
_NUMBERED = re.compile(
    rf"\b(?:{'|'.join(COUNTED)})(?:s|es)?\s+{_NUMBER}"
    rf"(?:(?:,\s+|\s+(?:and|or|to)\s+|\s*[-–&]\s*){_NUMBER})*(?![\w%.,×]*\d)(?!\s*%)"
    r"|\b\d+\s?×\s?\d+[\s-](?=convolution|conv\b|kernel|filter|pooling|window)",
    re.IGNORECASE,
)


def typed_digits(text: str) -> Iterator[tuple[int, str]]:
    """The figures typed in a text: where each begins, and its word.

    >>> [word for _, word in typed_digits("Layer 2 of the 4-4-1 network falls to 0.29 in 10,000 steps (95%).")]
    ['0.29', '10,000', '95%']
    """
    numbered = [match.span() for match in _NUMBERED.finditer(text)]
    for match in _WORD.finditer(text):
        word = match[0].rstrip("-–'’_").lstrip("–'’_")
        if not any(unicodedata.category(c) in ("Nd", "No") for c in word) or _NAME.fullmatch(word):
            continue
        if not any(start <= match.start() < end for start, end in numbered):
            yield match.start(), word
