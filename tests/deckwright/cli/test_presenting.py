"""``present`` for real: LibreOffice shows a deck on a virtual screen, and clicks reveal what waits for them."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pptx
import pytest

from deckwright.theme import LIGHT
from time_limit import PATIENCE

TOOLS = ("soffice", "Xvfb", "openbox", "xdotool")
MISSING = [tool for tool in TOOLS if not shutil.which(tool)] + ([] if importlib.util.find_spec("PIL") else ["Pillow"])
if not MISSING and not (Path(shutil.which("soffice")).resolve().parent / "libvclplug_gtk3lo.so").exists():
    MISSING = ["libreoffice-gtk3"]  # without it LibreOffice's windows stay empty on a virtual screen
WORDS = """---
title: Counting
---

# We count to {{ total }}

Half of it is {{ half }}.

. . .

This text waits for a click.

# A video

{{ video("Counting") }}
"""
PAUSE = 1.0  # seconds before a click, as a lecturer waits
WIDTH, HEIGHT = 1280, 720
Shown = Callable[[Any], bool]  # whether a picture of the screen shows something
SCENE = '''"""A square in the color of losses."""
from manim import Square
from deckwright.scenes import LessonScene

class Counting(LessonScene):
    lesson = "counting"

    def construct(self):
        self.add(Square(side_length=5, fill_opacity=1, color=self.ink("loss")))
        self.wait(0.5)
'''


@dataclass
class Screen:
    """A virtual screen, and what can be seen and done on it."""

    display: str
    environment: dict[str, str]

    def tell(self, *words: str) -> str:
        """Call xdotool."""
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def wait_for(self, title: str, seconds: float = PATIENCE) -> str:
        """The window whose title begins like this."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if window := self.tell("search", "--onlyvisible", "--name", f"^{title}"):
                return window.split()[0]
            time.sleep(0.3)
        raise AssertionError(f"No window {title!r} came up in {seconds} s.")

    def picture(self):
        """What is on the screen now."""
        from PIL import ImageGrab

        return ImageGrab.grab(xdisplay=self.display).convert("RGB")

    def until(self, shown: Shown, seconds: float = PATIENCE):
        """What is on the screen once it shows this; None when it doesn't in this time."""
        end = time.monotonic() + seconds
        while not shown(now := self.picture()):
            if time.monotonic() > end:
                return None
            time.sleep(0.3)
        return now

    def clicked(self, shown: Shown):
        """What a click brings. One that falls into a fade only ends that: after a long wait it is made again."""
        for _ in range(4):
            time.sleep(PAUSE)
            self.tell("mousemove", "640", "600", "click", "1")
            if now := self.until(shown, 40):
                return now
        raise AssertionError("A click doesn't bring what should come.")


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """An empty screen, with a home in which LibreOffice never ran: it would show tips and news."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    number = os.fdopen(read).readline().strip()
    home = {"DISPLAY": f":{number}", "HOME": str(tmp_path / "home")}
    environment = os.environ | home | {"SAL_DISABLE_WATCHDOG": "1"}  # else LibreOffice aborts where it has to wait
    manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
    yield Screen(f":{number}", environment)
    for process in (manager, server):
        process.terminate()
        process.wait(PATIENCE)


def place_of(words: str, deck: Path) -> tuple[int, int, int, int]:
    """Where the box of a text is on the screen, which the slide fills: left, top, right, bottom."""
    presentation = pptx.Presentation(deck)
    shapes = (shape for slide in presentation.slides for shape in slide.shapes if shape.has_text_frame)
    box = next(shape for shape in shapes if words in shape.text_frame.text)
    scale = HEIGHT / presentation.slide_height
    edges = (box.left, box.top, box.left + box.width, box.top + box.height)
    return tuple(round(edge * scale) for edge in edges)


def covers(picture, color: str, most: int) -> int:
    """How many pixels have a color, or one that is off by less than this."""
    rgb = bytes.fromhex(color)
    found = picture.getcolors(picture.width * picture.height)
    return sum(count for count, c in found if all(abs(a - b) < most for a, b in zip(c, rgb)))


def written(words: str, deck: Path) -> Shown:
    """Whether a text stands in its place, in full color: no longer fading in."""
    place = place_of(words, deck)
    return lambda picture: covers(picture.crop(place), LIGHT.color("text"), 6) > 20


def has_poster(picture) -> bool:
    """Whether the scene's square covers much of a picture; a video has its colors about right."""
    return covers(picture, LIGHT.color("loss"), 24) > 6000


@pytest.mark.slow
@pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")
def test_a_show_starts_and_a_click_reveals_the_next_step(course: Path, screen: Screen) -> None:
    """The first slide; a click, and the second text stands below the first; a click, and the video's poster
    is there.
    """
    from PIL import ImageChops

    (course / "lessons/03-counting/slides.md").write_text(WORDS)
    (course / "animations").mkdir()
    (course / "animations/counting.py").write_text(SCENE)
    (course / "out").mkdir()
    (course / "out/.~lock.counting.pptx#").write_text(",dana,office,29.11.2026 03:08,file:///home/dana;")  # of a crash
    command = [sys.executable, "-m", "deckwright", "present", "counting", "--with", "libreoffice"]
    told = course / "told"
    with told.open("w") as said:
        show = subprocess.Popen(command, cwd=course, env=screen.environment, stderr=said, start_new_session=True)
    try:
        screen.wait_for("Presenting")
        assert screen.tell("search", "--onlyvisible", "--name", "Tip|Recovery|Document in Use|News") == ""
        deck = course / "out/counting.pptx"
        assert screen.until(written("Counting", deck)), "the show starts with the title"
        first = screen.clicked(written("We count to", deck))
        second = screen.clicked(written("This text waits", deck))
        screen.clicked(has_poster)
        assert "The show stands." in told.read_text()
    finally:
        os.killpg(show.pid, signal.SIGTERM)
        show.wait(PATIENCE)
    difference = ImageChops.difference(first, second).convert("L").point(lambda value: 255 * (value > 8)).getbbox()
    assert difference[1] >= place_of("This text waits", deck)[1], "a click reveals the text, and nothing above it"
    assert not written("This text waits", deck)(first) and not has_poster(second)
