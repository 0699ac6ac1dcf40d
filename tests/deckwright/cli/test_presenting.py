"""``present`` for real: LibreOffice shows a deck on a virtual screen, and clicks reveal what waits for them."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pptx
import pytest

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
STILL = 2.5  # seconds without a change: nothing fades any more
NO_TIPS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="ShowTipOfTheDay" oor:op="fuse"><value>false</value></prop>
<prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"""
LOSS = (0x9A, 0x13, 0x68)  # in the light theme
SCENE = '''"""A square in the colour of losses."""
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

    def wait_for(self, title: str, seconds: float = 60) -> str:
        """The window whose title begins like this."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if window := self.tell("search", "--onlyvisible", "--name", f"^{title}"):
                return window.split()[0]
            time.sleep(0.3)
        raise AssertionError(f"No window {title!r} came up in {seconds} s.")

    def picture(self):
        """What is on the screen, when it stays the same for a while."""
        from PIL import ImageGrab

        last, since = None, time.monotonic()
        until = since + 60
        while time.monotonic() < min(until, since + STILL):
            now = ImageGrab.grab(xdisplay=self.display).convert("RGB")
            if last is None or now.tobytes() != last.tobytes():
                last, since = now, time.monotonic()
            time.sleep(0.3)
        return last

    def clicked(self, before):
        """What is on the screen after a click, as soon as it differs from what was there before."""
        self.tell("mousemove", "640", "600", "click", "1")
        for _ in range(10):
            now = self.picture()
            if now.tobytes() != before.tobytes():
                break
        return now


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """An empty screen, with a home in which LibreOffice shows no tips."""
    profile = tmp_path / "home/.config/libreoffice/4/user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(NO_TIPS)
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x720x24"], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    number = os.fdopen(read).readline().strip()
    environment = os.environ | {"DISPLAY": f":{number}", "HOME": str(tmp_path / "home")}
    manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
    yield Screen(f":{number}", environment)
    for process in (manager, server):
        process.terminate()
        process.wait(10)


def top_of(words: str, deck: Path) -> int:
    """The row of the screen, 720 rows high, at which the box of a text begins."""
    presentation = pptx.Presentation(deck)
    boxes = [
        s for slide in presentation.slides for s in slide.shapes if s.has_text_frame and words in s.text_frame.text
    ]
    return int(boxes[0].top / presentation.slide_height * 720)


def has(picture, colour: tuple[int, int, int]) -> bool:
    """Whether a colour, or one much like it, covers some of a picture."""
    found = picture.resize((160, 90)).getcolors(160 * 90)
    return sum(count for count, c in found if all(abs(a - b) < 24 for a, b in zip(c, colour))) > 100


@pytest.mark.slow
@pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")
def test_a_show_starts_and_a_click_reveals_the_next_step(course: Path, screen: Screen) -> None:
    """The first slide; a click, and the second text stands below the first; a click, and the video's poster is there."""
    from PIL import ImageChops

    (course / "lessons/03-counting/slides.md").write_text(WORDS)
    (course / "animations").mkdir()
    (course / "animations/counting.py").write_text(SCENE)
    command = [sys.executable, "-m", "deckwright", "present", "counting", "--with", "libreoffice"]
    show = subprocess.Popen(command, cwd=course, env=screen.environment, start_new_session=True)
    try:
        screen.wait_for("Presenting", 240)
        title = screen.picture()
        first = screen.clicked(title)
        second = screen.clicked(first)
        third = screen.clicked(second)
    finally:
        os.killpg(show.pid, signal.SIGTERM)
        show.wait(30)
    difference = ImageChops.difference(first, second).getbbox()
    assert difference is not None and difference[1] >= top_of("This text waits", course / "out/counting.pptx"), (
        "a click reveals the text in its place, and nothing above it"
    )
    assert not has(second, LOSS) and has(third, LOSS), "the next slide shows the video's poster"
