"""A deck that is built again writes only the slides that changed, and is the same as one built from nothing."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from deckwright.building import videos
from deckwright.building.build import build_deck
from deckwright.building.choices import Choices
from deckwright.layout.page import widescreen
from deckwright.lesson import Lesson
from deckwright.pptx import open_presentation, package
from deckwright.pptx.template.package import template_bytes
from deckwright.store import Store
from deckwright.theme import DARK, LIGHT
from deckwright.video.output.rendered_video import RenderedVideo

CODE = '''"""Some numbers."""
from dataclasses import dataclass
import numpy as np

@dataclass(frozen=True)
class Some:
    rows: np.ndarray

def lesson() -> Some:
    return Some(np.arange(12.0).reshape(3, 4) / 7)
'''
SLIDES = {
    "Numbers": "{{ table(rows, digits=3) }}\n\n::: notes\nSay {{ rows[1, 2] }}.\n:::",
    "A chart": "{{ line_chart({'rows': rows[0]}, x=rows[1], y_title='row', alt='Rises.') }}",
    "Two charts": "::: columns\n::: column\n{{ bar_chart(rows[1], ['a', 'b', 'c', 'd'], alt='One.') }}\n:::\n"
    "::: column\n{{ bar_chart(rows[2], ['a', 'b', 'c', 'd'], alt='Two.') }}\n:::\n:::",
    "The first part": "",
    "A formula": "$$\\sum_i x_i = {{ rows.sum() | num(4) }}$$\n\nAs the [first slide](#numbers) said.\n\n. . .\n\nSo.",
    "A picture": "![A square](square.png)",
    "A matrix": "{{ matrix(rows) }}\n\nOf [the chart](#a-chart).",
    "The second part": "",
    "Words": "- one\n- two^[A note with {{ rows[2, 3] }}.]",
}


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    """A lesson with a slide of each kind that has files of its own inside the deck."""
    folder = tmp_path / "course/lessons/01-some"
    folder.mkdir(parents=True)
    (folder / "lesson.py").write_text(CODE)
    (folder / "square.png").write_bytes(picture("red"))
    return Lesson(folder)


def picture(color: str) -> bytes:
    """A square as a file."""
    Image.new("RGB", (8, 8), color).save(file := io.BytesIO(), "PNG")
    return file.getvalue()


def write_words(lesson: Lesson, slides: dict[str, str], title: str = "Some") -> None:
    """slides.md with these slides; a link to one that is none of them is only words."""
    text = "".join(f"\n# {name}\n\n{body}\n" for name, body in slides.items())
    keys = {name.lower().replace(" ", "-") for name in slides}
    text = re.sub(r"\[(.*?)\]\(#(.*?)\)", lambda link: link[0] if link[2] in keys else link[1], text)
    lesson.words.write_text(f"---\ntitle: {title}\n---\n{text}")


def edits() -> dict[str, Callable[[dict[str, str], random.Random], dict[str, str]]]:
    """What an author does to slides, by name."""

    def changed(slides, dice):
        name = dice.choice([name for name, body in slides.items() if body])
        return slides | {name: f"{slides[name]}\n\nA word: {dice.random():.4f}."}

    def noted(slides, dice):
        name = dice.choice(list(slides))
        return slides | {name: f"{slides[name]}\n\n::: notes\nSay {{{{ rows[0, {dice.randrange(4)}] }}}}.\n:::"}

    def retitled(slides, dice):
        old = dice.choice(list(slides))
        return {f"{name}, again" if name == old else name: body for name, body in slides.items()}

    def emptied(slides, dice):
        return slides | {dice.choice([name for name, body in slides.items() if body]): "Only words."}

    def removed(slides, dice):
        gone = dice.choice(list(slides))
        return {name: body for name, body in slides.items() if name != gone}

    def copied(slides, dice):
        name = dice.choice(list(SLIDES))
        place, pairs = dice.randrange(len(slides) + 1), list(slides.items())
        return dict([*pairs[:place], (f"{name} {dice.random():.4f}", SLIDES[name]), *pairs[place:]])

    def shuffled(slides, dice):
        return dict(dice.sample(list(slides.items()), len(slides)))

    return {each.__name__: each for each in (changed, noted, retitled, emptied, removed, copied, shuffled)}


def store_for(lesson: Lesson) -> Store:
    """The store of decks that are built again."""
    return Store(lesson.root / "again/cache")


def both(lesson: Lesson, store: Store, template: Path | None = None) -> tuple[bytes, bytes]:
    """The deck built again, and built from nothing."""
    again = build_deck(lesson, Choices(lesson.root / "again", template=template), store=store, anyway=True)
    anew = build_deck(lesson, Choices(lesson.root / "anew", template=template, force=True))
    return again.path.read_bytes(), anew.path.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_any_edits_give_the_deck_that_a_new_build_gives(lesson: Lesson, seed: int) -> None:
    """Edit after edit, the file built again is the file built from nothing, to the last byte."""
    dice, store, slides = random.Random(seed), store_for(lesson), dict(SLIDES)
    for name in ["changed", *dice.choices(list(edits()), k=7)]:
        slides = edits()[name](slides, dice) or dict(SLIDES)
        write_words(lesson, slides)
        again, anew = both(lesson, store)
        assert again == anew, name


def test_what_stands_around_the_slides_is_not_taken_over(lesson: Lesson) -> None:
    """A new title, which every footer shows, and a picture with other contents under its old name."""
    store, few = store_for(lesson), {name: SLIDES[name] for name in ("A picture", "Words")}
    write_words(lesson, few)
    first, _ = both(lesson, store)
    write_words(lesson, few, "Another")
    again, anew = both(lesson, store)
    assert again == anew != first
    Image.new("RGB", (8, 16), "blue").save(lesson.folder / "square.png")
    blue, anew = both(lesson, store)
    assert blue == anew != again


@pytest.mark.slow
def test_another_template_of_the_same_name_is_taken(lesson: Lesson) -> None:
    """As when a lecturer works on the template and the slides by turns."""
    store, template = store_for(lesson), lesson.root / "uni.pptx"
    write_words(lesson, SLIDES)
    template.write_bytes(template_bytes(LIGHT, widescreen()))
    first, _ = both(lesson, store, template)
    template.write_bytes(template_bytes(DARK, widescreen()))
    again, anew = both(lesson, store, template)
    assert again == anew != first


@pytest.mark.slow
def test_another_video_of_the_same_name_is_written(
    lesson: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The film, the frame that stands for it, which another slide shows as well, and its captions."""
    store, scenes = store_for(lesson), lesson.root / "animations"
    scenes.mkdir()

    def draw(color: str) -> None:
        code = f"from deckwright.scenes import LessonScene\n\nclass Dots(LessonScene):\n    color = {color!r}\n"
        (scenes / "dots.py").write_text(code)
        files = {"mp4": f"{color} film".encode(), "png": picture(color), "vtt": f"WEBVTT\n\n{color}".encode()}
        for kind, content in files.items():
            (tmp_path / f"Dots.{kind}").write_bytes(content)
        video = RenderedVideo("Dots", *(tmp_path / f"Dots.{kind}" for kind in files), (), 8, 8, 30, 60, key=color)
        monkeypatch.setattr(videos, "render", lambda *lesson, **choices: (video,))

    write_words(lesson, {"A video": '{{ video("Dots") }}', **SLIDES})
    draw("red")
    first, _ = both(lesson, store)
    draw("blue")
    again, anew = both(lesson, store)
    assert again == anew != first


