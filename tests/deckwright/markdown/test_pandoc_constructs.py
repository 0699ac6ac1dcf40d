"""What pandoc's and Quarto's users write: each is set, or an error at its line that says what to write instead."""

from __future__ import annotations

import pytest
from PIL import Image

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
        ("x\n\n```python\ny = 1\n\n# Lost\n\nz", 2, "not closed: what follows would be code", "```"),
        ("- x\n\n  ```\n  y\n\nz", 2, "not closed", ""),
        ("``` {.python .numberLines}\nx\n```", 0, "numberLines", "no numbers"),
        ("```python {1,3|all}\nx\n```", 0, "behind a code block's language", "in words"),
        ('```python title="a.py"\nx\n```', 0, "Can't read 'title=", "above the code"),
        ("```mermaid\nx\n```", 0, "diagram of mermaid", "block_diagram"),
        ("#Title without a space", 0, "printed as it stands: #Title", "space behind its #"),
        ("x\n##Two", 1, "printed as it stands: ##Two", "space"),
        ("Text \\pause and more", 0, r"stands: \\pause", ". . ."),
        ("\\note{x}", 0, r"stands: \\note", "::: notes"),
        ("so \\alpha is", 0, r"stands: \\alpha", "$"),
        ("\\textbf{x}", 0, r"stands: \\textbf", "Markdown"),
        ("x\n\n???\n\ny", 2, r"stands: \?\?\?", "::: notes"),
        ("x\n\n. . . y", 2, r"stands: \. \. \.", "two empty lines"),
        ("x :smile: y", 0, "stands: :smile:", "itself"),
        ("[a][nowhere]", 0, r"stands: \[a\]\[nowhere\]", "[words](https://...)"),
        ("[a](javascript:alert)", 0, "stands: .*javascript", "https"),
        ("[a](file:///etc/passwd)", 0, "stands: .*file", ""),
        ("a { loss } b", 0, "stands: { loss }", "{{ name }}"),
        ("{loss:.2f}", 0, "stands: {loss:.2f}", "{{ name }}"),
        ("a }} b", 0, "stands: a }}", "two braces"),
        ("a %} b", 0, "stands: a %}", ""),
        ("$$\nx\n$$ {#eq-x}", 0, "stands: {#eq-x}", "link to its slide"),
        ("See @fig-x.", 0, "refers to a figure by its number", "link to its slide"),
        ("![a](b.png =10x20)", 0, "stands", "{width=50%}"),
        ("![[b.png]]", 0, "stands", "![what it shows]"),
        ("see [[Other page]]", 0, "stands", "[words](address)"),
        ("![bg right:40%](b.png)", 0, "how Marp is to place it", ""),
        ("> [!NOTE]\n> x", 0, r"stands: \[!NOTE\]", "callout-note"),
        ('!!! note "x"\n    y', 0, "stands: !!! note", "callout-note"),
        ("::: note\nx\n:::", 0, "Unknown class 'note'", "::: callout-note"),
        ("::: speaker-notes\nx\n:::", 0, "Unknown class 'speaker-notes'", "::: notes"),
        ("::: {.fragment .fade-in}\nx\n:::", 0, "Unknown class 'fade-in'", "::: reveal"),
        ("x\n\n---\nlayout: two-cols\nclass: y\n---\n\nz", 3, "Settings of one slide", "{layout=two-columns}"),
        ("x\n\n::right::\n\ny", 2, "stands: ::right::", "::: columns"),
        ("x\n\n--\n\ny", 2, "stands: --", "---"),
        ("a x^2+y^2", 0, r"\^2\+y\^ reaches", "x^2^ + y^2^"),
        ("one \\\\ two", 0, r"stands: \\", "<br>"),
        ("one \\\\\ntwo", 0, r"stands: \\", "<br>"),
        ("This is a sentence.\n---\n\nmore", 0, "make a heading of it", "empty line"),
        ("This is a\nparagraph\n---\n\nmore", 0, "make a heading of it", "empty line"),
        ("-one\n-two", 0, "stands: -one", "space behind each sign"),
        ("*one\n*two", 0, r"stands: \*one", "space behind each sign"),
        ("1.one\n2.two", 0, "stands: 1.one", "space behind each number"),
        ("• one\n• two", 0, "stands: • one", "- and a space"),
        ("1. [ ] one", 0, r"stands: \[ \]", "- [ ] words"),
        ("*[HTML]: Hyper", 0, "stands", "Write out"),
        ("[TOC]", 0, "stands", "Sections"),
        ("an ==important== word", 0, "stands: ==important==", "**words**"),
        ("an ++important++ word", 0, "stands: .*important", "*words*"),
        ("${loss} is it", 0, "stands: .*loss", "{{ name }}"),
        ("**not closed", 0, "stands", "both ends"),
        ("`{python} loss`", 0, "shown as code, and not computed", "{{ loss }}"),
        ("from $5 to 10$ each", 0, "is it money", r"\$"),
        ("@dataclass", 0, "Unknown source 'dataclass'", r"\@"),
        ("so \\(x\\) is", 0, "would be printed as brackets", "$x$"),
        ("so \\\\(x\\\\) is", 0, "would be printed as brackets", "$x$"),
        ("\\[y = 1\\]", 0, "would be printed as brackets", "$y = 1$"),
        ("\\[\ny = 1\n\\]", 0, "would be printed as brackets", "$y = 1$"),
        ("so $ x $ is", 0, r"stands: \$ x \$", "touch"),
        ("so $x$2 is", 0, r"stands: \$x\$", "no digit"),
        ("so $`x`$ is", 0, "Backticks in a formula", "$x$"),
        ("```math\nx\n```", 0, "A formula is no block of code", "$$"),
        ("[](https://a.b)", 0, "has no words", "[words]"),
        ("[a]()", 0, "leads nowhere", "[words]"),
        ("-\u3000全角", 0, "stands", "narrow space"),
        ("![a](b.png)\n\n: Caption", 0, "a picture stands above it", '"Caption"'),
        ("\\begin{itemize}", 0, "stands", "Lists, tables"),
        ("::: footer\nx\n:::", 0, "Unknown class 'footer'", "footer: in the front matter"),
        ("::: columns\n::: {.column width=3%}\n:::\n::: column\nx\n:::\n:::", 1, "Expected a width", "by themselves"),
        ("```{mermaid}\nx\n```", 0, "diagram of mermaid", "block_diagram"),
        ("see :numref:`x`", 0, "stands: :numref:", "Roles"),
        ("a <sub>2</sub>", 0, "HTML has no meaning", "H~2~O"),
        ("<aside>x</aside>", 0, "HTML has no meaning", "::: notes"),
        ("x\n\n<!-- y\n\nz", 2, "comment is not closed", "-->"),
        ("a\n\n[b](#nowhere)", 2, "No slide is called 'nowhere'", ""),
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


