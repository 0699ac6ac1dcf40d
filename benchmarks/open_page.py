"""How soon a changed word is on the page that is open: benchmarks/open_page.py [LESSON]...

A copy of each lecture is served by ``build --to html --watch``, with a browser at its last slide, on which a word
changes. What counts is the time by the clock from the saved file until the browser has drawn it: half a second at most.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from deckwright.lesson import Lesson, course_at, find_lesson

MOST = 0.5  # seconds
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
WORDS = "\n\n# The last slide {#the-last}\n\nA word was changed 0 times.\n"
DRAWN = """([selector, text]) => new Promise((done, failed) => {
  const look = () => {
    if (performance.now() > start + 30000) return failed(new Error("half a minute went by"));
    const there = document.querySelector(selector)?.textContent.includes(text);
    requestAnimationFrame(there ? () => done(Date.now()) : look);
  };
  const start = performance.now();
  look();
})"""


@contextmanager
def served(lesson: Lesson, *arguments: str) -> Iterator[str]:
    """A command that serves a page; its address."""
    environment = os.environ | {"BROWSER": "true", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "deckwright", *arguments]
    with subprocess.Popen(command, cwd=lesson.root, stderr=subprocess.PIPE, text=True, env=environment) as process:
        said = ""
        for line in process.stderr:
            said += line
            if "Ctrl+C" in line:
                break
        try:
            yield re.findall(r"http://\S+", said)[0]
        finally:
            process.send_signal(signal.SIGINT)


def of_words(page: Page, lesson: Lesson, times: int) -> list[float]:
    """Seconds from a word that is saved to the page, each time."""
    text, found = lesson.words.read_text(encoding="utf-8"), []
    for number in range(1, times + 1):
        time.sleep(1.5)  # an author's pause, in which the last build comes to its end
        said = f"changed {number} times"
        lesson.words.write_text(text.replace("changed 0 times", said), encoding="utf-8")
        saved = time.time()
        found.append(page.evaluate(DRAWN, [".current", said]) / 1000 - saved)
    lesson.words.write_text(text, encoding="utf-8")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("lessons", nargs="*", default=["gallery"], help="lectures by number or name")
    parser.add_argument("--times", type=int, default=7, help="how often a word is changed; the median counts")
    chosen, root, missed = parser.parse_args(), course_at(Path.cwd()), 0
    print("| lecture | a changed word, median | longest |")
    print("| --- | ---: | ---: |")
    with sync_playwright() as running, tempfile.TemporaryDirectory() as folder:
        browser = running.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        for part in ("lessons", "animations"):
            shutil.copytree(root / part, Path(folder, part), ignore=shutil.ignore_patterns("__pycache__"))
        for name in chosen.lessons:
            lesson = find_lesson(find_lesson(name, root).folder.name, Path(folder))
            with lesson.words.open("a", encoding="utf-8") as file:
                file.write(WORDS)
            with served(lesson, "build", lesson.folder.name, "--to", "html", "--no-video", "--watch") as address:
                page = browser.new_page(viewport={"width": 1280, "height": 720})
                page.goto(f"{address}#/the-last")
                found = of_words(page, lesson, chosen.times)
                page.close()
            missed += statistics.median(found) > MOST
            print(f"| {lesson.name} | {statistics.median(found):.2f} s | {max(found):.2f} s |", flush=True)
        browser.close()
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
