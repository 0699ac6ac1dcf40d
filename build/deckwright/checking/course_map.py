"""What each lecture of a course needs: computed from the terms that it takes over, and from the lectures it names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deckwright.checking.glossary import Term, glossary_of
from deckwright.lesson import lessons_of
from deckwright.markdown.front_matter import read_front_matter

COMMON = 8  # lectures: a term that so many use is the language of the course, and tells of no need
STRONG = 3  # of the lectures that one needs, how many are said: those that it takes most from
_NAMED = re.compile(r"\blectures? ((?:\d+)(?:(?:, | and | to |, and )\d+)*)", re.IGNORECASE)
_RANGE = re.compile(r"(\d+) to (\d+)")


@dataclass(frozen=True)
class Station:
    """A lecture of the map: its number, title, and how often it leans on each earlier one, the most first.

    needs  numbers of lectures with counts: of terms that these define, if few others use them, and of places that name
           them
    """

    name: str
    number: int
    title: str
    needs: tuple[tuple[int, int], ...]

    @property
    def strongest(self) -> tuple[int, ...]:
        """The lectures that it takes most from, in their order."""
        return tuple(sorted(number for number, _ in self.needs[:STRONG]))


def course_map(root: Path) -> tuple[Station, ...]:
    """The numbered lectures of a course in their order. Raises UserError where the glossary can't be read."""
    lessons = [(lesson, lesson.number) for lesson in lessons_of(root) if lesson.number]
    numbers = {lesson.name: number for lesson, number in lessons}
    texts = {lesson.name: lesson.words.read_text(encoding="utf-8") for lesson, _ in lessons}
    terms = tuple(term for term in glossary_of(root) if not _is_common(term, texts))
    stations = []
    for lesson, lecture in lessons:
        text = texts[lesson.name]
        counted = Counter(number for number in _leans(text, terms, numbers) if number < lecture)
        needs = tuple(sorted(counted.items(), key=lambda need: (-need[1], -need[0])))
        title = read_front_matter(text, lesson.words, pictures=False).title.characters
        stations.append(Station(lesson.name, lecture, title, needs))
    return tuple(stations)


def _is_common(term: Term, texts: dict[str, str]) -> bool:
    return sum(name != term.lecture and term.pattern.search(text) is not None for name, text in texts.items()) >= COMMON


def _leans(text: str, terms: tuple[Term, ...], numbers: dict[str, int]) -> Iterator[int]:
    """The number of a lecture for each of its terms that is used, and for each place that names it."""
    for term in terms:
        if term.lecture in numbers and term.pattern.search(text):
            yield numbers[term.lecture]
    for named in _NAMED.findall(text):
        for first, last in _RANGE.findall(named):
            yield from range(int(first), int(last) + 1)
        yield from map(int, re.findall(r"\d+", _RANGE.sub("", named)))
