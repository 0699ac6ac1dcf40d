"""Numbers, dates and quotation marks as the deck's language writes them, on every surface, and read back from there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckwright.checking.check import check_lecture
from deckwright.deck.chart import Axis
from deckwright.deck.figure import figures_in
from deckwright.deck.text import plain
from deckwright.errors import UserError
from deckwright.figures.number import display, percent
from deckwright.language import Language, language, speaking, spoken
from deckwright.language.formulas import formula_in, formula_in_english
from deckwright.pptx.chart.scale import as_shown, number_format, scale_of
from dlcore import Tensor

WRITTEN = {
    "en-US": ("12,345.68", "47.3%"),
    "de-DE": ("12.345,68", "47,3\u00a0%"),
    "fr-FR": ("12\u202f345,68", "47,3\u00a0%"),
    "de-CH": ("12'345.68", "47.3%"),
    "ru": ("12\u00a0345,68", "47,3\u00a0%"),
    "tr": ("12.345,68", "%47,3"),
    "ja": ("12,345.68", "47.3%"),
    "ar-EG": ("12,345.68", "47.3%"),
    "hi": ("12,345.68", "47.3%"),
}


@pytest.mark.parametrize("tag", WRITTEN)
def test_numbers_have_the_marks_of_the_language(tag: str) -> None:
    """A number, a share, and the same in English again, which nobody's deck changes."""
    with speaking(tag):
        assert (display(12345.678, 7), percent(0.4731).text) == WRITTEN[tag]
    assert (display(12345.678, 7), percent(0.4731).text) == WRITTEN["en-US"]


LANGUAGES = [language(tag) for tag in WRITTEN]
NUMBERS = st.floats(-1e9, 1e9).map(lambda v: f"{v:,.3f}")


@given(st.sampled_from(LANGUAGES), NUMBERS)
def test_numbers_are_read_back(one: Language, number: str) -> None:
    """A number in any language and back is the number in English."""
    assert one.in_english(one.number(number)) == number


@given(st.sampled_from(LANGUAGES), st.lists(NUMBERS, min_size=1, max_size=4), st.sampled_from([", ", r",\; ", " + "]))
def test_formulas_are_read_back(one: Language, numbers: list[str], between: str) -> None:
    """A formula in any language and back has the numbers and the commas that it had."""
    latex = f"f({between.join(numbers)})_{{1,2}}".replace(",0", "{,}0")
    for digit in "0123456789":  # thousands in braces, as LaTeX has them
        latex = latex.replace(f",{digit}", f"{{,}}{digit}") if f",{digit}" in "".join(numbers) else latex
    latex = latex.replace("_{1{,}2}", "_{1,2}")
    back = formula_in_english(one, formula_in(one, latex))
    assert back.replace(" ", "").replace(r"\;", "") == latex.replace(" ", "").replace(r"\;", "")


def test_lengths_and_words_in_formulas_stay() -> None:
    """What is no number on the slide keeps its point: a space's length, a word's version."""
    german = language("de")
    for latex in (r"\hspace{0.5em}x", r"\text{v1.2}", r"x \\[0.5em] y", r"\kern 0.5em"):
        assert formula_in(german, latex) == latex
    assert formula_in(german, r"e^{-0.5}, x_{0,1}") == r"e^{-0{,}5}, x_{0,1}"


def test_a_deck_says_its_numbers_in_its_language(read) -> None:
    """In a sentence, a formula, a table, a chart's description and a working; check reads them there."""
    x = Tensor([0.5, -0.25], "x")
    total = (Tensor([0.4, 0.8], "w") @ x + Tensor(0.2, "b")).named("z")
    lecture = read(
        "de-DE",
        "{{ large }} $\\eta = {{ rate }}$ {{ values(x) }}\n\n{{ worked(z) }}\n\n{{ table([[rate, count]]) }}\n\n"
        "{{ bar_chart(bars) }}\n\n`{{ rate }}`",
        large=12345.0, rate=0.125, count=98765, bars={"a": 0.25, "b": 98765.5}, x=x, z=total,
    )  # fmt: skip
    sentence, working, table, chart, code = lecture.deck.slides[1].blocks
    assert plain(sentence.text) == r"12.345 \eta = 0{,}125 \textcolor{input}{(0{,}50;\: -0{,}25)}"
    assert [line.latex for line in working.lines][-1].endswith("0{,}2")
    assert [plain(cell.text) for cell in table.rows[0]] == ["0,125", "98.765"]
    assert "0,25" in plain(chart.alt) and {f.text for f in figures_in(chart.alt)} >= {"0,25"}
    assert plain(code.text) == "0.125"
    assert {f.text for f in figures_in(sentence)} == {"12.345", "0,125", "0,50", "−0,25"}
    assert check_lecture(lecture) == ()


