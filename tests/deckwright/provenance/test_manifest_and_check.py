"""The manifest says where every figure comes from; check finds what a lecture must not have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from deckwright.checking.check import check_lecture
from deckwright.deck.chart import Chart, Series
from deckwright.deck.figure import figures_in
from deckwright.deck.text import Run
from deckwright.errors import UserError
from deckwright.markdown.lecture import Lecture, read_lecture
from deckwright.provenance.manifest import manifest, read_manifest

FRONT = """---
title: Ten facts
subtitle: From 1986 on
sources:
  used: {text: "A (1999). B."}
  unused: {text: "C (2000). D."}
---
"""


@pytest.fixture
def read(tmp_path: Path):
    """Read a body below FRONT."""

    def read(body: str, front: str = FRONT, **names: object) -> Lecture:
        folder = tmp_path / "course/lessons/01-test"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "slides.md").write_text(front + body, encoding="utf-8")
        return read_lecture(folder / "slides.md", names, lesson="test")

    return read


def chart(*y: float) -> Chart:
    """A chart of one series, with a description."""
    return Chart(kind="line", series=(Series("loss", y, tuple(map(float, range(len(y))))),), alt=(Run("It falls."),))


def written(lecture: Lecture, tmp_path: Path) -> dict:
    """The manifest of a lecture, read back."""
    root = tmp_path / "course"
    content = manifest(
        lecture.deck, root=root, folder=root / "lessons/01-test", settings=["lr=0.5"], inputs={"b": "2", "a": "1"}
    )
    return read_manifest(content)


BODY = """# Loss {{ loss }} {#loss}

Text {{ loss | num(3) }} and $x = {{ loss }}$.

{{ plot }}

::: columns
::: column
{% for v in many %}
- {{ v }}
{% endfor %}
:::
::: column
x [@used]
:::
:::

::: notes
Say {{ loss }}.
:::
"""


def test_every_figure_is_in_the_manifest(read, tmp_path: Path) -> None:
    """Title, text, formula, list, column, chart and notes: all are there, with place, text, full value and line."""
    lecture = read(BODY, loss=0.29837, plot=chart(0.5, 0.25), many=[1, 2])
    content = written(lecture, tmp_path)
    slide = content["slides"][1]
    places = [(f["place"], f["text"], f["value"], f["source"].split(":")[1]) for f in slide["figures"]]
    assert places == [
        ("title", "0.2984", 0.29837, "8"),
        ("paragraph 1", "0.298", 0.29837, "10"),
        ("paragraph 1", "0.2984", 0.29837, "10"),
        ("columns 3, column 1, bullets 1", "1", 1, "17"),
        ("columns 3, column 1, bullets 1", "2", 2, "17"),
        ("notes", "0.2984", 0.29837, "26"),
    ]
    assert slide["charts"][0]["series"] == [{"name": "loss", "x": [0.0, 1.0], "y": [0.5, 0.25]}]
    assert slide["figures"][1]["source"].startswith("lessons/01-test/slides.md:") and content["parameters"] == [
        "lr=0.5"
    ]
    assert len(slide["figures"]) == len(list(figures_in(lecture.deck.slides[1])))


def test_identities_are_unique_and_stay(read, tmp_path: Path) -> None:
    """Each figure has an id of its own, which does not change when another figure is put before it."""
    names = {"loss": 0.29837, "plot": chart(0.5), "many": [1, 2]}
    before = [f["id"] for f in written(read(BODY, **names), tmp_path)["slides"][1]["figures"]]
    assert len(set(before)) == len(before)
    after = [
        f["id"]
        for f in written(read(BODY.replace("Text", "Text {{ many[0] }}"), **names), tmp_path)["slides"][1]["figures"]
    ]
    assert set(before) < set(after)


def test_the_same_deck_gives_the_same_bytes(read, tmp_path: Path) -> None:
    """Nothing in a manifest depends on the time or on the order of a dictionary."""
    lecture = read(BODY, loss=0.5, plot=chart(1.0), many=[])
    one, two = (
        manifest(lecture.deck, root=tmp_path, folder=tmp_path, settings=[], inputs=i)
        for i in ({"a": "1", "b": "2"}, {"b": "2", "a": "1"})
    )
    assert one == two


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b'{"format": 1}', b"\xff", json.dumps({"format": 99, "slides": []}).encode()]
)
def test_damaged_manifests(content: bytes) -> None:
    """What is not a manifest is refused with a clear message."""
    with pytest.raises(UserError, match="damaged|another version"):
        read_manifest(content)


def test_check_finds_typed_figures_at_their_line(read) -> None:
    """Words, titles, cells, notes, front matter and expressions are searched; names, links, code, sources are not."""
    body = """# Layer 2 has 3 units

