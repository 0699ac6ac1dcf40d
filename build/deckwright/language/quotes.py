"""Quotation marks that take the place of the straight ones that an author types: CLDR's, by language."""

from __future__ import annotations

from deckwright.language.language import Language

Quotes = tuple[str, str, str, str]  # outer ones, then those within a quotation

ENGLISH_QUOTES: Quotes = ("“", "”", "‘", "’")
_GERMAN, _POINTED, _CORNERS = ("„", "“", "‚", "‘"), ("«", "»", "“", "”"), ("「", "」", "『", "』")
_QUOTES: dict[str, Quotes] = {
    **dict.fromkeys(("de", "cs", "sk", "sl", "bg", "is", "lt", "lb", "ka", "et"), _GERMAN),
    **dict.fromkeys(("de-CH", "de-LI"), ("«", "»", "‹", "›")),
    **dict.fromkeys(("es", "it", "pt-PT", "ca", "eu", "gl", "el", "fa"), _POINTED),
    **dict.fromkeys(("fr", "br"), ("«\u202f", "\u202f»", "“", "”")),
    "fr-CH": ("«", "»", "‹", "›"),
    **dict.fromkeys(("ru", "uk", "be", "kk", "ky"), ("«", "»", "„", "“")),
    **dict.fromkeys(("nb", "no", "nn", "da-NO"), ("«", "»", "‘", "’")),
    **dict.fromkeys(("pl", "ro", "hr", "sr", "bs"), ("„", "”", "«", "»")),
    "hu": ("„", "”", "»", "«"),
    **dict.fromkeys(("sv", "fi", "he"), ("”", "”", "’", "’")),
    **dict.fromkeys(("ja", "zh-Hant", "yue"), _CORNERS),
    "ar": ("”", "“", "’", "‘"),
}


def quotes(language: Language) -> Quotes:
    """The quotation marks of a language; those of English where no others are known.

    >>> quotes(Language("de-AT")), quotes(Language("fr-CH"))[:2]
    (('„', '“', '‚', '‘'), ('«', '»'))
    """
    return next((_QUOTES[code] for code in language.codes if code in _QUOTES), ENGLISH_QUOTES)
