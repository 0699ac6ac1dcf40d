"""LibreOffice as a presenter: what it is called with, and what the lecturer hears; test_presenting.py looks at it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest

from deckwright.commands.libreoffice import show
from deckwright.errors import UserError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="programs as shell scripts")
FIND = """profile=$(printf '%s\\n' "$@" | sed -n 's|-env:UserInstallation=file://||p')
basic=$profile/user/basic/Standard/Deckwright.xba
stands=$(sed -n 's|.*Open "file://\\(.*\\)" For.*|\\1|p' $basic)
deck=$(sed -n 's|.*FromURL("file://\\(.*\\)", "_b.*|\\1|p' $basic)
"""
WAIT = "until [ -e $said ]; do sleep 0.05; done"  # until the lecturer has heard something, however busy the machine is


@pytest.fixture
def shows(tmp_path: Path, monkeypatch):
    """Present a deck with a program that does this; the exit status and what is said."""
    monkeypatch.setenv("DISPLAY", ":none")
    deck = tmp_path / "a deck & more.pptx"
    deck.write_bytes(b"slides")

    def shows(script: str, soon: float = 600.0) -> tuple[int, list[str]]:
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\nsaid={tmp_path}/said\n{FIND}{script}\n")
        program.chmod(0o755)
        said: list[str] = []

        def say(words: str) -> None:
            said.append(words)
            (tmp_path / "said").touch()

        return show(str(program), deck, say, soon), said

    return shows


def test_a_show_that_stands_is_told(shows) -> None:
    """Before it ends; a show that is over is no failure."""
    status, said = shows(f"touch $stands; {WAIT}")
    assert status == 0 and said == ["The show stands. Escape ends it."]


def test_a_show_that_does_not_stand_is_told_in_time(shows) -> None:
    """With what to do; when it stands later, that is told, too."""
    status, said = shows(f"{WAIT}; touch $stands", soon=0.2)
    assert status == 0 and len(said) == 2 and said[0].startswith("No show after 0 s") and "press F5" in said[0]


def test_a_program_that_ends_before_the_show_is_told(shows) -> None:
    """With its status and what to do."""
    status, (said,) = shows("exit 77")
    assert status == 1 and "ended (status 77) before the show stood" in said and "press F5" in said


def test_it_shows_a_copy_in_a_profile_of_its_own(shows, tmp_path: Path) -> None:
    """So that no lock, no crash and no other window is in the way; both are gone afterwards."""
    status, _ = shows(
        f'cp -r $profile {tmp_path}/seen; echo $deck > {tmp_path}/deck; echo "$@" > {tmp_path}/words; touch $stands'
    )
    assert status == 0 and "--norestore --nologo" in (tmp_path / "words").read_text()
    (tmp_path / "seen/user").stat()
    for file in (tmp_path / "seen/user").rglob("*.x*"):
        ElementTree.parse(file)
        assert "@" not in file.read_text().replace("@import", "")
    settings = (tmp_path / "seen/user/registrymodifications.xcu").read_text()
    for name in ("ShowTipOfTheDay", "FirstRun", "UseLocking", "AutoCheckEnabled", "ShowDonation"):
        assert re.search(rf'"{name}".*<value>false</value>', settings)
    copy = (tmp_path / "deck").read_text().strip()
    assert copy.endswith("/a%20deck%20%26%20more.pptx") and not Path(copy).parent.exists()


def test_a_show_ends_with_the_command(shows, monkeypatch) -> None:
    """Ctrl-C, or the end of a session: LibreOffice and all that it started are ended, and nothing is left."""
    started: list[subprocess.Popen] = []
    popen, pause = subprocess.Popen, time.sleep

    class Noted(popen):
        def __init__(self, *words, **options):
            super().__init__(*words, **options)
            started.append(self)

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "Popen", Noted)
    monkeypatch.setattr("deckwright.commands.libreoffice.time.sleep", stop)
    with pytest.raises(KeyboardInterrupt):
        shows("sleep 60 & sleep 60")
    deadline = time.monotonic() + 60
    with pytest.raises(ProcessLookupError):  # what was killed stays in the group until the system has taken it away
        while time.monotonic() < deadline:
            os.killpg(started[0].pid, 0)
            pause(0.02)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_without_a_screen(shows, monkeypatch) -> None:
    """In a terminal from afar nothing could be shown, and that is told at once."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(UserError, match="There is no screen here"):
        shows("sleep 60")