def test_a_changed_word_writes_one_slide(lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not those that show pictures, as long as they are the same."""
    store, written = store_for(lesson), []
    write_words(lesson, SLIDES)
    build_deck(lesson, Choices(), store=store)
    write_slide = open_presentation.write_slide
    monkeypatch.setattr(
        open_presentation, "write_slide", lambda canvas: (written.append(canvas.placed.slide.key), write_slide(canvas))
    )
    write_words(lesson, SLIDES | {"Words": "- one\n- three"})
    build_deck(lesson, Choices(), store=store)
    assert written == ["words"]


def test_a_changed_word_packs_few_parts(lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in the file of other slides, of layouts and charts is taken as it was compressed."""
    store, packed, pack = store_for(lesson), [], package.packed
    write_words(lesson, SLIDES)
    build_deck(lesson, Choices(), store=store)
    monkeypatch.setattr(package, "packed", lambda part: packed.append(part.partname) or pack(part))
    write_words(lesson, SLIDES | {"Words": "- one\n- three"})
    build_deck(lesson, Choices(), store=store)
    assert [name for name in packed if "/slides/" in name] == ["/ppt/slides/slide10.xml"]
    assert not [name for name in packed if re.search("chart|embeddings|Layout|Master|theme", name)]


def test_a_slide_that_failed_is_written_next_time(lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an error in the middle of writing, the next build makes the whole deck."""
    store, few = store_for(lesson), {name: SLIDES[name] for name in ("A matrix", "A picture", "Words")}
    few["A chart"] = SLIDES["A chart"]
    write_words(lesson, few)
    both(lesson, store)
    write_words(lesson, few | {"Words": "- one\n- three", "A matrix": "{{ matrix(rows) }}"})
    with monkeypatch.context() as patched, pytest.raises(RuntimeError):
        patched.setattr(open_presentation, "write_footer", _fail)
        build_deck(lesson, Choices(lesson.root / "again"), store=store)
    again, anew = both(lesson, store)
    assert again == anew


def _fail(canvas: object) -> None:
    raise RuntimeError
