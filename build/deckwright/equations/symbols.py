"""The symbols of mathematics: the characters that commands stand for, and what part each plays in a formula.

Both come from the table of Unicode's mathematical characters that latex2mathml carries (Günter Milde's unimathsymbols).
"""

from __future__ import annotations

import re
from pathlib import Path

from latex2mathml.symbols_parser import SYMBOLS as CODES
from latex2mathml.symbols_parser import SYMBOLS_FILE

ORD, OP, BIN, REL, OPEN, CLOSE, PUNCT = "ord", "op", "bin", "rel", "open", "close", "punct"
_KINDS = {
    "mathalpha": ORD, "mathord": ORD, "mathop": OP, "mathbin": BIN, "mathrel": REL, "mathopen": OPEN,
    "mathclose": CLOSE, "mathpunct": PUNCT, "mathfence": ORD,
}  # fmt: skip
# Where that table and TeX part ways, or where it has no such name.
_OTHERS = {
    "mp": "∓", "setminus": "∖", "ldots": "…", "dots": "…", "cdots": "⋯", "perp": "⊥", "colon": ":", "ast": "∗",
    "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "vert": "|", "Vert": "‖", "lvert": "|", "rvert": "|",
    "lVert": "‖", "rVert": "‖", "langle": "⟨", "rangle": "⟩", "backslash": "\\", "slash": "/", "surd": "√",
    "bigtriangleup": "△", "triangle": "△", "square": "□", "Box": "□", "blacksquare": "■", "qed": "□", "infin": "∞",
    "lt": "<", "gt": ">", "ne": "≠", "le": "≤", "ge": "≥", "gets": "←", "to": "→", "owns": "∋", "land": "∧", "lor": "∨",
    "lnot": "¬", "dagger": "†", "ddagger": "‡", "bigcirc": "○", "bigstar": "★", "checkmark": "✓", "top": "⊤",
    "bot": "⊥",
    "ell": "ℓ", "hbar": "ℏ", "hslash": "ℏ", "imath": "𝚤", "jmath": "𝚥", "complement": "∁", "emptyset": "∅",
    "varnothing": "∅", "prime": "′", "degree": "°", "coloneq": "≔", "coloneqq": "≔", "eqqcolon": "≕", "defeq": "≔",
    "hdots": "…", "dotsc": "…", "dotso": "…", "dotsb": "⋯", "dotsm": "⋯", "dotsi": "⋯", "mathellipsis": "…",
    "copyright": "©",
    "pounds": "£", "euro": "€", "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "textbackslash": "\\", "And": "&",
    "R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "reals": "ℝ", "Reals": "ℝ", "natnums": "ℕ", "cnums": "ℂ",
    "real": "ℜ", "image": "ℑ", "alef": "ℵ", "exist": "∃", "isin": "∈", "sub": "⊂", "sube": "⊆", "empty": "∅",
    "thetasym": "ϑ", "weierp": "℘", "larr": "←", "rarr": "→", "lArr": "⇐", "rArr": "⇒", "hArr": "⇔", "plusmn": "±",
    "ang": "∠", "cdotp": "·", "ldotp": ".", "vcentcolon": ":", "ratio": "∶", "lparen": "(", "rparen": ")",
}  # fmt: skip
_CLASSES = dict.fromkeys("∗⋆∘∙·⋅†‡+−±∓×÷⊕⊖⊗⊘⊙∩∪∧∨∖⊎", BIN) | dict.fromkeys("…⋯⋮⋱△□√|‖/\\!?.&#%_$'@\"°¬", ORD)
_CLASSES |= {":": REL, ",": PUNCT, ";": PUNCT, "⊥": REL, "\N{TRIPLE TILDE}": REL, "√": ORD, "∖": BIN}
_NOT_SYMBOLS = {"sqrt", "not", "space", "hat", "bar", "vec", "overline", "underline"}


def _read() -> tuple[dict[str, str], dict[str, str]]:
    rows = [line.split("^") for line in Path(SYMBOLS_FILE).read_text(encoding="utf-8").split("\n") if "^" in line]
    kinds = {chr(int(row[0], 16)): _KINDS[row[5]] for row in rows if row[0][:1] != "#" and row[5] in _KINDS}
    names = {name[1:]: chr(int(code, 16)) for name, code in CODES.items() if re.fullmatch(r"\\[A-Za-z]+", name)}
    known = {name: character for name, character in names.items() if kinds.get(character) and name not in _NOT_SYMBOLS}
    return {**known, **_OTHERS}, {**kinds, **_CLASSES}


SYMBOLS, CLASSES = _read()  # command without its backslash -> character; character -> its part
LARGE = frozenset(character for character, part in CLASSES.items() if part == OP) | set("∑∏∐∫⋃⋂⋁⋀")
INTEGRALS = frozenset(c for c in LARGE if 0x222B <= ord(c) <= 0x2233 or 0x2A0B <= ord(c) <= 0x2A1C)