def test_one_mistake_for_a_pair_of_tags(blocks) -> None:
    """What closes it is not told again."""
    with pytest.raises(UserError) as caught:
        blocks("a <b>c</b>")
    assert len(caught.value.errors) == 1


@pytest.mark.parametrize(
    "body",
    [
        "#1 of all",
        "Rewards for s[i][j] and C:\\Users\\me at 10:30:45",
        "{% raw %}{{ x }}{% endraw %}",
        "Well... yes -- no",
        "`{x}` and $\\alpha$ and `:smile:`",
        "Is it? Yes! {a, b}",
        "a == b and C++ and D++ and 2**3 and 2 * 3 and A* of p*",
        "costs $5 and $10",
        "What is learned?\n----------------\n\nMore\n---",
        "US$ 5 and 6 $ and \\[sic\\] it is",
        "```plain\nx\n```",
        "-1\n-2",
        "See [b](#a-slide) and [c](#title-slide)",
    ],
)
def test_what_only_looks_unread(blocks, body: str) -> None:
    """It is printed as it stands, and that is right."""
    assert blocks(body)


def test_a_title_without_a_number(read) -> None:
    """Pandoc's short form of .unnumbered is no part of the title."""
    assert plain(read("# Two words {-}\n\nx").deck.slides[1].title) == "Two words"


def test_a_break_at_the_end_of_a_title(read) -> None:
    """A backslash there would be printed."""
    with pytest.raises(UserError, match=r"stands: \\") as caught:
        read("# Two\\\nwords\n\nx")
    assert "<br>" in caught.value.hint


