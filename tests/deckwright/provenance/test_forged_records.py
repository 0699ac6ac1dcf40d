"""A record that was edited together with its file: it says where to look, and never what is right."""

from __future__ import annotations

import copy
import io
import json
import random
import re
from collections.abc import Callable

import pytest

from deckwright.errors import UserError
from deckwright.provenance.manifest import read_manifest
from deckwright.verification.opened_deck import open_deck
from deckwright.verification.verdict import Verdict
from deckwright.verification.verify import compared


@pytest.fixture
def judged(everything, deck_parts, packed) -> Callable[..., list[Verdict]]:
    """What verify finds in the deck once its record, and texts of its parts, were changed."""

    def judge(change: Callable[[dict], None], *swaps: tuple[str, str]) -> list[Verdict]:
        record = json.loads(json.dumps(everything.built))
        change(record)
        content = dict(deck_parts)
        for old, new in swaps:
            content = {name: part.replace(old.encode(), new.encode()) for name, part in content.items()}
        assert not swaps or content != deck_parts
        built = read_manifest(json.dumps(record).encode())
        verdicts = compared(built, everything.fresh, open_deck(io.BytesIO(packed(content))))
        return [verdict for verdict in verdicts if verdict.status != "current"]

    return judge


def texts(record: dict) -> list[list]:
    """The texts of all slides in a record."""
    return [text for stand in record["stands"] for text in stand["texts"]]


def of(record: dict, expression: str) -> dict:
    """The figure that a call has put on a slide."""
    return next(f for slide in record["slides"] for f in slide["figures"] if f["expression"] == expression)


def test_places_that_were_emptied(everything, judged) -> None:
    """Every figure and every point of a chart is counted and named: none of them is current."""

    def empty(record: dict) -> None:
        for text in texts(record):
            text[3] = []
        for stand in record["stands"]:
            stand["charts"] = []

    found = judged(empty, ("0.7139", "0.9999"))
    figures = {f["id"] for slide in everything.built["slides"] for f in slide["figures"]}
    assert {verdict.status for verdict in found} == {"not located"} and len(found) == len(everything.verdicts())
    assert figures <= {verdict.figure for verdict in found} and all(verdict.expression for verdict in found)


def test_slides_that_were_taken_out_of_the_record(everything, judged) -> None:
    """Whatever the lesson makes and the record doesn't know is missing."""
    found = judged(lambda record: record.update(slides=[], stands=[]))
    assert {verdict.status for verdict in found} == {"missing"} and len(found) == len(everything.verdicts())


def test_a_figure_of_which_the_seen_place_alone_was_emptied(judged) -> None:
    """That it still stands among the sources in the notes, where nobody looks, doesn't make it current."""

    def empty(record: dict) -> None:
        for text in texts(record):
            if text[2].startswith("A sentence with"):
                text[3] = text[3][1:]

    (found,) = judged(empty, (">0.7139<", ">0.9999<"))
    assert (found.status, found.expression, found.code) == ("not located", "word", "0.7139")


def test_a_text_that_was_edited_in_slide_and_record(judged) -> None:
    """What stands there is compared with what the code says, not with what the record says stood there."""

    def edit(record: dict) -> None:
        for text in texts(record):
            text[2] = text[2].replace("0.7139", "0.9999")

    found = judged(edit, ("0.7139", "0.9999"))
    assert {(v.status, v.expression, v.deck, v.code) for v in found} == {("edited by hand", "word", "0.9999", "0.7139")}


def test_a_figure_that_was_edited_everywhere(judged) -> None:
    """With the record's own text of the figure edited too, the code still says another number."""

    def edit(record: dict) -> None:
        of(record, "word")["text"] = "0.9999"
        for text in texts(record):
            text[2] = text[2].replace("0.7139", "0.9999")

    found = judged(edit, ("0.7139", "0.9999"))
    assert {(v.status, v.expression, v.deck, v.code) for v in found} == {("changed", "word", "0.9999", "0.7139")}


def test_a_place_that_points_to_another_figure(judged) -> None:
    """A span that was moved to a text with another number."""

    def move(record: dict) -> None:
        for text in texts(record):
            if text[2].startswith("A sentence with"):
                start = text[2].index("1.421") if "1.421" in text[2] else text[2].index("3.217")
                text[3][0][:2] = [start, start + 5]

    (found,) = judged(move)
    assert (found.status, found.expression, found.code) == ("edited by hand", "word", "0.7139")


