"""How long a deck of computed slides takes, here and by Jupyter with pandoc: python benchmarks/decks.py

The same slides, each with a text, a computed table, a formula with a computed number and a curve, are built by
Deckwright and by the road that Quarto takes: `jupyter nbconvert --execute` to Markdown, then pandoc to .pptx. Both run
as commands of their own, by turns, cold and when nothing changed; the best of several rounds counts. So does the time
from a changed word to the new deck under `--watch`. Then Deckwright alone builds longer and longer decks: time and
memory should grow in a line.

The peer lives in an environment of its own, so that it can't disturb this one; without it that part is left out:

    python -m venv /tmp/peer && /tmp/peer/bin/pip install nbconvert ipykernel nbformat numpy matplotlib pypandoc_binary
    python benchmarks/decks.py --peer /tmp/peer
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SLIDES, ROUNDS, GROWTH = 30, 3, (50, 100, 200, 500)
COMPUTING = """
import numpy as np

def numbers(k):
    rng = np.random.default_rng(k)
    W, x = rng.normal(size=(4, 3)), rng.normal(size=3)
    return W, W @ x, np.cumsum(rng.normal(size=200))
"""
LESSON = '''"""Computed slides."""
from dataclasses import dataclass
{computing}
@dataclass(frozen=True)
class Numbers:
    slides: list

def lesson() -> Numbers:
    return Numbers([numbers(k) for k in range({count})])
'''
WORDS = """---
title: Computed slides
---
{%- for W, z, curve in slides %}


# Slide {{ loop.index }} of the course

The sum is $\\sum_i z_i = {{ z.sum() }}$.

{{ table(W) }}

{{ line_chart(curve, x_title="step", y_title="value") }}
{%- endfor %}
"""
CHANGED = "The sum{% if loop.first %}, by the way,{% endif %} is"  # one word of one slide
CELL = """W, z, curve = numbers({k})
display(Markdown("# Slide {k} of the course\\n\\nThe sum is $\\\\sum_i z_i = %.4g$." % z.sum()))
rows = ["| " + " | ".join("%.4g" % v for v in row) + " |" for row in W]
display(Markdown("| | | |\\n|---|---|---|\\n" + "\\n".join(rows)))
fig, ax = plt.subplots(); ax.plot(curve); ax.set_xlabel("step"); ax.set_ylabel("value"); plt.show(); plt.close()"""
FIRST = "%matplotlib inline\nimport matplotlib.pyplot as plt\nfrom IPython.display import Markdown, display"


@dataclass(frozen=True)
class Run:
    """Wall-clock and processor seconds of a command, and the most memory it took, in MB."""

    seconds: float
    processor: float
    memory: float


def run(*command: str, folder: Path) -> Run:
    """Run a command to its end."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = process.stdout.read().decode()
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed:\n{said}")
    return Run(time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def lesson(folder: Path, count: int) -> Path:
    """Our lesson with so many slides."""
    home = folder / f"lessons/deck{count}"
    home.mkdir(parents=True)
    (home / "lesson.py").write_text(LESSON.format(computing=COMPUTING, count=count))
    (home / "slides.md").write_text(WORDS)
    return home


def notebook(folder: Path, count: int) -> Path:
    """The same slides as a notebook."""
    sources = [FIRST + COMPUTING, *(CELL.format(k=k) for k in range(count))]
    cells = [
        {"cell_type": "code", "id": f"c{k}", "metadata": {}, "source": s, "outputs": [], "execution_count": None}
        for k, s in enumerate(sources)
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path = folder / "deck.ipynb"
    path.write_text(json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}))
    return path


def best(rounds: int, *builds: Callable[[], Run]) -> list[Run]:
    """The fastest run of each, taken by turns."""
    runs = [[build() for build in builds] for _ in range(rounds)]
    return [min(each, key=lambda r: r.seconds) for each in zip(*runs)]


