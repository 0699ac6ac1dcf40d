"""Decks changed at random and given to verify: verdicts or an error in words, in time and in little memory."""

from __future__ import annotations

import base64
import copy
import io
import json
import random
import re
import resource
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from deckwright.cli import _run
from deckwright.errors import UserError
from deckwright.pptx.manifest import NAMESPACE
from deckwright.pptx.manifest import read_manifest as content_of
from deckwright.provenance.manifest import read_manifest
from deckwright.verification.opened_deck import open_deck
from deckwright.verification.verdict import STATUSES
from deckwright.verification.verify import compared
from time_limit import in_time

RECORD = "customXml/item1.xml"
LONGEST = 20  # seconds for one deck; they take some hundredths
COMMAND = 25  # one deck in so many is given to the command as well
MORE = 250  # MB that a run may add to the most memory that was in use
ENDS = ("no record", "record damaged", "damaged", "current", "found")  # the first of them seldom
WORDS = ("", "0", "-1", "9" * 30, "1e999", "nan", "../../x", "/etc/passwd", "\u202e", "A" * 5000, "rId1", "B2", "é")
VALUES = (None, True, -1, 0, 2**70, 1e308, "", "x", "\u202e\u001b", [], {}, [[]], {"a": 1}, [None] * 9)


def zipped(deck_parts: dict[str, bytes]) -> bytes:
    """An archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in deck_parts.items():
            package.writestr(name, content)
    return file.getvalue()


def flipped(content: bytes, dice: random.Random) -> bytes:
    """Some bytes changed, or the end cut off, or a stretch doubled."""
    data = bytearray(content)
    for _ in range(dice.choice((1, 4, 30))):
        if data:
            data[dice.randrange(len(data))] = dice.randrange(256)
    start, end = sorted(dice.randrange(len(data) + 1) for _ in range(2))
    return bytes(dice.choice((data, data, data[:start], data[:end] + data[start:])))


def xml_changed(content: bytes, dice: random.Random) -> bytes:
    """Attributes, texts and elements changed, copied, moved and taken out."""
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError:
        return flipped(content, dice)
    for _ in range(dice.choice((1, 3, 10))):
        nodes = list(root.iter("*"))
        node, other, way = dice.choice(nodes), dice.choice(nodes), dice.randrange(6)
        if way == 0 and node.attrib:
            node.set(dice.choice(list(node.attrib)), dice.choice((*WORDS[:8], *other.attrib.values())))
        elif way == 1 and node.attrib:
            del node.attrib[dice.choice(list(node.attrib))]
        elif way == 2:
            node.text = dice.choice((*WORDS[:8], other.text))
        elif way == 3 and node.getparent() is not None:
            node.getparent().remove(node)
        elif way == 4:
            node.append(etree.fromstring(etree.tostring(other)))
        elif way == 5:
            node.tag = other.tag
    return etree.tostring(root)


def json_changed(value: object, dice: random.Random) -> object:
    """One value somewhere inside replaced by another kind of value, or taken out."""
    place = value
    for _ in range(dice.randrange(1, 9)):
        keys = list(place) if isinstance(place, dict) else range(len(place)) if isinstance(place, list) else ()
        if not keys:
            break
        key = dice.choice(list(keys))
        if not isinstance(place[key], (dict, list)) or not place[key] or dice.random() < 0.2:
            if dice.random() < 0.2:
                del place[key]
            else:
                place[key] = copy.deepcopy(dice.choice(VALUES))  # the next change may be inside of it
            break
        place = place[key]
    return value


def json_text_changed(record: bytes, dice: random.Random) -> bytes:
    """A few values of a text in JSON changed; of one that was damaged before some bytes."""
    try:
        value = json.loads(record)
    except ValueError:
        return flipped(record, dice)
    for _ in range(dice.choice((1, 1, 5))):
        value = json_changed(value, dice)
    return json.dumps(value).encode()


def record_changed(content: bytes, dice: random.Random) -> bytes:
    """The record with a few values changed, or its bytes."""
    found = re.search(rb">([^<]+)</manifest>", content)
    if not found:
        return flipped(content, dice)
    record = base64.b64decode(found[1])
    if dice.random() < 0.25:
        record = flipped(record, dice)
    else:
        record = json_text_changed(record, dice)
    words = f'<manifest xmlns="{NAMESPACE}" encoding="base64">{base64.b64encode(record).decode()}</manifest>'
    return words.encode()


def workbook_changed(content: bytes, dice: random.Random) -> bytes:
    """A workbook with one of its parts changed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            deck_parts = {name: book.read(name) for name in book.namelist()}
    except Exception:  # it was damaged before
        return flipped(content, dice)
    name = dice.choice(
        [name for name in deck_parts if "sheet1" in name or "shared" in name.lower()] or list(deck_parts)
    )
    return zipped(deck_parts | {name: xml_changed(deck_parts[name], dice)})


