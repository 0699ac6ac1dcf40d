"""Numbers of lists as letters and as Roman numbers."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_VALUES = {sign: value for value, sign in _ROMAN}


def letters(number: int) -> str:
    """1 is a, 26 z, 27 aa.

    >>> letters(2), letters(28)
    ('b', 'ab')
    """
    word = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        word = chr(ord("a") + rest) + word
    return word


def of_letters(word: str) -> int:
    """The number that letters(number) shows.

    >>> of_letters("ab")
    28
    """
    number = 0
    for letter in word:
        number = 26 * number + ord(letter) - ord("a") + 1
    return number


def roman(number: int) -> str:
    """A number in small Roman letters.

    >>> roman(1994)
    'mcmxciv'
    """
    word = ""
    for value, sign in _ROMAN:
        word += sign * (number // value)
        number %= value
    return word


def of_roman(word: str) -> int:
    """The value of a Roman number in small letters; 0 for a word that is none.

    >>> of_roman("xiv"), of_roman("mad")
    (14, 0)
    """
    values = [_VALUES.get(letter, 0) for letter in word]
    return 0 if 0 in values else sum(-v if max(values[i:]) > v else v for i, v in enumerate(values))
