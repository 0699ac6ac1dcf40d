"""A letter means one thing in all lectures, or what is said of it for some: what check finds of a course's symbols."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckwright.checking.symbols import by_letter, symbols_of, unexplained_symbols
from deckwright.equations.formula import Formula
from deckwright.equations.letters import letters
from deckwright.errors import UserError
from deckwright.lesson import Lesson
from deckwright.markdown.lecture import read_lecture

SYMBOLS = r"""- symbol: z
  means: A weighted sum.
- symbol: i
  means: An index.
- symbol: d_k
  means: The width of a key.
- symbol: \hat{y}
  means: An answer.
- symbol: D
  means: The number of inputs.
- symbol: D
  means: The discriminator of a GAN.
  lectures: [8, start]
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Two lectures, a gallery and a list of symbols."""
    for name in ("00-gallery", "01-start", "08-losses"):
        (tmp_path / "lessons" / name).mkdir(parents=True)
        (tmp_path / "lessons" / name / "lesson.py").touch()
    (tmp_path / "lessons/symbols.yaml").write_text(SYMBOLS)
    return tmp_path


@pytest.fixture
def found(course: Path):
    """What is found in a lecture that has these words on its slide, which begin in line 7; more: further entries."""

    def found(words: str, lecture: str = "08-losses", more: str = "") -> list[str]:
        (course / "lessons/symbols.yaml").write_text(SYMBOLS + more)
        lesson = Lesson(course / "lessons" / lecture)
        lesson.words.write_text(f"---\ntitle: A lecture\n---\n\n# A slide\n\n{words}\n")
        read = read_lecture(lesson.words, {}, lesson=lesson.name)
        return [f"{error.where.line}: {error.message}" for error in unexplained_symbols(read, lesson)]

    return found


@pytest.mark.parametrize(
    "words",
    [
        r"$z_i = D$",
        r"The sum $\textcolor{activation}{z}$ and $D$.",
        r"$$\hat{y}_i = \ln D + \frac{2}{\sqrt{d_k}}$$",
        r"$\operatorname{Var}(z) > 0.5 \text{ with a word and } D^\top$",
        "| $D$ |\n|---|\n| k |",
        "$D$ and code: `x = k`\n\n```python\nk = 3\n```",
    ],
)
def test_what_is_listed_is_silent(found, words: str) -> None:
    """With a script, in a color, as an accent's letter; words, names of functions, digits and code are no symbols."""
    assert found(words) == []


@pytest.mark.parametrize(
    ("words", "symbol"),
    [
        ("$k$ and $D$", "k"),
        ("- a list: $D_k$", "k"),
        ("$$D = \\tau$$", "τ"),
        ("$y + D$", "y"),
        ("$\\hat{z} D$", "ẑ"),
        ("$d_i D$", "d"),
        ("| $\\mathbb{E}[D]$ |\n|---|\n| a |", "𝔼"),
        ("$D$\n\n::: notes\nSay: $q$.\n:::", "q"),
        ("$$\n\\begin{aligned}\nD &= z && \\text{with } \\kappa\n\\end{aligned}\n$$", "κ"),
    ],
)
def test_a_symbol_that_the_list_lacks_is_found(found, words: str, symbol: str) -> None:
    """In sentences, lists, tables, formulas and their reasons, notes; an accent or a script makes another symbol."""
    (told,) = found(words)
    assert told.endswith(f": Nothing is said of the symbol {symbol} for this lecture."), told


def test_it_is_found_once_where_it_first_stands(found) -> None:
    """At the line of its formula."""
    assert found("$D$\n\n$k$\n\n$k$") == ["9: Nothing is said of the symbol k for this lecture."]


def test_a_symbol_of_other_lectures_is_said_so(found) -> None:
    """The author may want that letter, or another one."""
    (told,) = found("$D = q$", more="- {symbol: q, means: A query., lectures: [1]}\n")
    assert told.endswith("Nothing is said of the symbol q for this lecture, only for 1.")


def test_an_entry_of_a_lecture_goes_before_one_of_all(course: Path) -> None:
    """Both are shown, the one for all first."""
    (meanings,) = (entries for entries in by_letter(symbols_of(course)) if entries[0].name == "D")
    assert [symbol.means for symbol in meanings] == ["The number of inputs.", "The discriminator of a GAN."]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("- {symbol: q, means: A query., lectures: [8]}", "14: No formula of the lecture 'losses' has the symbol q."),
        ("- {symbol: D, means: Depth., lectures: 8}", "14: D is listed twice in this lecture; the first time at line"),
        ("- {symbol: z, means: Noise.}", "14: z is listed twice in all lectures; the first time at line 1."),
        ("- {symbol: z, means: Noise., lectures: [9]}", "14: lessons/symbols.yaml says '9' for z: no such lecture."),
    ],
)
def test_what_is_wrong_with_the_list_is_found(found, more: str, told: str) -> None:
    """A stale entry, a double one, a lecture that isn't there: at the entry's line."""
    (one,) = found("$D = z$", more=more)
    assert one.startswith(told)


def test_a_course_without_a_list_and_a_gallery_have_no_findings(course: Path, found) -> None:
    """What stands before the first lecture shows what formulas look like."""
    assert found("$k$", "00-gallery") == []
    (course / "lessons/symbols.yaml").unlink()
    assert symbols_of(course) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- symbol: [", "not valid YAML"),
        ("- symbol: x\n", "This entry has no means:"),
        ("- symbol: x\n  mean: y\n", "Unknown key 'mean'.*Did you mean means"),
        ("x: y\n", "Expected a list of symbols"),
        ("- x\n", "Expected symbol: and means:"),
        ("- symbol: x + y\n  means: A sum.\n", "'x \\+ y' is not one symbol.*without \\$"),
        ("- symbol: \\frac{x\n  means: Half.\n", "cannot be set"),
    ],
)
def test_a_list_that_cannot_be_read_is_told(course: Path, text: str, told: str) -> None:
    """At its line."""
    (course / "lessons/symbols.yaml").write_text(text)
    with pytest.raises(UserError, match=f"(?s){told}") as caught:
        symbols_of(course)
    assert caught.value.where is not None


def test_a_letter_takes_the_scripts_that_it_is_known_with() -> None:
    """As many as it can; the others are formulas of their own."""
    formula = Formula(r"w^*_i + f_l'(x) + p'")
    assert list(letters(formula)) == ["w", "i", "f", "l", "x", "p"]
    assert list(letters(formula, {"w^∗", "p'", "f_l"})) == ["w^∗", "i", "f_l", "x", "p'"]
