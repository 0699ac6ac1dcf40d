"""A language: how it writes numbers and which way its lines run. The facts are Unicode's (CLDR), read by Babel.

The engine writes numbers with the marks of English, and ``number`` gives them those of the deck's language. Digits are
0 to 9 everywhere, since formulas and charts have no others.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from deckwright.errors import UserError

_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_MANY_SPEAK = ("ar", "de", "en", "es", "fr", "he", "hi", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh")
_FORMER = {"iw": "he", "in": "id", "ji": "yi", "no": "nb"}  # codes that are still about, and those of today
_GROUPED = re.compile(r"\d+(?:,\d{3})+")
_LIKELY_LETTERS = {"zh-TW": "Hant", "zh-HK": "Hant", "zh-MO": "Hant"}  # where Chinese has its older letters


@dataclass(frozen=True, slots=True)
class Language:
    """A language as its users write it.

    tag      by BCP 47: "de-DE"
    regional the same with a region, which PowerPoint's dictionaries go by
    decimal  between whole and fraction, and group between thousands
    grouping how many digits the last group has, and the others
    percent  what stands before a percentage and behind it
    rtl      lines run from right to left
    """

    tag: str = "en-US"
    regional: str = "en-US"
    decimal: str = "."
    group: str = ","
    grouping: tuple[int, int] = (3, 3)
    percent: tuple[str, str] = ("", "%")
    rtl: bool = False

    @property
    def code(self) -> str:
        """The language without its region: "de"."""
        return self.tag.split("-")[0]

    @property
    def codes(self) -> tuple[str, ...]:
        """Names under which something may be kept for it, the most special first: ("zh-TW", "zh-Hant", "zh")."""
        parts = self.tag.split("-")
        ways = ["-".join(parts[:n]) for n in range(len(parts), 0, -1)]
        letters = _LIKELY_LETTERS.get(self.tag)
        return tuple(dict.fromkeys([*ways[:-1], *([f"{self.code}-{letters}"] if letters else []), self.code]))

    @property
    def writes_as_english(self) -> bool:
        """Whether its numbers have the marks of English."""
        return (self.decimal, self.group, self.grouping) == (".", ",", (3, 3))

    def number(self, text: str) -> str:
        """A number with the marks of English in those of this language.

        >>> german = Language("de", decimal=",", group=".")
        >>> german.number("−12,345.68"), Language("hi", grouping=(3, 2)).number("1,234,567.8")
        ('−12.345,68', '12,34,567.8')
        """
        if self.writes_as_english:
            return text
        if self.grouping != (3, 3):
            text = _GROUPED.sub(lambda digits: self._grouped(digits[0].replace(",", "")), text)
        return text.translate({ord(","): self.group, ord("."): self.decimal})

    def in_english(self, text: str) -> str:
        """A number of this language with the marks of English.

        >>> Language("de", decimal=",", group=".").in_english("−12.345,68")
        '−12,345.68'
        """
        if self.writes_as_english:
            return text
        text = re.sub(rf"(?<=\d){re.escape(self.group)}(?=\d)", "\0", text).replace(self.decimal, ".")
        if self.grouping == (3, 3):
            return text.replace("\0", ",")
        return re.sub(r"\d+(?:\0\d+)+", lambda digits: f"{int(digits[0].replace(chr(0), '')):,}", text)

    def share(self, text: str) -> str:
        """A number of per cents, in this language already, as a percentage."""
        return self.percent[0] + text + self.percent[1]

    def _grouped(self, digits: str) -> str:
        last, others = self.grouping
        head, groups = digits[:-last], [digits[-last:]]
        while head:
            head, groups = head[:-others], [head[-others:], *groups]
        return ",".join(groups)


ENGLISH = Language()


@cache
def language(tag: str) -> Language:
    """The language of a tag such as "de", "de-DE" or "pt_BR". UserError for one that nobody knows."""
    tag = tag.replace("_", "-")
    first, dash, rest = tag.partition("-")
    tag = _FORMER.get(first.lower(), first) + dash + rest
    if tag.casefold() in ("en", "en-us"):
        return ENGLISH
    locale = _locale(tag)
    marks, share = locale.number_symbols["latn"], locale.percent_formats[None]
    return Language(
        tag=_written(tag),
        regional=_with_region(_written(tag)),
        decimal=marks["decimal"],
        group=marks["group"],
        grouping=tuple(locale.decimal_formats[None].grouping),
        percent=tuple(_bare(affix) for affix in (share.prefix[0], share.suffix[0])),
        rtl=locale.text_direction == "rtl",
    )


def _locale(tag: str):
    """Babel's facts, loaded only for decks that are not in American English."""
    from babel import Locale, UnknownLocaleError

    with suppress(UnknownLocaleError, ValueError):  # both are told below, as a tag of another form is
        if _TAG.fullmatch(tag):
            return Locale.parse(tag, sep="-")
    raise UserError(f"Unknown language {tag!r}: expected a code such as de, de-DE or zh-Hans.", hint=_near(tag))


def _near(tag: str) -> str:
    """Codes that look alike; and the code of a language that was called by its name."""
    from babel import Locale
    from babel.localedata import locale_identifiers

    asked = tag.casefold()
    names = {code: name.casefold() for code, name in Locale("en").languages.items()}
    known = {code for code in locale_identifiers() if "_" not in code}
    own = next((code for code, name in names.items() if name == asked and code in known), None) or next(
        (code for code in known if _own_name(code) == asked), None
    )
    if own:
        return f"Write {own}."
    alike = get_close_matches(tag, [code.replace("_", "-") for code in locale_identifiers()], n=12)
    alike.sort(key=lambda code: code not in _MANY_SPEAK)  # the order is stable
    return f"Did you mean {' or '.join(alike[:3])}?" if alike else ""


def _own_name(code: str) -> str:
    from babel import Locale

    return (Locale(code).language_name or "").casefold()


def _written(tag: str) -> str:
    """Cased as the standard recommends: de-DE, zh-Hant-TW."""
    first, *rest = tag.split("-")
    cased = (part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower() for part in rest)
    return "-".join([first.lower(), *cased])


def _with_region(tag: str) -> str:
    """With the region where the language is spoken by most, unless it names one: "de" -> "de-DE"."""
    from babel.core import get_global

    if any(len(part) == 2 or part.isdigit() for part in tag.split("-")[1:]):
        return tag
    likely = get_global("likely_subtags").get(tag.replace("-", "_"), "")
    region = likely.split("_")[-1]
    chinese = tag.split("-")[0] == "zh"  # known to programs by its regions alone
    return f"{tag.split('-')[0] if chinese else tag}-{region}" if len(region) == 2 else tag


def _bare(affix: str) -> str:
    """Without marks of direction, which are set where the text is written."""
    return re.sub("[\u200e\u200f\u061c]", "", affix).replace("٪", "%")