def mutated(deck_parts: dict[str, bytes], dice: random.Random) -> bytes:
    """A deck with one to four changes of different kinds; at last perhaps its bytes as well."""
    deck_parts = dict(deck_parts)
    wanted = [
        name for name in deck_parts if re.match(r"ppt/(slides|charts|notesSlides|_rels|presentation|embed)", name)
    ]
    for _ in range(dice.choice((1, 1, 2, 4))):
        name, way = dice.choice([name for name in wanted if name in deck_parts] or list(deck_parts)), dice.randrange(8)
        if way <= 1 and RECORD in deck_parts:
            deck_parts[RECORD] = record_changed(deck_parts[RECORD], dice)
        elif way == 2:
            other = dice.choice(list(deck_parts))
            deck_parts[name], deck_parts[other] = deck_parts[other], deck_parts[name]
        elif way == 3:
            deck_parts[dice.choice(WORDS[1:]) + name * dice.randrange(2)] = deck_parts.pop(name)
        elif way == 4:
            deck_parts[name] = flipped(deck_parts[name], dice)
        elif name.endswith(".xlsx"):
            deck_parts[name] = workbook_changed(deck_parts[name], dice)
        else:
            deck_parts[name] = xml_changed(deck_parts[name], dice)
    content = zipped(deck_parts)
    return flipped(content, dice) if dice.random() < 0.2 else content


def ended(path: Path, fresh: dict) -> str:
    """How verify ends: the statuses of its verdicts, or what kind of error it tells."""
    try:
        content = content_of(path)
        if content is None:
            return "no record"
        verdicts = compared(read_manifest(content), fresh, open_deck(path))
    except UserError as error:
        assert error.message and error.status == 1
        return "record damaged" if "record" in error.message else "damaged"
    assert {verdict.status for verdict in verdicts} <= set(STATUSES)
    return "current" if all(verdict.status == "current" for verdict in verdicts) else "found"


def said(path: Path, capsys: pytest.CaptureFixture) -> str:
    """How the command itself ends, which reruns the lesson and prints."""
    status = _run(["verify", str(path)])
    told = capsys.readouterr()
    assert (
        status in (0, 1) and "itself failed" not in told.err and not re.search("[\x1b\x9b\u202e]", told.out + told.err)
    )
    return f"status {status}"


def fuzz(everything, deck_parts: dict[str, bytes], tmp_path: Path, seeds: range, capsys) -> Counter[str]:
    """How many decks ended in which way. The seed of one that ends in no way is said."""
    path, ends = tmp_path / "deck.pptx", Counter()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for seed in seeds:
        path.write_bytes(mutated(deck_parts, random.Random(seed)))
        try:
            with in_time(LONGEST):
                ends[ended(path, everything.fresh)] += 1
                if seed % COMMAND == 0:
                    said(path, capsys)
        except Exception as problem:
            raise AssertionError(f"seed {seed}: {type(problem).__name__}: {problem}") from problem
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < MORE
    return ends


def test_fuzzed_decks(everything, deck_parts, tmp_path: Path, capsys, monkeypatch) -> None:
    """A few of each kind."""
    monkeypatch.chdir(everything.lesson.root)
    assert len(fuzz(everything, deck_parts, tmp_path, range(12), capsys)) > 1


@pytest.mark.thorough
@pytest.mark.parametrize("share", range(20))
def test_ten_thousand_fuzzed_decks(
    everything, deck_parts, tmp_path: Path, share: int, record_property, capsys, monkeypatch
) -> None:
    """The same, other ones in each of twenty shares; the counts are printed at the end."""
    monkeypatch.chdir(everything.lesson.root)
    ends = fuzz(everything, deck_parts, tmp_path, range(1000 + 500 * share, 1500 + 500 * share), capsys)
    assert {"record damaged", "damaged", "current", "found"} <= set(ends) <= set(ENDS)
    record_property("decks given to verify", sum(ends.values()))
