"""Charts as LibreOffice draws them: every line is there, and no words stand on one another."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from itertools import combinations

import numpy as np
import pytest
from PIL import Image, ImageColor

from deckwright.deck.chart import Axis, Chart, Series
from deckwright.figures.bar_charts import bar_chart
from deckwright.figures.line_charts import line_chart
from deckwright.theme import LIGHT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice draws the charts"),
    pytest.mark.skipif(not shutil.which("pdftoppm"), reason="pdftoppm and pdftotext read what it drew"),
]
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
LENGTHS = {"loss": 10, "weight": 40, "activation": 25}  # roles of three lines and how many points each has


def lines(offset: float) -> Chart:
    """Three lines of different lengths that keep apart, each beginning so far to the right of the one before."""
    series = tuple(
        Series(role, tuple(float(n + 1) for _ in range(count)), tuple(n * offset + i for i in range(count)), role)
        for n, (role, count) in enumerate(LENGTHS.items())
    )
    return Chart(kind="line", series=series, y=Axis(low=0.0, high=4.0))


def bars(*names: str) -> Chart:
    """Bars of which one goes down to just above a round number, where the axis would end."""
    return Chart(kind="bar", series=(Series("vote", (0.5, -0.19, 0.2)),), categories=names)


CHARTS = {
    "shared x": lines(0.0),
    "own x": lines(0.5),
    "small numbers": Chart(kind="line", series=(Series("loss", (3e-6, 0.2), (0.0, 1.0)),), y=Axis(log=True)),
    "groups": bar_chart({"first": [1, 2], "second": [2, 1]}, ["a", "b"], errors={"first": 0.5}, levels={"chance": 1.4}),
    "band": line_chart({"loss": [3.0, 2.0, 1.0]}, roles="loss", bands=0.5),
    "bars": bars("first", "second", "third"),
    "lying bars": bars(*(f"the vote of everybody who has read this {n} times over and over" for n in range(3))),
}


@pytest.fixture(scope="module")
def drawn(slide, written):
    """Each chart's picture, and its words: left, top, right, bottom, letters."""
    deck = written(*(slide(name, chart) for name, chart in CHARTS.items()))
    profile = f"-env:UserInstallation=file://{deck.parent}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(deck.parent), str(deck)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pdf = deck.with_suffix(".pdf")
    subprocess.run(["pdftoppm", "-r", "72", "-png", str(pdf), str(deck.parent / "page")], check=True)
    box = ["pdftotext", "-bbox", str(pdf), "-"]
    texts = subprocess.run(box, check=True, capture_output=True, text=True).stdout.split("<page ")[1:]
    words = [[(*map(float, found[:4]), unescape(found[4])) for found in WORD.findall(text)] for text in texts]
    pictures = [np.asarray(Image.open(path).convert("RGB")) for path in sorted(deck.parent.glob("page-*.png"))]
    return {name: shown for name, *shown in zip(CHARTS, pictures, words, strict=True)}


@pytest.mark.parametrize("chart", ["shared x", "own x"])
def test_every_line_is_drawn_in_its_whole_length(drawn, chart):
    """Also where a later line has more points; lengths in the picture are as the numbers of points."""
    picture, _ = drawn[chart]
    lengths = {}
    for role in LENGTHS:
        near = np.abs(picture.astype(int) - ImageColor.getrgb(f"#{LIGHT.roles[role]}")).max(axis=2) < 40
        lengths[role] = near.sum(axis=1).max()  # in the row of pixels that holds the level line
    for role, count in LENGTHS.items():
        assert lengths[role] / lengths["weight"] == pytest.approx((count - 1) / (LENGTHS["weight"] - 1), abs=0.03)
    assert lengths["weight"] > picture.shape[1] / 2


def test_powers_of_ten_read_alike_on_the_whole_axis(drawn):
    """An axis that goes further down than 0.0001 has each of its ticks with a raised power of ten."""
    _, words = drawn["small numbers"]
    assert {"10⁰", *(f"10⁻{digit}" for digit in "⁶⁵⁴³²¹")} <= {letters for *_, letters in words}


def test_names_of_groups_and_of_a_level_line_are_all_there(drawn):
    """Those of the groups in the legend, that of the line beside the plot and nowhere else."""
    _, words = drawn["groups"]
    assert sorted({"first", "second", "chance"} & {letters for *_, letters in words}) == ["chance", "first", "second"]
    assert sum(letters == "chance" for *_, letters in words) == 1


def test_a_line_is_seen_through_its_band(drawn):
    """LibreOffice draws error bars over lines."""
    picture, _ = drawn["band"]
    line = np.abs(picture.astype(int) - ImageColor.getrgb(f"#{LIGHT.roles['loss']}")).max(axis=2) < 60
    assert line.any(axis=0).sum() > 0.7 * picture.shape[1] * 0.8


@pytest.mark.parametrize("chart", ["bars", "lying bars"])
def test_a_bar_below_zero_has_its_value_beside_the_names(drawn, chart):
    """The value at its end stands on no category's name, and its box touches none."""
    _, words = drawn[chart]
    assert "−0.19" in {letters for *_, letters in words}
    for a, b in combinations(words, 2):
        across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
        assert across <= 0 or down <= 0, (a, b)