def test_check_calculates_with_what_stands_there(read) -> None:
    """A wrong sum in German is found, a right one isn't; a decimal number typed in a formula is."""
    wrong = read("de", "$1 - {{ a }} = {{ b }}$", a=0.25, b=0.5)
    assert [finding.message for finding in check_lecture(wrong)] == [
        "A calculator gets 0.75 for 1 - 0.25, and the slide says 0.5."
    ]
    assert check_lecture(read("de", "$1 - {{ a }} = {{ b }}$", a=0.25, b=0.75)) == ()
    assert "0.3 is typed in a formula" in check_lecture(read("de", "$0.3 x + {{ a }}$", a=0.25))[0].message


def test_axes_show_the_marks_of_the_language() -> None:
    """A number format names the language where its marks are others than those of English, and is measured alike."""
    assert number_format(1) == '#,##0.0;"−"#,##0.0;0'
    with speaking("de-DE"):
        assert number_format(1) == '[$-407]#,##0.0;[$-407]"−"#,##0.0;[$-407]0'
        assert as_shown(-1234.5, number_format(1)) == "−1,234.5"
        assert scale_of(Axis(log=True), [0.001, 1]).format == "[$-407]General"
    with speaking("ja"):
        assert number_format(1) == '#,##0.0;"−"#,##0.0;0'


def test_quotation_marks_of_the_language(read) -> None:
    """Straight ones become those of the language, one quotation within another as well; apostrophes are left alone."""
    told = "\"Er sagt 'ja'\", und don't."
    shown = {tag: plain(read(tag, told).deck.slides[1].blocks[0].text) for tag in ("de", "fr", "ja", "en-GB", "sv")}
    assert shown == {
        "de": "„Er sagt ‚ja‘“, und don’t.",
        "fr": "«\u202fEr sagt “ja”\u202f», und don’t.",
        "ja": "「Er sagt 『ja』」, und don’t.",
        "en-GB": "“Er sagt ‘ja’”, und don’t.",
        "sv": "”Er sagt ’ja’”, und don’t.",
    }


@pytest.mark.parametrize(
    "tag, day", [("de-DE", "1. März 2026"), ("fr", "1 mars 2026"), ("ja", "2026年3月1日"), ("en-US", "March 1, 2026")]
)
def test_an_iso_date_is_written_in_words(read, tag: str, day: str) -> None:
    """The front matter's date in the language that it names; other dates stay as they were written."""
    title = read(tag, "x", "date: 2026-03-01\n").deck.slides[0]
    assert plain(title.blocks[0].text) == day
    assert plain(read(tag, "x", "date: WS 2026/27\n").deck.slides[0].blocks[0].text) == "WS 2026/27"


@pytest.mark.parametrize(
    "tag, hint", [("german", "Write de."), ("Deutsch", "Write de."), ("dee", "de"), ("zz", ""), ("de DE", "de-DE")]
)
def test_an_unknown_language_is_told_with_its_line(read, tag: str, hint: str) -> None:
    """A name instead of a code, a slip, a code of nobody's."""
    with pytest.raises(UserError, match="Unknown language") as error:
        read(tag, "x")
    assert error.value.where.line == 3 and hint in error.value.hint


def test_the_language_is_known_as_standards_write_it(read) -> None:
    """However its code is cased."""
    assert read("PT_br", "x").deck.language == "pt-BR" and read("ZH-hant-tw", "x").deck.language == "zh-Hant-TW"
    assert spoken().tag == "en-US"


@pytest.mark.parametrize(("former", "tag"), [("iw", "he-IL"), ("in", "id-ID"), ("no", "nb-NO")])
def test_former_codes(former: str, tag: str) -> None:
    """Those that were replaced long ago and are still about."""
    assert language(former).regional == tag


def test_a_language_that_nobody_knows_is_not_advised() -> None:
    """A name that Babel has a code for, and no numbers."""
    with pytest.raises(UserError) as error:
        language("Klingon")
    assert "tlh" not in error.value.hint
