"""Letters of other scripts: where their lines end, how wide they are, in which font and language they are set."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckwright.building.deck import look
from deckwright.checking.check import check_lecture
from deckwright.deck.text import Math, Run, plain
from deckwright.errors import UserError
from deckwright.fonts import face
from deckwright.fonts.type import Type
from deckwright.language import language, speaking
from deckwright.language.scripts import language_of
from deckwright.layout.lay_out import lay_out
from deckwright.layout.page import widescreen
from deckwright.layout.text_lines import longest_word, set_text
from deckwright.pptx.spelling import spelling
from deckwright.pptx.template.office_theme import theme_xml
from deckwright.theme import LIGHT

BODY = Type.body(LIGHT, 24)
NEVER_FIRST = "、。，．」』）！？：；ー・々"  # marks that no line begins with
NEVER_LAST = "「『（"
CHINESE = (
    "反向传播算法从输出层开始逐层计算损失函数对每个参数的梯度，然后（用梯度下降法）更新"
    "这些参数，直到损失函数不再明显下降为止。"
)
THAI = "การเรียนรู้เชิงลึกเป็นสาขาหนึ่งของการเรียนรู้ของเครื่องที่ใช้โครงข่ายประสาทเทียมหลายชั้น"


def lines(text: str, width: float) -> list[str]:
    """The lines of a text in a column of so many points."""
    return ["".join(plain((part,)) for part in line.parts) for line in set_text((Run(text),), BODY, width)]


@given(st.text(alphabet=CHINESE + "「」のaz 5", min_size=1, max_size=60), st.integers(120, 400))
def test_chinese_and_japanese_lines(text: str, width: int) -> None:
    """No line begins with a mark that belongs to what stands before it, nor ends with an opening one."""
    made = lines(text, width)
    assert re.sub(r"\s", "", "".join(made)) == re.sub(r"\s", "", text)
    for before, line in zip(made, made[1:]):
        assert line[:1] not in NEVER_FIRST or before == "" or before.isspace() or text[0] in NEVER_FIRST or _glued(text)
        assert before[-1:] not in NEVER_LAST or _glued(text)


def _glued(text: str) -> bool:
    """Whether marks follow one another or a space, where the rules have their own say."""
    return bool(re.search(rf"[\s{NEVER_LAST}][{NEVER_FIRST}]|[{NEVER_LAST}]\s|[{NEVER_FIRST}]{{2}}", text))


@pytest.mark.parametrize("text", [CHINESE, THAI, "신경망은역전파로기울기를계산하고가중치를갱신한다" * 2])
def test_a_long_text_without_spaces_fits_any_column(text: str) -> None:
    """It is broken between ideographs, syllables, blocks; a column needs no more than a few letters' room."""
    assert longest_word((Run(text),), BODY) < 4 * BODY.size
    made = set_text((Run(text),), BODY, 300)
    assert len(made) > 2 and all(line.width <= 300 for line in made)


def test_lines_end_beside_formulas_and_between_styles() -> None:
    """A formula or a bold word among ideographs is no part of a longer word."""
    text = (Run("损失"), Math.from_latex("L"), Run("的"), Run("梯度", bold=True), Run("。"))
    assert longest_word(text, BODY) < 2.2 * BODY.size
    assert [plain(line.parts) for line in set_text(text, BODY, 2.5 * BODY.size)][-1] == "度。"


def test_english_lines_are_as_before() -> None:
    """Hyphens between letters and slashes of addresses alone open lines there."""
    text = "A state-of-the-art network, 4-4-1, and/or x"
    assert lines(text, 1) == ["A", "state-", "of-", "the-", "art", "network,", "4-4-1,", "and/or", "x"]