Some words
and 0.5, [1986]{source=used}, [Part 7](https://x.org), `9`, $4x$ [^f]

| 5 | {{ 0.7 }} |
|---|---|
| {{ n }} | b |

[^f]: Note of 8.

::: notes
About 6.
:::
"""
    found = check_lecture(read(body, n=3))
    lines = [(finding.where.line, finding.message) for finding in found]
    assert lines == [
        (3, "The figure 1986 is typed."),
        (6, "The source 'unused' is never cited."),
        (8, "The figure 3 is typed."),
        (11, "The figure 0.5 is typed."),
        (13, "The figure 5 is typed."),
        (13, "The figure 0.7 is typed in {{ 0.7 }}."),
        (17, "The figure 8 is typed."),
        (20, "The figure 6 is typed."),
    ]


def test_check_finds_what_cannot_be_heard_and_what_is_not_finite(read, tmp_path: Path) -> None:
    """A picture without a description and a chart with a hole are found."""
    (tmp_path / "course/lessons/01-test").mkdir(parents=True)
    Image.new("L", (1, 1)).save(tmp_path / "course/lessons/01-test/p.png")
    found = check_lecture(
        read(
            "# A\n\n![](p.png)\n\n{{ plot }}\n\n[@used] [@unused]\n",
            FRONT.replace("1986", "then"),
            plot=chart(1.0, float("inf")),
        )
    )
    assert [finding.message for finding in found] == [
        "This picture has no alternative text for those who can't see it.",
        "The series 'loss' of this chart has a point that isn't finite.",
    ]
    assert [finding.where.line for finding in found] == [10, 12]


def test_a_gap_that_was_asked_for_is_no_finding(read) -> None:
    """None and NaN with gaps=True are what the author wants."""
    found = check_lecture(read("# A\n\n{{ line_chart(line, gaps=true, alt='It falls.') }}\n", line=[2.0, None, 1.0]))
    assert not [finding for finding in found if "finite" in finding.message or "missing" in finding.message]


def test_a_gap_in_a_chart_is_no_number_in_the_manifest(read, tmp_path: Path) -> None:
    """JSON knows neither NaN nor infinity; what a logarithmic axis has no place for is told by series and value."""
    lecture = read("# A\n\n{{ line_chart(line, log_y=true) }}\n\n{{ inf }}\n", line=[1.0, 0.0, 10.0], inf=float("inf"))
    content = read_manifest(manifest(lecture.deck, root=tmp_path, folder=tmp_path, settings=[], inputs={}))
    (slide,) = content["slides"][1:]
    assert slide["charts"][0]["series"][0]["y"] == [1.0, None, 10.0]
    assert [figure["value"] for figure in slide["figures"] if figure["expression"] == "inf"] == ["inf"]
    assert [f.message for f in check_lecture(lecture) if f.where.line == 10] == [
        "The series 'value' is not shown where it is 0: a logarithmic axis begins above zero."
    ]
    assert [f.message for f in check_lecture(lecture) if f.where.line == 12] == ["A figure on this slide is inf."]


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ("bar_chart({'a': low, 'b': high}, y_range=(mid, none))", ["The bars a of 'value' end outside"]),
        ("box_plot({'a': [low, low], 'b': [high, high]}, y_range=(mid, none))", ["The median of a lies outside"]),
        ("line_chart({'a': [low, low]}, y_range=(mid, none))", ["All of 'a' lies outside"]),
        ("line_chart({'a': [low, high]}, x_range=(mid, none))", ["All of 'a' lies outside"]),
        ("line_chart({'a': [low, high]}, y_range=(mid, none))", []),
        ("bar_chart({'a': low, 'b': high}, y_range=(none, high))", []),
    ],
)
def test_what_the_limits_of_an_axis_hide_is_told(read, call, told):
    """A bar that isn't seen is told by its name, a series without a point in sight by its own; a line may be
    cut off.
    """
    lecture = read(f"# A\n\n{{{{ {call} }}}}\n", low=1.0, mid=2.0, high=3.0, none=None)
    found = [finding.message for finding in check_lecture(lecture) if "limits" in finding.message]
    assert len(found) == len(told) and all(words in message for words, message in zip(told, found))
