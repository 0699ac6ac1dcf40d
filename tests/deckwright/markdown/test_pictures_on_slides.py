"""Pictures in slides.md: how large they are to be, and which files they may be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image

from deckwright.deck.media import Length, Picture
from deckwright.errors import UserError

LINE = 9


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A lesson's folder with a picture in it."""
    for name in ("a.png", "with space.png", "film.mp4"):
        Image.new("RGB", (8, 4)).save(tmp_path / name, "PNG")
    return tmp_path


@pytest.mark.parametrize(
    ("attributes", "width", "height"),
    [
        ("{width=50%}", Length(share=0.5), None),
        ('{width="25 %" height=2in}', Length(share=0.25), Length(points=144)),
        ("{height=100px}", None, Length(points=75)),
        ("{width=96}", Length(points=72), None),
        ("{.r-stretch}", None, None),
        ("", None, None),
    ],
)
def test_sizes(blocks, files, attributes: str, width: Length | None, height: Length | None) -> None:
    """Shares of the room and lengths, as pandoc has them."""
    (picture,) = blocks(f"![a](a.png){attributes}")
    assert (picture.width, picture.height, picture.file.size) == (width, height, (8, 4))


def test_names_with_spaces_and_several_in_a_line(blocks, files) -> None:
    """In angle brackets, or with %20; those that share a line stand side by side."""
    (row,) = blocks("![a](<with space.png>){width=2cm} ![b](with%20space.png)")
    assert all(isinstance(block, Picture) for column in row.columns for block in column.blocks)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("![a](a.png){width=wide}", "Expected a width, found 'wide'"),
        ("![a](a.png){width=0%}", "Expected a width"),
        ("![a](a.png){.rounded}", "Unknown class 'rounded'"),
        ("![a](film.mp4)", "is a film"),
        ("![a](../outside.png)", "lies outside of the course"),
        ("![a](link.png)", "lies outside of the course"),
        ("![a](/dev/null)", "Expected a picture"),
        (f"![a]({'x' * 300}.png)", "No picture at"),
        ("![a](a%00b.png)", "No picture at"),
    ],
)
def test_what_is_refused(blocks, files, body: str, message: str) -> None:
    """Each at its line."""
    Image.new("RGB", (8, 4)).save(files.parent / "outside.png")
    (files / "link.png").symlink_to(files.parent / "outside.png")
    with pytest.raises(UserError, match=message) as caught:
        blocks(body)
    assert caught.value.where.line == LINE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_file(blocks, files) -> None:
    """A folder, a pipe and a link to itself are told as that, and not offered in each other's place."""
    (files / "folder.png").mkdir()
    os.mkfifo(files / "pipe.png")
    (files / "link.png").symlink_to("link.png")
    for name, found in (("folder", "a folder"), ("pipe", r"a pipe \(FIFO\)"), ("link", "a link that leads nowhere")):
        with pytest.raises(UserError, match=f"Expected a picture's file at '{name}.png', found {found}") as error:
            blocks(f"![x]({name}.png)")
        assert error.value.where.line == LINE
