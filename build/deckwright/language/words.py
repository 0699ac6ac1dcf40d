"""The engine's own words: in the code they stand in English, in catalog/LANGUAGE.json in other languages."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from deckwright.language.spoken import spoken


def say(message: str, **values: object) -> str:
    """Some words in the language spoken, with the values put in; in English where nobody has translated them.

    >>> say("{name} is {values}", name="y", values="0.5")
    'y is 0.5'
    """
    codes = spoken().codes
    translated = message if codes[-1] == "en" else _translated(message, codes)
    return translated.format(**values) if values else translated


def _translated(message: str, codes: tuple[str, ...]) -> str:
    return next((words[message] for words in map(catalog, codes) if message in words), message)


@cache
def catalog(code: str) -> dict[str, str]:
    """The words of one language by the English ones; none where nobody has translated them."""
    file = files(__package__).joinpath("catalog", f"{code}.json")
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
