"""Scripts (by ISO 15924): the font that PowerPoint is told to set them in, and the language that they are taken for.

The fonts are those that come with Windows and Office and that Office itself takes for these scripts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from deckwright.language.language import Language

_NIRMALA = ("Deva", "Beng", "Gujr", "Guru", "Knda", "Mlym", "Orya", "Taml", "Telu", "Sinh")
FONTS = {
    "Jpan": "Yu Gothic",
    "Hang": "Malgun Gothic",
    "Hans": "Microsoft YaHei",
    "Hant": "Microsoft JhengHei",
    "Arab": "Arial",
    "Hebr": "Arial",
    "Thai": "Leelawadee UI",
    "Laoo": "Leelawadee UI",
    "Khmr": "Leelawadee UI",
    **dict.fromkeys(_NIRMALA, "Nirmala UI"),
    "Mymr": "Myanmar Text",
    "Tibt": "Microsoft Himalaya",
    "Mong": "Mongolian Baiti",
    "Ethi": "Ebrima",
    "Armn": "Sylfaen",
    "Geor": "Sylfaen",
    "Cher": "Gadugi",
    "Cans": "Gadugi",
    "Syrc": "Segoe UI Historic",
    "Thaa": "MV Boli",
    "Yiii": "Microsoft Yi Baiti",
}
"""A font for each script that text fonts such as Calibri lack."""

EAST_ASIAN = ("Hans", "Hant", "Jpan", "Hang")
FIRST_WIDE = "\u1100"  # no character before it is as wide as it is high
_COMPLEX = re.compile("[\u0590-\u10ff\u1200-\u1aff\ufb1d-\ufdff\ufe70-\ufeff]")
EUROPEAN = ("Latn", "Grek", "Cyrl")  # these they have
_BY_NAME = {  # the first word of a character's name in Unicode
    "LATIN": "Latn", "GREEK": "Grek", "CYRILLIC": "Cyrl", "HEBREW": "Hebr", "ARABIC": "Arab", "EXTENDED": "Arab",
    "CJK": "Hani",
    "HIRAGANA": "Jpan", "KATAKANA": "Jpan", "KATAKANA-HIRAGANA": "Jpan", "HANGUL": "Hang", "BOPOMOFO": "Hant",
    "IDEOGRAPHIC": "Hani", "FULLWIDTH": "Hani", "HALFWIDTH": "Jpan", "THAI": "Thai", "LAO": "Laoo", "KHMER": "Khmr",
    "MYANMAR": "Mymr", "DEVANAGARI": "Deva", "BENGALI": "Beng", "GUJARATI": "Gujr", "GURMUKHI": "Guru",
    "KANNADA": "Knda", "MALAYALAM": "Mlym", "ORIYA": "Orya", "TAMIL": "Taml", "TELUGU": "Telu", "SINHALA": "Sinh",
    "TIBETAN": "Tibt", "MONGOLIAN": "Mong", "ETHIOPIC": "Ethi", "ARMENIAN": "Armn", "GEORGIAN": "Geor",
    "CHEROKEE": "Cher", "CANADIAN": "Cans", "SYRIAC": "Syrc", "THAANA": "Thaa", "YI": "Yiii",
}  # fmt: skip
_BY_LANGUAGE = {
    "ja": "Jpan", "ko": "Hang", "zh": "Hans", "zh-Hant": "Hant", "yue": "Hant", "ar": "Arab", "fa": "Arab",
    "ur": "Arab",
    "ps": "Arab", "ug": "Arab", "ckb": "Arab", "sd": "Arab", "he": "Hebr", "yi": "Hebr", "th": "Thai", "lo": "Laoo",
    "km": "Khmr", "my": "Mymr", "hi": "Deva", "mr": "Deva", "ne": "Deva", "bn": "Beng", "as": "Beng", "gu": "Gujr",
    "pa": "Guru", "kn": "Knda", "ml": "Mlym", "or": "Orya", "ta": "Taml", "te": "Telu", "si": "Sinh", "bo": "Tibt",
    "am": "Ethi", "ti": "Ethi", "hy": "Armn", "ka": "Geor", "ru": "Cyrl", "uk": "Cyrl", "be": "Cyrl", "bg": "Cyrl",
    "mk": "Cyrl", "sr": "Cyrl", "kk": "Cyrl", "ky": "Cyrl", "mn": "Cyrl", "tg": "Cyrl", "el": "Grek", "dv": "Thaa",
    "chr": "Cher", "iu": "Cans", "ii": "Yiii",
}  # fmt: skip
_TAKEN_FOR = {
    "Cyrl": "ru-RU", "Hebr": "he-IL", "Arab": "ar-SA", "Hans": "zh-CN", "Hant": "zh-TW", "Jpan": "ja-JP",
    "Hang": "ko-KR", "Thai": "th-TH", "Deva": "hi-IN",
}  # fmt: skip


def script_of_language(language: Language) -> str:
    """The script that a language is written in; "Latn" where no other is known.

    >>> script_of_language(Language("zh-TW")), script_of_language(Language("sr-Latn"))
    ('Hant', 'Latn')
    """
    if "Latn" in language.tag:
        return "Latn"
    return next((_BY_LANGUAGE[code] for code in language.codes if code in _BY_LANGUAGE), "Latn")


@lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """The script of a letter; "" for what many scripts share, and for one that no font is known for.

    >>> [script_of(c) for c in "aש学5—"]
    ['Latn', 'Hebr', 'Hani', '', '']
    """
    return _BY_NAME.get(unicodedata.name(character, "").split(" ")[0], "")


def language_of(text: str, language: Language) -> str:
    """The language that a text in a deck of this language is in, as far as its letters tell.

    >>> language_of("שלום", Language()), language_of("ReLU", Language("ja", regional="ja-JP"))
    ('he-IL', 'en-US')
    """
    own, scripts = script_of_language(language), _scripts(text, language)
    if not scripts or own in scripts:
        return language.regional
    other = next((script for script in scripts if script in _TAKEN_FOR), "")
    return _TAKEN_FOR[other] if other else "en-US" if own not in EUROPEAN and "Latn" in scripts else language.regional


def _scripts(text: str, language: Language) -> list[str]:
    """The scripts of a text's letters; Chinese characters belong to Chinese unless the deck or the text is Japanese."""
    if text.isascii():
        return ["Latn"] if any(map(str.isalpha, text)) else []
    found = list(dict.fromkeys(filter(None, map(script_of, text))))
    if "Hani" not in found:
        return found
    own = script_of_language(language)
    han = own if own in EAST_ASIAN else next((script for script in found if script in EAST_ASIAN), "Hans")
    return [han if script == "Hani" else script for script in found]


