"""What pandoc's and Quarto's users write: each is set, or an error at its line that says what to write instead."""

from __future__ import annotations

import pytest

from deckwright.deck.text import Bullets, Code, Paragraph, plain
from deckwright.errors import UserError

LINE = 9  # the file's line on which a body of the fixture `blocks` begins


def told(bullets: Bullets) -> list[tuple]:
    """Each item's marker (or kind), level and text."""
    return [
        (item.marker if item.kind == "entry" else item.kind, item.level, plain(item.text)) for item in bullets.items
    ]


@pytest.mark.parametrize(
    "body, markers",
    [
        ("a. x\nb. y", ["a.", "b."]),
        ("iii. x\niv. y", ["iii.", "iv."]),
        ("(1) x\n(2) y", ["(1)", "(2)"]),
        ("(a) x\n(b) y", ["(a)", "(b)"]),
        ("A)  x\nB)  y", ["A)", "B)"]),
        ("#. x\n#. y", ["1.", "2."]),
        ("3) x\n4) y", ["3)", "4)"]),
        ("(@) x\n\nbetween\n\n(@good) y", ["(1)", "(2)"]),
        ("- [ ] x\n- [x] y", ["☐", "☑"]),
        ("1. x\n    a. inner\n    b. more\n2. y", ["1.", "a.", "b.", "2."]),
    ],
)
def test_markers_of_lists(blocks, body: str, markers: list[str]) -> None:
    """Letters, Roman numbers, parentheses, examples and tasks."""
    items = [item for block in blocks(body) if isinstance(block, Bullets) for item in block.items]
    assert [item.marker for item in items] == markers and all(plain(item.text).isalpha() for item in items)


def test_what_only_looks_like_a_marker(blocks) -> None:
    """A line inside of a paragraph, an initial, code."""
    found = blocks("plan\na. fails\n\nB. Russell wrote\n\n```\na. x\n```")
    assert [type(block) for block in found] == [Paragraph, Paragraph, Code]
    assert plain(found[0].text) == "plan a. fails" and plain(found[2].lines[0]) == "a. x"


def test_definitions_line_blocks_and_callouts(blocks) -> None:
    """Terms with what they mean, lines that keep their ends, a title beside a rule."""
    (terms,) = blocks("Epoch\n:   One pass\n\nBatch\n:   Some *examples*\n\n    at once\n")
    assert told(terms) == [
        ("term", 0, "Epoch"), ("more", 0, "One pass"),
        ("term", 0, "Batch"), ("more", 0, "Some examples"), ("more", 0, "at once"),
    ]  # fmt: skip
    (lines,) = blocks("| The first line\n|   The second\n")
    assert plain(lines.text) == "The first line\n\xa0\xa0The second"
    (callout,) = blocks('::: {.callout-tip title="Mind"}\nOne.\n\nTwo.\n:::')
    assert (callout.kind, plain(callout.text)) == ("callout", "Mind\nOne.\nTwo.")
    (titled,) = blocks('::: {.callout-tip title="Mind $x$"}\nOne.\n:::')
    assert [type(part).__name__ for part in titled.text][:2] == ["Run", "Math"]
    (named,) = blocks("::: {.callout-warning}\n## Look **out**\n\nOne.\n:::")
    assert plain(named.text) == "Look out\nOne." and named.text[0].bold


def test_code_in_a_list_stands_between_its_entries(blocks) -> None:
    """The numbers go on behind it."""
    before, code, after = blocks("1. a\n\n   ```python\n   x = 1\n   ```\n\n   more\n2. b\n")
    assert told(before) == [("1.", 0, "a")] and plain(code.lines[0]) == "x = 1"
    assert told(after) == [("more", 0, "more"), ("2.", 0, "b")]


def test_incremental_lists(read) -> None:
    """By the slide, by a block, by the front matter; ::: nonincremental says no."""
    body = "# A {.incremental}\n\n- a\n- b\n\n# B\n\n::: incremental\n- a\n- b\n:::\n\nx\n\n# C\n\n- a\n"
    slides = read(body).deck.slides[1:]
    assert [[block.step for block in slide.blocks] for slide in slides] == [[1], [1, 0], [0]]
    assert [item.step for item in slides[0].blocks[0].items] == [0, 1]
    assert read(body + "\n# D {.smaller}\n\n::: {.fragment}\nx\n:::\n").deck.slides[4].blocks[0].step == 1