def test_a_caption_right_below_its_table(blocks) -> None:
    """No empty line is needed, as in pandoc."""
    (table,) = blocks("| a | b |\n|---|---|\n| x | y |\n: What | it says\n")
    assert plain(table.caption) == "What | it says" and len(table.rows) == 2


def test_figures_in_a_list_stand_between_its_entries(blocks) -> None:
    """On lines of their own, below the words of an entry."""
    before, chart, after = blocks("1. a\n\n    {{ bar_chart(d, alt='x') }}\n\n    more\n2. b\n", d={"a": 1.0})
    assert told(before) == [("1.", 0, "a")] and chart.noun == "chart"
    assert told(after) == [("more", 0, "more"), ("2.", 0, "b")]


def test_footnotes_of_several_paragraphs(read) -> None:
    """Each begins a line; a list belongs on the slide."""
    (note,) = read("# A\n\nx[^1]\n\n[^1]: One.\n\n    Two.\n").deck.slides[1].footnotes
    assert plain(note) == "One.\nTwo."
    with pytest.raises(UserError, match="Footnote '1' must be paragraphs"):
        read("# A\n\nx[^1]\n\n[^1]: One.\n\n    - Two.\n")


def test_names_that_are_given_twice(read) -> None:
    """Of two footnotes with one label, or two addresses with one name, one would be lost without a word."""
    with pytest.raises(UserError, match=r"Two footnotes are called \[\^1\]; the other one is at line"):
        read("# A\n\nx[^1]\n\n[^1]: One.\n\n# B\n\nx[^1]\n\n[^1]: Two.\n")
    with pytest.raises(UserError, match=r"\[r\]: stands twice"):
        read("# A\n\n[x][r]\n\n[r]: https://a.b\n\n# B\n\n[y][r]\n\n[r]: https://c.d\n")


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("[see @rumelhart1986, p. 3]", "(see Rumelhart et al., 1986, p. 3)"),
        ("[-@rumelhart1986]", "(1986)"),
        ("@rumelhart1986 [p. 3]", "Rumelhart et al. (1986, p. 3)"),
        (
            "[@rumelhart1986, chap. 2; see also @goodfellow2016]",
            "(Rumelhart et al., 1986, chap. 2; see also Goodfellow, 2016)",
        ),
        ("[@rumelhart1986; @goodfellow2016]", "(Rumelhart et al., 1986; Goodfellow, 2016)"),
        ("@goodfellow2016 [which see]", "Goodfellow (2016) [which see]"),
    ],
)
def test_citations_with_words_around(blocks, body: str, shown: str) -> None:
    """Pandoc's prefixes, places and years alone."""
    (text,) = blocks(body)
    assert plain(text.text).replace("\u00a0", " ") == shown


def test_spaces_at_which_no_line_is_broken(blocks) -> None:
    """A backslash before a space, as in pandoc; what a year leaves out is no quotation."""
    (text,) = blocks("Fig.\\ A since '68")
    assert plain(text.text) == "Fig.\u00a0A since ’68"


@pytest.mark.parametrize(
    ("body", "bold"),
    [
        ("**加粗。**后面", "加粗。"),
        ("前面**「引用」**后面", "「引用」"),
        ("これは**強調（きょうちょう）**です", "強調（きょうちょう）"),
        ("이것은 **굵게(강조)**는", "굵게(강조)"),
        ("a **bold** b", "bold"),
        ("中文 **bold.** 中文", "bold."),
    ],
)
def test_stars_between_letters_without_spaces(blocks, body: str, bold: str) -> None:
    """Beside a punctuation mark, too."""
    (text,) = blocks(body)
    assert [run.text for run in text.text if run.bold] == [bold] and "*" not in plain(text.text)


def test_an_address_that_was_computed(blocks) -> None:
    """It may run nothing."""
    with pytest.raises(UserError, match="is no page's address"):
        blocks("[x]({{ address }})", address="javascript:alert(1)")


def test_a_linked_picture(blocks, tmp_path) -> None:
    """Its link would be lost."""
    Image.new("RGB", (4, 4)).save(tmp_path / "p.png")
    with pytest.raises(UserError, match="A picture can't be a link"):
        blocks("[![x](p.png)](https://a.b)")


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