def ours(folder: Path, home: Path, *options: str) -> Run:
    """Build by Deckwright."""
    return run(sys.executable, "-m", "deckwright", "build", str(home), "--no-video", *options, folder=folder)


def watching(folder: Path, home: Path, changes: int) -> list[Run]:
    """Change a word under ``--watch``, so many times: each time until the deck is there again."""
    command = (sys.executable, "-m", "deckwright", "build", str(home), "--no-video", "--watch")
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)
    runs = []
    while not next(process.stderr).startswith("Watching"):
        pass
    for k in range(changes):
        time.sleep(1.0)  # until it listens; an author doesn't change words without a pause, either
        before, started = spent(process.pid), time.perf_counter()
        (home / "slides.md").write_text(WORDS.replace("The sum is", "The sum is" if k % 2 else CHANGED))
        if "built" not in (line := next(process.stderr)):
            raise SystemExit(line)
        runs.append(Run(time.perf_counter() - started, spent(process.pid) - before, 0.0))
    process.terminate()
    process.wait()
    return runs


def spent(process: int) -> float:
    """Processor seconds of a running process; 0.0 where the system doesn't say."""
    file = Path(f"/proc/{process}/stat")
    fields = file.read_text().rpartition(")")[2].split() if file.exists() else ["0"] * 13
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def theirs(folder: Path, peer: Path, path: Path) -> Run:
    """Execute the notebook, then turn its Markdown into slides; both run again when nothing changed."""
    python = str(peer / "bin/python")
    first = run(python, "-m", "nbconvert", "--execute", "--to", "markdown", "--no-input", str(path), folder=folder)
    convert = "import pypandoc, sys; pypandoc.convert_file('deck.md', 'pptx', outputfile='deck.pptx')"
    second = run(python, "-c", convert, folder=folder)
    return Run(first.seconds + second.seconds, first.processor + second.processor, max(first.memory, second.memory))


def compare(folder: Path, peer: Path | None, rounds: int) -> None:
    """Print the same slides by both, cold and unchanged."""
    home = lesson(folder, SLIDES)
    builds = [lambda: ours(folder, home, "--force"), lambda: ours(folder, home)]
    there = peer is not None and (peer / "bin/python").exists()
    if there:
        path = notebook(folder, SLIDES)
        builds.append(lambda: theirs(folder, peer, path))
    cold, unchanged, *other = best(rounds, *builds)
    word = min(watching(folder, home, rounds + 1), key=lambda r: r.seconds)
    print(f"{SLIDES} computed slides, best of {rounds}       seconds   of a processor       MB")
    for name, each in (
        ("Deckwright, cold", cold),
        ("Deckwright, unchanged", unchanged),
        ("Deckwright, a word changed, --watch", word),
        *(("nbconvert and pandoc", r) for r in other),
    ):
        print(f"  {name:<38} {each.seconds:>7.2f} {each.processor:>16.2f} {each.memory or float('nan'):>8.0f}")
    if not there:
        print("  nbconvert and pandoc: not here; see the top of this file for how to get them")
        return
    print(f"  ratio cold: {cold.seconds / other[0].seconds:.2f}, unchanged: {unchanged.seconds / other[0].seconds:.3f}")


def grow(folder: Path, sizes: tuple[int, ...]) -> None:
    """Print how time and memory grow with the number of slides."""
    print("\nslides   seconds   of a processor   ms a slide       MB")
    for count in sizes:
        each = ours(folder, lesson(folder, count))
        print(
            f"{count:>6} {each.seconds:>9.2f} {each.processor:>16.2f} {1000 * each.processor / count:>12.1f} "
            f"{each.memory:>8.0f}"
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--peer", type=Path, help="environment with nbconvert, ipykernel, matplotlib, pypandoc_binary")
    options.add_argument("--rounds", type=int, default=ROUNDS)
    options.add_argument("--sizes", type=int, nargs="*", default=GROWTH)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        compare(Path(name), chosen.peer, chosen.rounds)
        grow(Path(name), tuple(chosen.sizes))


if __name__ == "__main__":
    main()