def is_wide(character: str) -> bool:
    """Whether it is as wide as it is high: ideographs, kana, Hangul and their marks."""
    return character >= FIRST_WIDE and unicodedata.east_asian_width(character) in "WF"


def is_complex(text: str) -> bool:
    """Whether there are letters that are set in a font of their own: Hebrew, Arabic, Thai, the scripts of India, ..."""
    return not text.isascii() and bool(_COMPLEX.search(text))


def without_font(text: Iterable[str]) -> list[str]:
    """The letters of a text that are in no font that a deck names; symbols are found by every program in some font.

    >>> without_font("aш学ש\\U00010330\\ue000")
    ['\\U00010330', '\\ue000']
    """
    return [c for c in dict.fromkeys(text) if c > "\u02ff" and not _has_font(c)]


def _has_font(character: str) -> bool:
    kind = unicodedata.category(character)
    if kind in ("Co", "Cn"):  # for private use, or of nobody's
        return False
    script = script_of(character)
    return kind[0] not in "LN" or script in EUROPEAN or script in FONTS or script == "Hani" or _is_shared(character)


def _is_shared(character: str) -> bool:
    """Whether it is a raised or lowered figure, a letter of mathematics or the like, which text fonts have."""
    return unicodedata.normalize("NFKC", character).isascii() or unicodedata.category(character) in ("Lm", "No", "Nl")
