"""What happens on a slide: clicks, videos, transitions."""

from __future__ import annotations

import pytest

from deckwright.deck.chart import Chart, Series
from deckwright.deck.media import Video
from deckwright.deck.text import Bullets, Item, Paragraph, Run
from deckwright.errors import UserError


def clicks(tree) -> list[list[tuple[str, str]]]:
    """For each click the shapes (by name) and the parts of them that appear or play."""
    names = {each.get("id"): each.get("name") for each in tree.iter("{*}cNvPr")}
    sequence = tree.find(".//{*}cTn[@nodeType='mainSeq']/{*}childTnLst")
    return [[_target(effect, names) for effect in click.iterfind(".//{*}cTn[@presetClass]")] for click in sequence]


def _target(effect, names) -> tuple[str, str]:
    target = effect.find(".//{*}spTgt")
    paragraph, series = target.find(".//{*}pRg"), target.find(".//{*}chart")
    part = f"paragraph {paragraph.get('st')}" if paragraph is not None else ""
    if series is not None:
        index = series.get("categoryIdx" if series.get("bldStep") == "category" else "seriesIdx")
        part = f"{series.get('bldStep')} {index}"
    return names[target.get("spid")], part


@pytest.fixture
def movie(tmp_path):
    """A file with a video's name."""
    path = tmp_path / "m.mp4"
    path.write_bytes(b"\0\0\0\x18ftypmp42" + bytes(50))
    return path


def test_nothing_happens_without_steps(slide, written, xml):
    """A slide whose blocks are there from the start has no timing."""
    assert xml(written(slide("T", Paragraph(text=(Run("x"),))))).find("{*}timing") is None


def test_blocks_appear_click_by_click(slide, written, xml):
    """Blocks of one step share a click; the others follow in order."""
    blocks = [Paragraph(text=(Run(str(step)),), step=step) for step in (0, 1, 1, 2)]
    assert clicks(xml(written(slide("T", *blocks)))) == [[("Text 2", ""), ("Text 3", "")], [("Text 4", "")]]


def test_items_appear_one_by_one(slide, written, xml):
    """Items with steps of their own appear as paragraphs of one list, declared as built by paragraph."""
    items = tuple(Item((Run(str(n)),), step=n) for n in range(3))
    tree = xml(written(slide("T", Bullets(items=items, step=1))))
    assert clicks(tree) == [[("List 1", f"paragraph {n}")] for n in range(3)]
    assert tree.find(".//{*}bldP").get("build") == "p"


def test_series_follow_their_axes(slide, written, xml):
    """A chart built by series shows its axes, then a series with each click."""
    series = tuple(Series(name, (1.0, 2.0), (0.0, 1.0)) for name in "ab")
    tree = xml(written(slide("T", Chart(kind="line", series=series, by_series=True, step=1))))
    assert clicks(tree) == [[("Chart 1", part)] for part in ("gridLegend -3", "series 0", "series 1")]
    assert tree.find(".//{*}bldChart").get("bld") == "series"


def test_bars_come_one_by_one(slide, written, xml):
    """The axes are there from the start, then each click shows the bars of a category."""
    bars = Chart(kind="bar", series=(Series("a", (1.0, 2.0)),), categories=("x", "y"), by_category=True)
    tree = xml(written(slide("T", bars)))
    assert clicks(tree) == [[("Chart 1", part)] for part in ("category 0", "category 1")]
    build = tree.find(".//{*}bldChart")
    assert (build.get("bld"), build.get("animBg")) == ("category", "0")


def test_video_plays_with_its_slide(slide, written, xml, movie):
    """Autoplay is a delay of zero in the video's node, looping an indefinite repeat."""
    node = xml(written(slide("T", Video(scene="S", path=movie, loop=True)))).find(".//{*}cMediaNode/{*}cTn")
    assert node.find(".//{*}cond").get("delay") == "0"
    assert node.get("repeatCount") == "indefinite"


def test_video_waits_for_its_click(slide, written, xml, movie):
    """With a step, a video appears and plays with that click; without autoplay it waits to be clicked itself."""
    tree = xml(written(slide("T", Video(scene="S", path=movie, step=1))))
    assert clicks(tree) == [[("Video 1", ""), ("Video 1", "")]]
    assert tree.find(".//{*}cmd").get("cmd") == "playFrom(0.0)"
    still = xml(written(slide("T", Video(scene="S", path=movie, autoplay=False))))
    assert still.find(".//{*}cMediaNode//{*}cond").get("delay") == "indefinite"


def test_video_carries_its_captions(slide, written, xml, movie):
    """The caption track is a part of its own that the video names."""
    captions = movie.with_suffix(".vtt")
    captions.write_text("WEBVTT\n")
    path = written(slide("T", Video(scene="S", path=movie, captions=captions)))
    track = xml(path).find(".//{*}track")
    rels = xml(path, part="ppt/slides/_rels/slide{}.xml.rels")
    target = {rel.get("Id"): rel.get("Target") for rel in rels}
    (embedded,) = [value for name, value in track.attrib.items() if name.endswith("embed")]
    assert target[embedded] == "../media/captions1.vtt"


def test_missing_video_leaves_its_place(slide, written, xml):
    """Without a file the place says which scene will stand there, and nothing plays."""
    tree = xml(written(slide("T", Video(scene="BlameFlow"))))
    assert "Video: BlameFlow" in "".join(tree.itertext())
    assert tree.find(".//{*}cMediaNode") is None


def test_lost_video_is_named(slide, written, tmp_path):
    """A video whose file has gone is a mistake that says what to do."""
    with pytest.raises(UserError, match="lost.mp4 can't be read"):
        written(slide("T", Video(scene="S", path=tmp_path / "lost.mp4")))


@pytest.mark.slow
def test_steps_videos_and_transition_share_a_slide(slide, written, xml, movie, findings):
    """All three together are in the order that the schema wants."""
    path = written(slide("T", Video(scene="S", path=movie), Paragraph(text=(Run("x"),), step=1)))
    assert [child.tag.split("}")[1] for child in xml(path)][-2:] == ["transition", "timing"]
    assert findings(path) == []