def test_a_chart_that_was_edited_in_file_and_record(everything, judged) -> None:
    """The point that is drawn is compared with the one that the lesson computes."""

    def edit(record: dict) -> None:
        for slide in record["slides"]:
            for chart in slide["charts"]:
                for series in chart["series"]:
                    series["y"] = [9.5 if value == 2.2281 else value for value in series["y"]]

    (found,) = judged(edit, ("2.2281", "9.5"))
    assert (found.status, found.deck, found.code) == ("changed", "9.5", "2.2281")


@pytest.mark.parametrize("seed", range(12))
def test_any_figure_forged_in_any_way_is_told(everything, judged, seed: int) -> None:
    """Its places emptied, edited together with the slide, its entry taken out or renamed: that figure is named."""
    dice = random.Random(seed)
    candidates = [f for s in everything.built["slides"] for f in s["figures"] if re.fullmatch(r"\d\.\d{3,}", f["text"])]
    text = dice.choice(candidates)["text"]
    alike = {f["expression"] for s in everything.built["slides"] for f in s["figures"] if text in f["text"]}
    new = text[:-1] + ("1" if text[-1] != "1" else "2")

    def forge(record: dict) -> None:
        way = dice.randrange(4)
        for slide, stand in zip(record["slides"], record["stands"], strict=True):
            mine = {k for k, figure in enumerate(slide["figures"]) if figure["text"] == text}
            for k in mine:
                slide["figures"][k] |= ({}, {}, {"id": f"{k}"}, {"text": new, "value": 1})[way]
            for words in stand["texts"]:
                words[2] = words[2].replace(text, new)
                words[3] = [span for span in words[3] if way != 0 or span[2] not in mine]

    found = judged(forge, (f">{text}<", f">{new}<"), (text, new))
    assert alike & {verdict.expression for verdict in found}


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        (["slides", 0, "title"], 5, "Expected `str`, got `int` - at `$.slides[0].title`"),
        (["slides"], {}, "Expected `array`"),
        (["stands", 1, "texts", 0, 3], [[0, 10**9, 0]], "stands where there is no text"),
        (["stands", 1, "texts", 0, 3], [[-1, 2, 0]], "Expected `int` >= 0"),
        (["stands", 1, "texts", 0, 3], [[0, 2, 99]], "stands where there is no text"),
        (["stands", 0, "charts"], [["Chart", 7]], "has no such chart"),
        (["stands", 0, "slide"], "nowhere", "has no such slide"),
        (["slides", 1, "key"], "a-title-with-0-6131", "two slides have the same key"),
        (["parameters"], None, "Expected `array`, got `null`"),
        (["lesson", "folder"], ["a"], "Expected `str`"),
        (["inputs"], {"a": 1}, "Expected `str`"),
    ],
)
def test_records_that_contradict_themselves(everything, path: list, value: object, why: str) -> None:
    """Types, places and keys are looked at before anything is compared; the place is named."""
    record = copy.deepcopy(json.loads(json.dumps(everything.built)))
    if path[-1] == "key":
        value = record["slides"][0]["key"]
    place = record
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(UserError, match="The record in this deck is damaged") as error:
        read_manifest(json.dumps(record).encode())
    assert why in error.value.message


@pytest.mark.parametrize(
    "content", [b"[" * 10**6, b'{"format":2,"a":' + b"[" * 10**6, b'{"format":' + b"9" * 9999 + b"}", b"", b"\xff\xfe"]
)
def test_json_without_end(content: bytes) -> None:
    """Nested a million times, a number of ten thousand digits, bytes that are no text."""
    with pytest.raises(UserError, match="The record in this deck is damaged"):
        read_manifest(content)


def test_a_record_of_too_many_values() -> None:
    """They are counted before they are read."""
    with pytest.raises(UserError, match="The record in this deck has 4,000,.* values; the limit is 4,000,000 values"):
        read_manifest(b'{"format":2,"slides":[' + b"[]," * 2_000_001 + b"[]]}")
