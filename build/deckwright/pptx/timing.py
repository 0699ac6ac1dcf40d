"""A Timeline as PowerPoint's own animations: ``p:timing``."""

from __future__ import annotations

from collections.abc import Iterator

from deckwright.pptx.timeline import Entrance, Playing, Timeline
from deckwright.pptx.xml import Element, element, qualified

FADE = 400  # milliseconds
ALL = -3  # how DrawingML names all series or categories of a chart
FADE_PRESET = 10  # number of "Fade" among PowerPoint's entrance effects


def timing(timeline: Timeline, *, drawn: bool = False) -> Element | None:
    """``p:timing`` of a slide, or None when nothing happens on it.

    drawn  for programs that show drawn formulas: these appear too
    """
    entrances = [entrance for entrance in timeline.entrances if drawn or not entrance.drawn]
    if not entrances and not timeline.videos:
        return None
    sequence = _main_sequence(entrances, timeline.videos)
    nodes = [*([sequence] if sequence is not None else []), *(_video(video) for video in timeline.videos)]
    root = _time_node({"dur": "indefinite", "restart": "never", "nodeType": "tmRoot"}, None, nodes)
    made = element("p:timing", None, element("p:tnLst", None, element("p:par", None, root)), _build_list(entrances))
    for number, node in enumerate(made.iter(qualified("p:cTn")), 1):
        node.set("id", str(number))
    return made


def _main_sequence(entrances: list[Entrance], videos: list[Playing]) -> Element | None:
    """What the clicks do, one container for each click."""
    clicks = sorted({entrance.click for entrance in entrances} | {video.click for video in videos if video.click})
    if not clicks:
        return None
    steps = [_click(list(_effects(click, entrances, videos))) for click in clicks]
    sequence = _time_node({"dur": "indefinite", "nodeType": "mainSeq"}, None, steps)
    back, on = (
        element(tag, None, element("p:cond", {"evt": event, "delay": 0}, element("p:tgtEl", None, element("p:sldTgt"))))
        for tag, event in (("p:prevCondLst", "onPrev"), ("p:nextCondLst", "onNext"))
    )
    return element("p:seq", {"concurrent": True, "nextAc": "seek"}, sequence, back, on)


def _effects(click: int, entrances: list[Entrance], videos: list[Playing]) -> Iterator[Element]:
    """All that one click starts: the first on the click, the others with it."""
    node_type = "clickEffect"
    for entrance in entrances:
        if entrance.click == click:
            yield _fade_in(entrance, node_type)
            node_type = "withEffect"
    for video in videos:
        if video.click == click:
            yield _start_video(video, node_type)
            node_type = "withEffect"


def _click(effects: list[Element]) -> Element:
    together = element("p:par", None, _time_node({"fill": "hold"}, "0", effects))
    return element("p:par", None, _time_node({"fill": "hold"}, "indefinite", [together]))


def _fade_in(entrance: Entrance, node_type: str) -> Element:
    behavior = element("p:cBhvr", None, _time_node({"dur": 1, "fill": "hold"}, "0"), _target(entrance))
    behavior.append(element("p:attrNameLst", None, element("p:attrName", text="style.visibility")))
    show = element("p:set", None, behavior, element("p:to", None, element("p:strVal", {"val": "visible"})))
    fade = element("p:cBhvr", None, _time_node({"dur": FADE}, None), _target(entrance))
    effect = element("p:animEffect", {"transition": "in", "filter": "fade"}, fade)
    attributes = {"presetID": FADE_PRESET, "presetClass": "entr", "presetSubtype": 0, "fill": "hold"}
    if entrance.build:
        attributes["grpId"] = 0
    return element("p:par", None, _time_node(attributes | {"nodeType": node_type}, "0", [show, effect]))


def _start_video(video: Playing, node_type: str) -> Element:
    behavior = element("p:cBhvr", None, _time_node({"dur": 1, "fill": "hold"}, None), _shape_target(video.shape_id))
    command = element("p:cmd", {"type": "call", "cmd": "playFrom(0.0)"}, behavior)
    attributes = {"presetID": 1, "presetClass": "mediacall", "presetSubtype": 0, "fill": "hold", "nodeType": node_type}
    return element("p:par", None, _time_node(attributes, "0", [command]))


def _video(video: Playing) -> Element:
    """The video's own node. A delay of 0 starts it with the slide."""
    attributes: dict[str, object] = {"repeatCount": "indefinite"} if video.loop else {}
    node = _time_node(attributes | {"fill": "hold", "display": False}, "0" if video.click == 0 else "indefinite")
    return element("p:video", None, element("p:cMediaNode", {"vol": 80000}, node, _shape_target(video.shape_id)))


def _time_node(attributes: dict[str, object], delay: str | None, children: list[Element] | None = None) -> Element:
    """``p:cTn``. Its id is given at the end, in the order of the document."""
    start = None if delay is None else element("p:stCondLst", None, element("p:cond", {"delay": delay}))
    inside = element("p:childTnLst", None, *children) if children else None
    return element("p:cTn", {"id": 0} | attributes, start, inside)


def _target(entrance: Entrance) -> Element:
    if entrance.paragraph is not None:
        lines = {"st": entrance.paragraph, "end": entrance.paragraph}
        return _shape_target(entrance.shape_id, element("p:txEl", None, element("p:pRg", lines)))
    if (kind := _built_by(entrance)) is not None:
        part = element("a:chart", _chart_part(entrance, kind))
        return _shape_target(entrance.shape_id, element("p:graphicEl", None, part))
    return _shape_target(entrance.shape_id)


def _built_by(entrance: Entrance) -> str | None:
    """What a chart is built by; None where it isn't."""
    return "series" if entrance.series is not None else "category" if entrance.category is not None else None


def _chart_part(entrance: Entrance, kind: str) -> dict[str, object]:
    """What of a chart appears: its axes, or a series or a category by its index."""
    index = entrance.series if kind == "series" else entrance.category
    if index is None or index < 0:
        return {"seriesIdx": ALL, "categoryIdx": ALL, "bldStep": "gridLegend"}
    places = {"series": (index, ALL), "category": (ALL, index)}[kind]
    return {"seriesIdx": places[0], "categoryIdx": places[1], "bldStep": kind}


def _shape_target(shape_id: int, part: Element | None = None) -> Element:
    return element("p:tgtEl", None, element("p:spTgt", {"spid": shape_id}, part))


def _build_list(entrances: list[Entrance]) -> Element | None:
    """Which shapes are built in parts."""
    built: dict[int, Entrance] = {}
    for entrance in entrances:
        if entrance.build:
            built.setdefault(entrance.shape_id, entrance)
    return element("p:bldLst", None, *(_build(entrance) for entrance in built.values())) if built else None


def _build(entrance: Entrance) -> Element:
    attributes: dict[str, object] = {"spid": entrance.shape_id, "grpId": 0}
    if entrance.build == "text":
        by_paragraph = {"build": "p"} if entrance.paragraph is not None else {}
        return element("p:bldP", attributes | by_paragraph)
    kind = _built_by(entrance)
    if kind is None:
        return element("p:bldGraphic", attributes, element("p:bldAsOne"))
    axes_first = -1 in (entrance.series, entrance.category)
    part = element("a:bldChart", {"bld": kind, "animBg": axes_first})
    return element("p:bldGraphic", attributes, element("p:bldSub", None, part))
