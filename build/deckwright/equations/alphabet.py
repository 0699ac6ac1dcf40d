"""The mathematical alphabets of Unicode: bold, italic, script and the others, to and from plain letters."""

from __future__ import annotations

import unicodedata

# MathML's mathvariant -> the words that Unicode uses for it.
WORDS = {
    "bold": "BOLD", "italic": "ITALIC", "bold-italic": "BOLD ITALIC", "double-struck": "DOUBLE-STRUCK",
    "script": "SCRIPT", "fraktur": "FRAKTUR", "monospace": "MONOSPACE", "sans-serif": "SANS-SERIF",
    "sans-serif-italic": "SANS-SERIF ITALIC",
}  # fmt: skip


def styled(text: str, variant: str) -> str:
    """The text in one of the mathematical alphabets; characters that it lacks stay as they are.

    >>> styled("Rx1", "double-struck"), styled("L", "script"), styled("h", "bold")
    ('ℝ𝕩𝟙', 'ℒ', '𝐡')
    """
    return "".join(_styled(character, variant) for character in text)


def _styled(character: str, variant: str) -> str:
    if variant not in WORDS:
        return character
    if character == "h" and variant == "italic":
        return "\N{PLANCK CONSTANT}"
    name = unicodedata.name(character, "").replace("LATIN ", "").replace("GREEK ", "").replace("LETTER ", "")
    for candidate in (f"MATHEMATICAL {WORDS[variant]} {name}", f"{WORDS[variant]} {name}"):
        try:
            return unicodedata.lookup(candidate)
        except KeyError:
            continue
    return character


def plain(text: str) -> str:
    """The plain letters behind mathematical ones.

    >>> plain("𝐡ℒ𝝈x")
    'hLσx'
    """
    return "".join(
        unicodedata.normalize("NFKC", character) if is_styled(character) else character for character in text
    )


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