@pytest.mark.parametrize(
    "body, titles, layouts",
    [
        (
            "# Part\n\n## One\n\nx\n\n### Sub\n\n# Next\n\n## Two\n\ny",
            ["Part", "One", "Next", "Two"],
            ["section", "", "section", ""],
        ),
        ("# One\n\nx\n\n## Sub\n\ny\n\n# Two\n\nz", ["One", "Two"], ["", ""]),
        ("# One\n\nx\n\n---\n\ny\n\n---\n\n# Two\n\nz", ["One", "One", "Two"], ["", "", ""]),
        ("# Alone", ["Alone"], [""]),
    ],
)
def test_what_starts_a_slide(read, body: str, titles: list[str], layouts: list[str]) -> None:
    """The highest level that something other than a heading follows; above it are sections, below it subheadings."""
    slides = read(body).deck.slides[1:]
    assert [plain(slide.title) for slide in slides] == titles and [slide.layout for slide in slides] == layouts
    assert len({slide.key for slide in slides}) == len(slides)


@pytest.mark.parametrize(
    "body, line, message, hint",
    [
        ("| a | b | c |\n|---|---|\n| x | y | z |", 0, "looks like a table", r"\|---\|"),
        ("| a | b |\n|---|---|\n| x | y |\n| x | y | z |", 3, "This row has 3 cells, and the table 2", r"\\\|"),
        ("| a | b |\n|---|---|\n| x |", 2, "This row has 1 cell,", ""),
        ("+---+\n| a |\n+---+", 0, "a grid table", ""),
        ("One   Two\n\n----- -----\n1     2", 2, "columns are told by dashes", ""),
        ("x `<b>`{=html} y", 0, "Raw html", ""),
        ("```{=html}\n<b>\n```", 0, "Raw html", ""),
        ('```python\n1\n```\n```{.python code-line-numbers="2"}\n1\n```', 3, "code-line-numbers", "in words"),
        ("![x](with space.png)", 0, "printed as it stands", "<a picture.png>"),
        ("x\ny {.gradient}", 1, "printed as it stands: {.gradient}", "right behind"),
        ("[x]{. a}", 0, "printed as it stands", ""),
        ("$ \\alpha $", 0, "printed as it stands", "touch"),
        ("- a\n\n  . . .\n\n- b", 2, "A pause can't stand inside", "::: steps"),
        ("::: {.panel-tabset}\nx\n:::", 0, "panel-tabset", "no tabs"),
        ("[x]{.fragment}", 0, "fragment", "::: reveal"),
        ("x\n\n: y", 2, "", ""),
        ("[a](https://a.b){target=_blank}", 0, "Unknown key 'target'", ""),
    ],
)
def test_what_is_told_instead(blocks, body: str, line: int, message: str, hint: str) -> None:
    """What would be printed raw, or lost, is an error at its line that says what to write."""
    if body == "x\n\n: y":  # a definition whose term is a line above
        assert told(blocks(body)[0]) == [("term", 0, "x"), ("more", 0, "y")]
        return
    with pytest.raises(UserError, match=message) as caught:
        blocks(body)
    assert caught.value.where.line == LINE + line
    assert not hint or hint.replace("\\", "") in caught.value.hint.replace("\\", "")


def test_escaped_characters_are_meant(blocks) -> None:
    """A backslash before them says so; in code they need none."""
    (words,) = blocks(r"\{.a} and \[^x] and `{.b}` or `| |`")
    assert plain(words.text) == "{.a} and [^x] and {.b} or | |"


def test_bars_in_formulas_and_code_of_a_table(blocks) -> None:
    """They belong to the formula, and norms keep theirs."""
    (table,) = blocks("| a | b |\n|---|---|\n| $P(A | B)$ | `x | y` |\n| $\\|x\\|$ | $5 \\| 6 |\n")
    shown = [[plain(cell.text) for cell in row] for row in table.rows[1:]]
    assert shown == [["P(A | B)", "x | y"], [r"\|x\|", "$5 | 6"]]


def test_all_mistakes_are_told(blocks) -> None:
    """Formulas, cells, pictures and blocks: each at its line."""
    body = "$\\frac{1$ and $x}$\n\n- $y}$\n\n| a |\n|---|\n| $z}$ |\n\n![x](no.png)\n\n::: nothing\n[@nobody]\n:::\n"
    with pytest.raises(UserError) as caught:
        blocks(body)
    assert [error.where.line - LINE for error in caught.value.errors] == [0, 0, 2, 6, 8, 10]


def test_tabs_in_code_are_four_columns(blocks) -> None:
    """From wherever they start, behind a figure as well."""
    (code,) = blocks("```\n\ta\n1\tb\n{{ n }}\tc\n```", n=12)
    assert [plain(line) for line in code.lines] == ["    a", "1   b", "12  c"]


def test_captions_are_no_definitions(blocks) -> None:
    """Below a figure, or between words and a table."""
    (table,) = blocks("{{ table([[1]]) }}\n\n: Its caption\n", **{})
    words, other = blocks("Some words.\n\n: Its *caption*\n\n| a |\n|---|\n| b |\n")
    assert [plain(table.caption), plain(other.caption), plain(words.text)] == [
        "Its caption",
        "Its caption",
        "Some words.",
    ]
