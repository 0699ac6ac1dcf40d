"""The scene that lessons build on: theme, record, sections, captions, and a list of the numbers shown."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

from manim import Camera, ManimColor, Mobject, MovingCamera, Scene

from deckwright.equations.formula import Formula
from deckwright.equations.mobject import FormulaMobject
from deckwright.lesson import find_lesson, run_lesson
from deckwright.lesson.course_colors import category_of
from deckwright.scenes import typeface
from deckwright.scenes.audit import ShownNumber, family, numbers_of, typed_in
from deckwright.scenes.caption import reading_time, wrapped
from deckwright.scenes.displayed_number import DisplayedNumber, decimals_of
from deckwright.scenes.words import Words
from deckwright.scenes.working import Worked
from deckwright.theme import LIGHT, Theme
from dlcore.tensor import Tensor


class LessonScene(Scene):
    """A Manim scene that takes its numbers from a lesson's record.

    lesson  (class) name of the lesson whose record it takes when none is given, as with plain ``manim render``
    record  the lesson's values
    theme   colors and fonts, the same as on the slides
    shown   every number that was on screen; typed: every text with digits that are bound to nothing
    """

    lesson = ""

    def __init__(
        self, record: Any = None, theme: Theme = LIGHT, camera_class: type[Camera] = MovingCamera, **kwargs: Any
    ):
        super().__init__(camera_class=camera_class, **kwargs)
        self._record, self.theme = record, theme
        self.shown: list[ShownNumber] = []
        self.typed: list[str] = []
        self.derived: list[Tensor] = []
        self._seen: dict[int, Mobject] = {}  # holds on to them, so that no id is used twice
        self._saying: tuple[str, float] | None = None

    @property
    def record(self) -> Any:
        """The values of the lesson; computed with the lesson's default parameters when none were given."""
        if self._record is None:
            self._record = run_lesson(find_lesson(self.lesson, Path(inspect.getfile(type(self))).parent)).record
        return self._record

    def setup(self) -> None:
        """Set the stage: the theme's background, and its typeface for Manim's own Text."""
        if isinstance(self.camera, Camera):  # OpenGL's has no background of its own
            self.camera.background_color = self.ink("background")
        typeface.register()

    @property
    def camera_frame(self) -> Mobject:
        """The part of the plane that the camera shows; it is animated like anything else."""
        if not isinstance(self.camera, MovingCamera):
            raise TypeError(f"{type(self.camera).__name__} has no frame that moves; render with `deckwright render`.")
        return self.camera.frame

    def get_moving_mobjects(self, *animations: Any) -> list[Mobject]:
        """Everything moves on the screen while the camera does."""
        moving = super().get_moving_mobjects(*animations)
        frame = self.camera.frame if isinstance(self.camera, MovingCamera) else None
        framing = any(part is frame for part in family(a.mobject for a in animations if a.mobject is not None))
        return list(dict.fromkeys([*self.mobjects, *moving])) if framing else moving

    def tear_down(self) -> None:
        """Let the last caption be read."""
        self._settle_caption()

    def ink(self, role: str) -> ManimColor:
        """The color of a role: input, weight, activation, gradient, target, loss, text, muted, line, ..."""
        return ManimColor(f"#{self.theme.color(role)}")

    def category(self, name: str) -> str:
        """What ink() and words() take for a name that the course registers (lessons/colors.yaml): an optimizer, ..."""
        return category_of(name, Path(type(self).construct.__code__.co_filename).resolve().parents[1])

    def words(self, text: str, size: float = 22.0, role: str = "text", style: str = "regular") -> Words:
        """A line of text. Digits are not for words: a number is a figure."""
        return Words(text, size, self.ink(role), style)

    def formula(self, latex: str, size: float = 24.0, role: str = "text") -> FormulaMobject:
        """A formula from LaTeX."""
        return FormulaMobject(Formula(latex), size, role, self.theme)

    def worked(
        self, tensor: Tensor, entry: Any = None, digits: int = 4, size: float = 24.0, color: bool = True
    ) -> Worked:
        """A Tensor's working: formula, numbers, result, to be played in stages."""
        return Worked(tensor, entry, digits, size, self.theme, color)

    def figure(
        self, value: Any, digits: int = 3, size: float = 22.0, role: str = "text", style: str = "regular"
    ) -> DisplayedNumber:
        """A number of the record."""
        return DisplayedNumber(float(value), digits, size, self.ink(role), style)

    def computed(self, tensor: Tensor) -> Tensor:
        """A Tensor that the scene computes from the record's Tensors; its numbers may then be shown too."""
        self.derived.append(tensor)
        return tensor

    def section(self, name: str) -> None:
        """Start a section: a clip of its own, and a chapter's name."""
        self._settle_caption()
        self.next_section(name)

    def say(self, words: str, **figures: Any) -> None:
        """Start a caption; it stays until the next one, and at least long enough to be read.

        Numbers stand in braces and are given by name: ``self.say("The loss is {loss}.", loss=record.loss)``. A figure
        that is on screen is said with the decimals that it has there.
        """
        self._settle_caption()
        if any(letter.isdigit() for letter in words):
            self.typed.append(words)
        said = {
            name: value if isinstance(value, DisplayedNumber) else self._spoken(value)
            for name, value in figures.items()
        }
        self.shown += [ShownNumber(figure.text, figure.value) for figure in said.values()]
        text = words.format(**{name: figure.text for name, figure in said.items()})
        wrapped(text)
        self._saying = text, self.time

    def _spoken(self, value: Any) -> DisplayedNumber:
        return self.figure(value, decimals_of(value))

    def _settle_caption(self) -> None:
        """End the caption that is on: wait if it couldn't be read yet."""
        if self._saying is None:
            return
        (text, start), self._saying = self._saying, None
        missing = reading_time(text) - (self.time - start)
        if missing > 0.05:  # less than a frame or two is no time
            self.wait(missing)
        self.add_subcaption(wrapped(text), duration=self.time - start, offset=start - self.time)

    def play(self, *args: Any, **kwargs: Any) -> None:
        """Play animations, and note the numbers that are on screen."""
        super().play(*args, **kwargs)
        self._note(self.mobjects)
        self._note(animation.mobject for animation in self.animations or ())

    def _note(self, mobjects: Any) -> None:
        for mobject in family(m for m in mobjects if m is not None):
            if id(mobject) in self._seen:
                continue
            self._seen[id(mobject)] = mobject
            self.shown += numbers_of(mobject)
            self.typed += typed_in(mobject)
