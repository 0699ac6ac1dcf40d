"""A small text for character models, made from a seed, whose entropy is known."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np

from dlcore.check import whole
from dlcore.errors import DomainError, ShapeError
from dlcore.rng import generator

# One story is three sentences. The first chooses everything; the second has to agree with it in number, and the third
# repeats what the first said, so only a model that looks back further than one character can tell how they go on.
COUNTS = ("a", "one", "two", "three")
ADJECTIVES = ("small", "old", "red", "quiet", "hungry", "brave", "sleepy", "proud")
ANIMALS = ("cat", "dog", "goat", "owl", "hen", "bear", "frog", "duck")
DEEDS = ("wait", "sing", "jump", "look", "play", "hide")
PLACES = ("by the river", "in the garden", "near the house", "under the tree", "on the hill", "at the gate")
RESTS = ("sleep", "dream", "eat", "read")
TIMES = ("at night", "at noon", "all day", "for an hour")
CHOICES = (COUNTS, ADJECTIVES, ANIMALS, DEEDS, PLACES, RESTS, TIMES)


def text(length: int = 12_000, *, rng: np.random.Generator | int = 1) -> str:
    r"""Little stories about animals: plain English that a character model learns to write in a minute.

    Each story makes seven free choices, all equally likely and independent; every other character
    follows from them. So the loss of a perfect model is known: see text_entropy.

    Shapes      -> a string of exactly ``length`` characters; the last story is cut where the length ends
    Convention  lower-case letters, space, comma, full stop and newline; one story a line; "a"
                becomes "an" before a vowel
    Errors      DomainError when length is not a whole number from 1 up
    Source      the sentences and words are this file's own

    >>> print(text(83, rng=1))
    one hungry frog hides by the river. it sleeps for an hour. good night, hungry frog.
    """
    length = whole("length", length, least=1)
    rng = generator(rng)
    stories, missing = [], length
    while missing > 0:
        stories.append(story(*(words[rng.integers(len(words))] for words in CHOICES)))
        missing -= len(stories[-1])
    return "".join(stories)[:length]


def story(count: str, adjective: str, animal: str, deed: str, place: str, rest: str, time: str) -> str:
    """Three sentences from seven choices.

    >>> story("a", "old", "owl", "sing", "by the river", "eat", "at noon")
    'an old owl sings by the river. it eats at noon. good night, old owl.\\n'
    """
    many = count in ("two", "three")
    article = "an" if count == "a" and adjective[0] in "aeiou" else count
    who = f"{adjective} {animal}{'s' if many else ''}"
    pronoun, ending = ("they", "") if many else ("it", "s")
    greeted = f"{count} {who}" if many else who
    return f"{article} {who} {deed}{ending} {place}. {pronoun} {rest}{ending} {time}. good night, {greeted}.\n"


@cache
def text_entropy() -> float:
    r"""Entropy rate of text(), in nats per character: the mean loss that no model can go below on a long text.

    $H = \sum_i \ln n_i \,/\, \mathbb{E}[\text{length of a story}]$ over the choices $i$ with $n_i$ words
    each; the mean length is over all stories. It holds because no two stories are written alike.

    Source    Shannon, A Mathematical Theory of Communication (1948), section 7

    >>> round(text_entropy(), 4)
    0.1469
    """
    nats = sum(math.log(len(words)) for words in CHOICES)
    lengths = [len(story(*choices)) for choices in product(*CHOICES)]
    return nats * len(lengths) / sum(lengths)


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The characters that a model knows, in order: a character's class index is its place.

    Errors  DomainError for characters that repeat, or that it doesn't know

    >>> alphabet = Alphabet.of("abba")
    >>> alphabet.encode("ab").tolist(), alphabet.decode([1, 0])
    ([0, 1], 'ba')
    """

    characters: str

    def __post_init__(self) -> None:
        if not isinstance(self.characters, str):
            raise DomainError(f"An alphabet is a string of characters, found {self.characters!r}")
        if not self.characters or len(set(self.characters)) != len(self.characters):
            raise DomainError(f"An alphabet needs at least one character and each only once, found {self.characters!r}")

    @classmethod
    def of(cls, text: str) -> Alphabet:
        """The alphabet of a text: its different characters, sorted."""
        return cls("".join(sorted(set(_checked(text)))))

    def __len__(self) -> int:
        return len(self.characters)

    def encode(self, text: str) -> np.ndarray:
        """Class indices (T,) int64 of a text of T characters; DomainError for a character outside the alphabet."""
        index = {character: i for i, character in enumerate(self.characters)}
        unknown = sorted(set(_checked(text)) - set(index))
        if unknown:
            raise DomainError(f"{unknown[0]!r} is not in the alphabet {self.characters!r}")
        return np.array([index[character] for character in text], dtype=np.int64)

    def decode(self, indices) -> str:
        """The text of class indices (T,); DomainError for an index outside 0..len - 1."""
        indices = np.asarray(indices)
        if indices.ndim != 1 or (indices.size and indices.dtype.kind not in "iu"):
            raise ShapeError(
                f"Class indices must be whole numbers of shape (T,), found {indices.dtype} {indices.shape}"
            )
        wrong = indices[(indices < 0) | (indices >= len(self))]
        if wrong.size:
            raise DomainError(f"A class index must be from 0 to {len(self) - 1}, found {int(wrong[0])}")
        return "".join(self.characters[i] for i in indices)


def _checked(text: str) -> str:
    """The text, if it is one."""
    if not isinstance(text, str):
        raise DomainError(f"A text is a string, found {text!r:.60}")
    return text
