"""Ctrl-C ends the program in one line, whenever it comes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

# A shell starts what runs in the background with this signal ignored.
CTRL_C = (
    "import os, signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\nos.kill(os.getpid(), signal.SIGINT)\n"
)


@pytest.mark.parametrize("module", ["click", "yaml"])
def test_ctrl_c_while_python_imports(tmp_path: Path, module: str) -> None:
    """It comes when the command line or a command is not even imported: no traceback, status 1."""
    (tmp_path / f"{module}.py").write_text(CTRL_C)
    paths = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "deckwright", "list"]
    ended = subprocess.run(command, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stderr.strip()) == (1, "Stopped. What was built before is as it was.")
