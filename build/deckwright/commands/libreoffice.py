"""LibreOffice as a presenter: a copy of the deck in a profile of its own, so that nothing stands in front of the class.

In the lecturer's own profile a dialog may come first: a crash to recover from, a document that another window has open
or that a crashed one left locked, tips and news of a first start. A profile that is made for one show has none of
these. A macro in it starts the show and says that it stands, so that no window manager need be asked.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from deckwright.errors import UserError

SOON = 10.0  # seconds after which a lecturer hears how it is going
_PROFILE = Path(__file__).parent / "libreoffice_profile"
_SHOWN = "The show stands. Escape ends it."
_LATE = (
    "No show after {:.0f} s. LibreOffice is still starting, or something else is in front: look behind the other "
    "windows. To start it by hand: open {} and press F5."
)
_ENDED = (
    "LibreOffice ended (status {}) before the show stood. Start the command again, or open {} by hand and press F5."
)


def show(program: str, deck: Path, say: Callable[[str], None], soon: float = SOON) -> int:
    """Show a deck until the show is over, and say within ``soon`` seconds whether it stands. The exit status."""
    if sys.platform.startswith("linux") and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        hint = "Start it in a terminal on the computer's own desktop."
        raise UserError("There is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set.", hint=hint)
    with tempfile.TemporaryDirectory(prefix="deckwright-show-", ignore_cleanup_errors=True) as folder:
        copy = Path(shutil.copy(deck, folder))
        stands = Path(folder) / "stands"
        profile = _profile(Path(folder) / "profile", copy, stands)
        options = ("--norestore", "--nologo", "--nodefault", "--nofirststartwizard")
        command = [program, f"-env:UserInstallation={profile.as_uri()}", *options, "macro:///Standard.Deckwright.Show"]
        with _running(command) as process:
            return _watched(process, stands, deck, say, soon)


def _watched(process: subprocess.Popen, stands: Path, deck: Path, say: Callable[[str], None], soon: float) -> int:
    """Wait for the show and for its end."""
    started, late = time.monotonic(), False
    while not stands.exists():
        if process.poll() is not None and not stands.exists():  # a short show may have stood and ended since we looked
            say(_ENDED.format(process.returncode, deck))
            return 1
        if not late and time.monotonic() - started > soon:
            say(_LATE.format(soon, deck))
            late = True
        time.sleep(0.05)
    say(_SHOWN)
    process.wait()
    return 0


def _profile(folder: Path, deck: Path, stands: Path) -> Path:
    """A profile that asks nothing, with the macro that shows this deck."""
    for file in filter(Path.is_file, _PROFILE.rglob("*")):
        text = file.read_text(encoding="utf-8").replace("@DECK@", deck.as_uri()).replace("@STANDS@", stands.as_uri())
        copy = folder / file.relative_to(_PROFILE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(text, encoding="utf-8")
    return folder


@contextmanager
def _running(command: list[str]) -> Iterator[subprocess.Popen]:
    """A program that ends, with all that it started, when this one is stopped."""
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    process = subprocess.Popen(command, start_new_session=True, **quiet)
    try:
        yield process
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen) -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
