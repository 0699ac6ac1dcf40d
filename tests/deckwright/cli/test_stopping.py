"""Ctrl-C ends the program in one line and with status 130, whenever it comes; nothing goes on, nothing is left
half-done.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deckwright import __main__
from time_limit import PATIENCE

STOPPED = "Stopped. What was built before is as it was."
# A shell starts what runs in the background with this signal ignored.
CTRL_C = (
    "import os, signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\nos.kill(os.getpid(), signal.SIGINT)\n"
)
HEEDS = """import signal
from deckwright.__main__ import main
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main()
"""
SLOW = '''"""Takes its time."""
import time
from pathlib import Path
from types import SimpleNamespace

def lesson(*, n: int = 3) -> SimpleNamespace:
    Path(__file__).with_name("begun").touch()
    time.sleep(600)
    return SimpleNamespace(total=n, half=n / 2)
'''


@pytest.mark.parametrize("module", ["click", "yaml"])
def test_ctrl_c_while_python_imports(tmp_path: Path, module: str) -> None:
    """It comes when the command line or a command is not even imported: no traceback."""
    (tmp_path / f"{module}.py").write_text(CTRL_C)
    paths = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "deckwright", "list"]
    ended = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True, timeout=PATIENCE
    )
    assert (ended.returncode, ended.stderr.strip()) == (130, STOPPED)


@pytest.mark.parametrize(
    "words",
    [
        ["build", "counting"],
        ["build", "counting", "--watch"],
        ["check"],
        ["list"],
        ["present", "counting"],
        ["verify", "out/counting.pptx"],
    ],
)
def test_ctrl_c_while_a_lesson_computes(course: Path, call, monkeypatch, capsys, words: list[str]) -> None:
    """In every command that runs or reads a lesson."""
    if words[0] == "verify":
        assert call("build", "counting").status == 0
    before = {path.name: path.read_bytes() for path in course.glob("out/*.pptx")}
    (course / "lessons/03-counting/lesson.py").write_text("raise KeyboardInterrupt\n")
    monkeypatch.setattr(sys, "argv", ["deckwright", *words])
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    said = capsys.readouterr().err
    assert ended.value.code == 130 and said.splitlines()[-1] == STOPPED and "Traceback" not in said
    assert {path.name: path.read_bytes() for path in course.glob("out/*.pptx")} == before


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(
    ("options", "to_all"), [("--jobs 2", True), ("--jobs 2", False), ("--watch", True)]
)  # to the program alone, or to all as a terminal sends it
def test_ctrl_c_while_decks_are_built(course: Path, options: str, to_all: bool) -> None:
    """In processes of their own or here: soon all of them have ended, and nothing is left of their tries."""
    (course / "lessons/04-more").mkdir()
    for folder in (course / "lessons").iterdir():
        (folder / "lesson.py").write_text(SLOW)
        (folder / "slides.md").write_text("---\ntitle: Slow\n---\n\n# {{ total }}\n")
    command = [sys.executable, course / "heeds.py", "build", *options.split()]
    command[1].write_text(HEEDS)
    program = subprocess.Popen(command, cwd=course, stderr=subprocess.PIPE, text=True, start_new_session=True)
    wanted = 2 if "2" in options else 1
    deadline = time.monotonic() + PATIENCE
    while len(list(course.glob("lessons/*/begun"))) < wanted and time.monotonic() < deadline:
        time.sleep(0.05)
    (os.killpg if to_all else os.kill)(program.pid, signal.SIGINT)
    said = program.communicate(timeout=PATIENCE)[1]
    assert program.returncode == 130 and said.splitlines()[-1] == STOPPED and "Traceback" not in said, said
    until = time.monotonic() + PATIENCE
    with pytest.raises(ProcessLookupError):  # soon nobody of its session is left
        while time.monotonic() < until:
            os.killpg(program.pid, 0)
            time.sleep(0.05)
    assert not list(course.rglob("*.pptx"))
