"""The mathematical alphabets of Unicode: bold, italic, script and the others, to and from plain letters."""

from __future__ import annotations

import re
import unicodedata

# MathML's mathvariant -> the words that Unicode uses for it.
WORDS = {
    "bold": "BOLD", "italic": "ITALIC", "bold-italic": "BOLD ITALIC", "double-struck": "DOUBLE-STRUCK",
    "script": "SCRIPT", "fraktur": "FRAKTUR", "monospace": "MONOSPACE", "sans-serif": "SANS-SERIF",
    "sans-serif-italic": "SANS-SERIF ITALIC", "bold-script": "BOLD SCRIPT",
}  # fmt: skip


OLD_WORDS = {"FRAKTUR": "BLACK-LETTER"}  # five capitals had been there before the others


def styled(text: str, variant: str) -> str:
    """The text in one of the mathematical alphabets; characters that it lacks stay as they are.

    >>> styled("Rx1", "double-struck"), styled("L", "script"), styled("h", "bold")
    ('ℝ𝕩𝟙', 'ℒ', '𝐡')
    >>> styled("CHIRZ", "fraktur"), styled("ϵεθϑ∂", "bold-italic")
    ('ℭℌℑℜℨ', '𝝐𝜺𝜽𝝑𝝏')
    """
    return "".join(_styled(character, variant) for character in text)


def _styled(character: str, variant: str) -> str:
    if variant not in WORDS:
        return character
    if character == "h" and variant == "italic":
        return "\N{PLANCK CONSTANT}"
    name = re.sub("LATIN |GREEK |LUNATE |LETTER ", "", unicodedata.name(character, ""))
    words = WORDS[variant]
    for candidate in (f"MATHEMATICAL {words} {name}", f"{words} {name}", f"{OLD_WORDS.get(words, words)} {name}"):
        try:
            return unicodedata.lookup(candidate)
        except KeyError:
            continue
    return character


def plain(text: str) -> str:
    """The plain letters behind mathematical ones.

    >>> plain("𝐡ℒ𝝈x"), plain("𝝐𝝑𝝔")
    ('hLσx', 'ϵϑϱ')
    """
    return "".join(_plain(character) if is_styled(character) else character for character in text)


def _plain(character: str) -> str:
    """One step: ϑ is a letter of its own, which Unicode's own rules would make a θ."""
    kind, *codes = unicodedata.decomposition(character).split() or ("", f"{ord(character):X}")
    return "".join(chr(int(code, 16)) for code in codes) if kind == "<font>" else character


def is_styled(character: str) -> bool:
    """Whether a character belongs to one of the mathematical alphabets."""
    name = unicodedata.name(character, "")
    return (
        name.startswith("MATHEMATICAL ")
        and any(word in name for word in WORDS.values())
        or (name.startswith(("DOUBLE-STRUCK ", "SCRIPT ", "BLACK-LETTER ")) or character == "\N{PLANCK CONSTANT}")
    )


def weight(text: str) -> str:
    """ "b", "bi", "i" for text in the bold, bold italic or italic alphabet, "" for any other."""
    words = unicodedata.name(text[0], "").split() if text else []
    if "MATHEMATICAL" not in words or "SANS-SERIF" in words or "SCRIPT" in words or "FRAKTUR" in words:
        return ""
    return ("b" if "BOLD" in words else "") + ("i" if "ITALIC" in words else "")