def test_lines_typed_below_one_another_join_without_a_space(read) -> None:
    """As pandoc's east_asian_line_breaks has it; Korean and Latin words are parted."""
    body = "反向\n传播\n\n反向\nReLU\n\n딥\n러닝\n\nか\nな"
    texts = [plain(block.text) for block in read("zh", body).deck.slides[1].blocks]
    assert texts == ["反向传播", "反向 ReLU", "딥 러닝", "かな"]


def test_quotation_marks_between_ideographs(read) -> None:
    """They open and close in turn, for there are no spaces beside them."""
    text = '所谓"学习"就是"搜索"。'
    assert plain(read("zh-CN", text).deck.slides[1].blocks[0].text) == "所谓“学习”就是“搜索”。"
    assert plain(read("ja", text).deck.slides[1].blocks[0].text) == "所谓「学习」就是「搜索」。"


def test_letters_are_measured() -> None:
    """Ideographs are an em wide; marks above letters take no room; an ideograph keeps apart from a figure beside it."""
    calibri, bold = face("Calibri"), face("Calibri", bold=True)
    assert calibri.width("学习") == 2.0 and calibri.width("、") == 1.0
    assert calibri.width("学5") == pytest.approx(1.25 + calibri.width("5"))
    assert calibri.width("ที่") == calibri.width("ท") and calibri.width("שָׁ") == pytest.approx(calibri.width("ש"))
    for letter in "шשعทदб":
        assert 0.2 < calibri.width(letter) < 0.95 and calibri.width(letter) != 0.6, unicodedata.name(letter)
        assert bold.width(letter) >= 0.97 * calibri.width(letter)


def test_fonts_are_named_for_every_script(tmp_path, read) -> None:
    """In the theme for each script, and as the one of East Asian or complex letters in such a deck."""
    named = {}
    for tag in ("en-US", "ja", "zh-TW", "he", "ru"):
        theme, page = look(LIGHT, None, read(tag, "x").front)
        named[tag] = (theme.east_asian_font, theme.complex_font)
    assert named == {
        "en-US": ("", ""), "ja": ("Yu Gothic", ""), "zh-TW": ("Microsoft JhengHei", ""), "he": ("", "Arial"),
        "ru": ("", ""),
    }  # fmt: skip
    assert '<a:font script="Thai" typeface="Leelawadee UI"/>' in theme_xml(LIGHT)


def test_runs_name_their_language() -> None:
    """The deck's, or that of their letters; Latin words in an East Asian deck are English with the deck's beside it."""
    assert [language_of(text, language("de")) for text in ("Netz", "5", "שלום", "学习", "かな学", "сеть")] == [
        "de-DE", "de-DE", "he-IL", "zh-CN", "ja-JP", "ru-RU",
    ]  # fmt: skip
    assert language_of("学习", language("ja")) == "ja-JP" and language_of("學習", language("zh-Hant")) == "zh-TW"
    with speaking("zh"):
        assert spelling("ReLU") == {"lang": "en-US", "altLang": "zh-CN"}
        assert spelling("用 ReLU") == {"lang": "zh-CN", "altLang": "en-US"}
    assert spelling("ReLU β") == {"lang": "en-US"}


def test_letters_that_no_font_has_are_found(read) -> None:
    """Of ancient scripts and for private use; not symbols, for which every program finds a font."""
    lecture = read("en", "a 𐌰 b\n\n- \ue123\n\nsmile 😀 → ∑ ﬁ ℝ שלום 学 ไทย ш")
    found = [(error.where.line, error.message) for error in check_lecture(lecture)]
    assert [line for line, _ in found] == [7, 9] and "U+10330 GOTHIC LETTER AHSA" in found[0][1]


@pytest.mark.parametrize("tag, text", [("zh-CN", CHINESE), ("th", THAI)])
def test_a_slide_of_such_a_paragraph_is_laid_out(read, tag: str, text: str) -> None:
    """Nothing is too wide for its place."""
    try:
        lay_out(read(tag, text * 3).deck, LIGHT, widescreen())
    except UserError as error:
        pytest.fail(str(error))
