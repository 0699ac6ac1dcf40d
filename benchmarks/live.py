"""How soon the slides of a live lecture follow its numbers: benchmarks/live.py [LESSON]...

Each parameter with a range is moved a bit, by itself, as a slider would, while the slide that takes most is open.
What counts is the processor time of the lesson and that of all the rest, until the open slide is there, which is made
first, and until all are: half a second is the most that the open one may take where the lesson takes less than half of
that.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from deckwright.building.build import store_of
from deckwright.building.choices import Choices
from deckwright.garbage import no_search, search_now
from deckwright.lesson import Lesson, Parameter, course_at, find_lesson, lessons_of
from deckwright.lesson.parameters import setting
from deckwright.live.made import MadeFirst, Opened, make
from deckwright.progress import Step
from deckwright.web.page import whole

MOST = 0.5  # seconds


def moved(parameter: Parameter) -> str:
    """The ``K=V`` of a value beside the default."""
    low, high, usual = parameter.range.low, parameter.range.high, parameter.default
    step = 1 if parameter.kind is int else (high - low) / 50
    return setting(parameter.name, usual + step if usual + step <= high else usual - step)


def times(lesson: Lesson, choices: Choices) -> list[tuple[float, float, float]]:
    """Of each parameter that is moved: seconds of the lesson, and behind it until the open slide and until all."""
    found = []
    with store_of(lesson, choices):
        made = make(lesson, choices, (), lambda said: None)
        number, slide = max(enumerate(made.parts.slides, 1), key=lambda each: len(each[1].drawing))
        for parameter in (each for each in made.parameters if each.range and not each.many):
            began: dict[str, float] = {}
            start = time.process_time()

            def hear(said: Step | MadeFirst, began: dict[str, float] = began) -> None:
                began.setdefault("open" if isinstance(said, MadeFirst) else said.words, time.process_time())

            with no_search():
                make(lesson, choices, [moved(parameter)], hear, Opened(whole(slide.key), number))
            read = began["reading slides.md"]
            found.append((read - start, began["open"] - read, time.process_time() - read))
            search_now()  # as the live lecture does while nobody waits
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("lessons", nargs="*", help="lectures by number or name; all if none is named")
    root, missed = course_at(Path.cwd()), 0
    names = parser.parse_args().lessons or [lesson.folder.name for lesson in lessons_of(root)]
    print("| lecture | the lesson | the open slide, longest | all slides, median | longest |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name in names:
        lesson = find_lesson(name, root)
        with tempfile.TemporaryDirectory() as folder:
            found = times(lesson, Choices(out=Path(folder), videos=False, to="html"))
        if not found:
            continue  # it has no parameter with a range
        own, opened, behind = (sorted(column) for column in zip(*found))
        missed += any(first < MOST / 2 and first + then > MOST for first, then, _ in found)
        middle = len(found) // 2
        seconds = (own[middle], opened[-1], behind[middle], behind[-1])
        print(f"| {lesson.name} | {' | '.join(f'{each:.2f} s' for each in seconds)} |", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
