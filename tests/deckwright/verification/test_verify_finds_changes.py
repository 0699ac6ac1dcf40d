"""verify finds each figure that was changed in a file, in whatever kind of place, and no other."""

from __future__ import annotations

import io
import random
import re
import zipfile

import pytest
from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
NUMBER = re.compile(r"(?<![\d.])\d\.\d{4}(?!\d)|(?<![\d.])\d\.\d{3}(?!\d)")
KINDS = ("text", "table", "equation", "diagram", "chart", "alt", "notes", "workbook")


def kind_of(part: str, node) -> str:
    """In which kind of place an element's text stands."""
    if "notesSlide" in part:
        return "notes"
    if node.tag == M + "t":
        return "equation"
    if node.tag == C + "v":
        return "chart"
    above = [each.tag.split("}")[1] for each in node.iterancestors()]
    return "table" if "tc" in above else "diagram" if "grpSp" in above else "text"


def places(deck_parts: dict[str, bytes]) -> dict[str, list[tuple[str, int, str]]]:
    """All numbers with three decimals or more by kind: part, which of the part's elements, text or description."""
    found: dict[str, list[tuple[str, int, str]]] = {kind: [] for kind in KINDS}
    for part, content in deck_parts.items():
        if not re.fullmatch(r"ppt/(slides|notesSlides|charts)/[a-zA-Z]+\d+\.xml", part):
            continue
        for k, node in enumerate(etree.fromstring(content).iter("*")):
            figure = node.tag in (A + "t", M + "t", C + "v") and NUMBER.search(node.text or "")
            described = NUMBER.search(node.get("descr", ""))
            if not (figure or described) or next(node.iterancestors(FALLBACK), None) is not None:
                continue
            if figure:
                found[kind_of(part, node)].append((part, k, "text"))
            if described:
                found["alt"].append((part, k, "descr"))
    for part in deck_parts:
        if part.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(deck_parts[part])) as book:
                cells = list(etree.fromstring(book.read("xl/worksheets/sheet1.xml")).iter("*"))
            found["workbook"] += [(part, k, "") for k, c in enumerate(cells) if NUMBER.search(c.text or "")]
    return found


def typed_over(text: str, dice: random.Random) -> tuple[str, str, str]:
    """A text with one of its numbers changed in one digit; the number before and after."""
    match = dice.choice(list(NUMBER.finditer(text)))
    place = dice.randrange(2, len(match[0]))
    digit = dice.choice([d for d in "123456789" if d != match[0][place]])
    new = match[0][:place] + digit + match[0][place + 1 :]
    return text[: match.start()] + new + text[match.end() :], match[0], new


def changed(deck_parts: dict[str, bytes], place: tuple[str, int, str], dice: random.Random) -> tuple[dict, str, str]:
    """The parts with one number typed over."""
    part, k, where = place
    if part.endswith(".xlsx"):
        return changed_workbook(deck_parts, part, k, dice)
    root = etree.fromstring(deck_parts[part])
    node = list(root.iter("*"))[k]
    text, old, new = typed_over(node.get("descr") if where == "descr" else node.text, dice)
    if where == "descr":
        node.set("descr", text)
    else:
        node.text = text
    return deck_parts | {part: etree.tostring(root)}, old, new


def changed_workbook(deck_parts: dict[str, bytes], part: str, k: int, dice: random.Random) -> tuple[dict, str, str]:
    """The parts with one cell of a chart's workbook typed over."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(deck_parts[part])) as book, zipfile.ZipFile(file, "w") as new_book:
        for name in book.namelist():
            content = book.read(name)
            if name == "xl/worksheets/sheet1.xml":
                root = etree.fromstring(content)
                node = list(root.iter("*"))[k]
                node.text, old, new = typed_over(node.text, dice)
                content = etree.tostring(root)
            new_book.writestr(name, content)
    return deck_parts | {part: file.getvalue()}, old, new


def test_a_deck_as_it_was_built_is_current(everything) -> None:
    """Nothing is found in a file that nobody changed, and every figure of it was looked at."""
    verdicts = everything.verdicts()
    assert {verdict.status for verdict in verdicts} == {"current"}
    figures = [figure["id"] for slide in everything.built["slides"] for figure in slide["figures"]]
    assert set(figures) <= {verdict.figure for verdict in verdicts} and len(figures) > 30


def test_every_figure_has_its_place_in_the_file(everything) -> None:
    """The manifest knows slide, shape and characters of each figure."""
    placed = {(s["slide"], n) for s in everything.built["stands"] for *_, spans in s["texts"] for *_, n in spans}
    assert placed == {(s["key"], n) for s in everything.built["slides"] for n in range(len(s["figures"]))}


@pytest.mark.parametrize("times", [2, pytest.param(10, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", KINDS)
def test_one_figure_typed_over_is_found_and_no_other(everything, deck_parts, packed, kind: str, times: int) -> None:
    """Many times over: a digit is changed somewhere, and exactly that figure is reported as edited by hand."""
    dice, there = random.Random(kind), places(deck_parts)[kind]
    for _ in range(times):
        place = dice.choice(there)
        content, old, new = changed(deck_parts, place, dice)
        found = everything.found(packed(content))
        assert [verdict.status for verdict in found] == ["edited by hand"], (place, old, new, found)
        assert found[0].deck.strip("−-%").startswith(new) and old in found[0].code, (place, old, new, found)


def test_a_formulas_own_integer_is_no_figure(everything, deck_parts, packed) -> None:
    """Of L = 1/2 (a - b)^2 the half and the square are words of the formula; a and b are figures."""
    slide = next(name for name, content in deck_parts.items() if b"Formulas" in content and "slides/slide" in name)
    other = deck_parts[slide].replace(b">2</m:t>", b">3</m:t>")
    assert other != deck_parts[slide] and everything.found(packed(deck_parts | {slide: other})) == []


def test_a_sign_put_before_a_number_is_found(everything, deck_parts, packed) -> None:
    """A number that lost or got a minus sign is another number."""
    slide = next(name for name, content in deck_parts.items() if b"1.219" in content and "slides/slide" in name)
    (found,) = everything.found(packed(deck_parts | {slide: deck_parts[slide].replace(b"1.219", "−1.219".encode())}))
    assert (found.status, found.deck, found.code) == ("edited by hand", "−1.219", "1.219")


def test_other_words_around_a_figure_are_the_lecturers_own(everything, deck_parts, packed) -> None:
    """Words before, after and between figures may change: the figures are current."""
    content = {name: c.replace(b"A sentence with ", b"I now say 7 words with ") for name, c in deck_parts.items()}
    assert content != deck_parts and everything.found(packed(content)) == []
