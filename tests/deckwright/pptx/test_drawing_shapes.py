"""Diagrams as native shapes, read back from the XML."""

from __future__ import annotations

import math

import pytest
from pptx.util import Emu, Pt

from deckwright.deck.connection import ends
from deckwright.deck.drawing import Connector, Drawing, Label, Path, Shape
from deckwright.deck.text import Math, Run
from deckwright.errors import UserError
from deckwright.layout.placed import Box, Placed
from deckwright.pptx.drawing import write_drawing
from deckwright.pptx.shape_ids import ShapeIds
from deckwright.pptx.xml import NAMESPACES, element
from deckwright.theme import DARK, LIGHT

LEFT, TOP = Emu(914400), Emu(1371600)


def drawn(*marks, scale=1.0, theme=LIGHT, alt="A diagram", kind="diagram"):
    """A drawing of 400 by 300 points written into an empty shape tree; the tree and what write_drawing returned."""
    drawing = Drawing(width=400, height=300, marks=marks, alt=(Run(alt),), kind=kind)
    box = Box(LEFT, TOP, Emu(round(400 * scale * 12700)), Emu(round(300 * scale * 12700)))
    tree = element("p:spTree")
    parts = write_drawing(tree, Placed(block=drawing, box=box, scale=scale), ShapeIds(), theme)
    return tree, parts


def all_of(tree, tag):
    """All elements with a tag, in the order of the document."""
    prefix, name = tag.split(":")
    return list(tree.iter(f"{{{NAMESPACES[prefix]}}}{name}"))


def circle(name, x, y, **options):
    """A circle of 40 points."""
    return Shape(name=name, x=x, y=y, width=40, height=40, kind="ellipse", **options)


def test_one_group_for_each_reveal_part():
    """In their order, the first with the alt text, all with ids that no other shape has."""
    tree, parts = drawn(
        circle("a", 0, 0), circle("b", 90, 0, part=2), Label(x=5, y=5, text=(Run("l"),), part=1), kind="network"
    )
    groups = [child.find("p:nvGrpSpPr/p:cNvPr", NAMESPACES) for child in tree]
    assert [part.part for part in parts] == [0, 1, 2]
    assert [group.get("name") for group in groups] == ["Network 1", "Network 1: step 1", "Network 1: step 2"]
    assert [int(group.get("id")) for group in groups] == [part.shape_id for part in parts]
    assert groups[0].get("descr") == "A diagram"
    ids = [node.get("id") for node in all_of(tree, "p:cNvPr")]
    assert len(ids) == len(set(ids))
    names = [node.get("name") for node in all_of(tree, "p:cNvPr")]
    assert len(names) == len(set(names))


def end_points(connector):
    """Start and end of a straight or bent connector, worked out from its frame, flips and turn."""
    xfrm = connector.find("p:spPr/a:xfrm", NAMESPACES)
    x, y = (int(xfrm.find("a:off", NAMESPACES).get(k)) for k in "xy")
    width, height = (int(xfrm.find("a:ext", NAMESPACES).get(k)) for k in ("cx", "cy"))
    turn = math.radians(int(xfrm.get("rot", 0)) / 60_000)
    points = []
    for u, v in ((-width / 2, -height / 2), (width / 2, height / 2)):
        u, v = (-u if xfrm.get("flipH") == "1" else u), (-v if xfrm.get("flipV") == "1" else v)
        points.append(
            (
                x + width / 2 + u * math.cos(turn) - v * math.sin(turn),
                y + height / 2 + u * math.sin(turn) + v * math.cos(turn),
            )
        )
    return points


@pytest.mark.parametrize("kind", ["straight", "elbow", "curved"])
@pytest.mark.parametrize(
    "place", [(200, 30), (200, 170), (60, 220), (180, 100), (10, 20), (110, 240), (300, 120), (190, 0)]
)
def test_a_connector_runs_from_border_to_border(kind, place):
    """In every direction, its drawn ends are the connection sites that it is glued to."""
    a, b = circle("a", 150, 110), Shape(name="b", x=place[0], y=place[1], width=60, height=30)
    line = Connector(start="a", end="b", kind=kind)
    tree, _ = drawn(a, b, line, scale=0.8)
    (connector,) = all_of(tree, "p:cxnSp")
    expected = [(LEFT + end.x * 0.8 * 12700, TOP + end.y * 0.8 * 12700) for end in ends(line, a, b)]
    for found, wanted in zip(end_points(connector), expected):
        assert found == pytest.approx(wanted, abs=4)


def test_connectors_are_glued_to_their_shapes():
    """stCxn and endCxn name the shapes' ids and the sites on the sides that face each other."""
    tree, _ = drawn(
        circle("a", 0, 0), Shape(name="b", x=200, y=0, width=40, height=40), Connector(start="a", end="b", part=1)
    )
    by_name = {node.get("name"): node.get("id") for node in all_of(tree, "p:cNvPr")}
    (start,), (end,) = all_of(tree, "a:stCxn"), all_of(tree, "a:endCxn")
    assert (start.get("id"), start.get("idx")) == (
        by_name["Diagram 1: a"],
        "6",
    )  # an ellipse has eight sites, right is 6
    assert (end.get("id"), end.get("idx")) == (by_name["Diagram 1: b"], "1")  # a rectangle four, left is 1


def test_an_unknown_end_is_named():
    """The error suggests the closest shape."""
    with pytest.raises(UserError, match="'neuron 3'") as caught:
        drawn(circle("neuron 1", 0, 0), Connector(start="neuron 1", end="neuron 3"))
    assert caught.value.hint == "Did you mean neuron 1?"


def test_text_scales_with_its_drawing_but_not_below_twelve_points():
    """Nobody reads less."""
    tree, _ = drawn(circle("a", 0, 0, text=(Run("a"),), size=40), Label(x=9, y=9, text=(Run("b"),), size=16), scale=0.5)
    assert [node.get("sz") for node in all_of(tree, "a:rPr")] == ["2000", "1200"]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_colors_are_the_theme_s(theme):
    """Roles become accents, with opacity where asked: another theme recolors the diagram."""
    tree, _ = drawn(circle("a", 0, 0, fill="gradient", stroke="muted", opacity=0.25), theme=theme)
    fill, line = all_of(tree, "a:schemeClr")[:2]
    assert (fill.get("val"), fill[0].get("val")) == ("accent4", "25000")
    assert line.get("val") == "tx2"


def test_lines_may_be_dashed_and_have_arrowheads():
    """At their end."""
    tree, _ = drawn(Path(lines=(((0, 0), (50, 20), (90, 0)),), arrow=True, dashed=True, stroke="loss", stroke_width=2))
    (line,) = all_of(tree, "a:ln")
    assert line.get("w") == "25400"
    assert [child.tag.split("}")[1] for child in line] == ["solidFill", "prstDash", "round", "tailEnd"]


def test_a_polygon_with_a_hole_is_one_path_and_markers_are_many():
    """Lines of one path make holes in one another; lines apart don't."""
    squares = (((0, 0), (90, 0), (90, 90), (0, 90)), ((30, 30), (60, 30), (60, 60), (30, 60)))
    tree, _ = drawn(
        Path(lines=squares, closed=True, fill="input"), Path(lines=squares, closed=True, fill="input", apart=True)
    )
    ring, markers = all_of(tree, "a:custGeom")
    assert len(all_of(ring, "a:path")) == 1 and len(all_of(ring, "a:close")) == 2
    assert len(all_of(markers, "a:path")) == 2
    points = [(int(p.get("x")), int(p.get("y"))) for p in all_of(ring, "a:pt")]
    assert points[4] == (Pt(30), Pt(30))


def test_a_formula_is_native_in_the_choice_and_drawn_in_the_fallback():
    """The same shape with the same id in both; the value below the symbol stays text in both."""
    tree, _ = drawn(
        circle("n", 0, 0, text=(Math.from_latex("a_1"), Run("\n"), Run("0.59"))),
        Connector(start="n", end="n2"),
        circle("n2", 200, 0),
    )
    (content,) = all_of(tree, "mc:AlternateContent")
    choice, fallback = content
    assert choice.get("Requires") == "a14 p159"
    assert len(all_of(choice, "a14:m")) == 1 and not all_of(fallback, "a14:m")
    assert len(all_of(fallback, "a:custGeom")) == 1
    ids = {version[0].find("p:nvSpPr/p:cNvPr", NAMESPACES).get("id") for version in (choice, fallback)}
    assert ids == {all_of(tree, "a:stCxn")[0].get("id")}
    for version in content:
        assert [t.text for t in all_of(version, "a:t")] == ["0.59"]
        assert len(all_of(version[0], "a:p")) == 2


def test_a_drawn_formula_lies_inside_its_shape():
    """Centred across, in the upper of the two lines."""
    tree, _ = drawn(circle("n", 100, 100, text=(Math.from_latex("x_1"), Run("\n0.5"))))
    freeform = next(shape for shape in all_of(tree, "p:sp") if all_of(shape, "a:custGeom"))
    off, ext = (freeform.find(f"p:spPr/a:xfrm/a:{tag}", NAMESPACES) for tag in ("off", "ext"))
    center = int(off.get("x")) + int(ext.get("cx")) / 2
    assert center == pytest.approx(LEFT + Pt(120), abs=Pt(1))
    assert TOP + Pt(100) < int(off.get("y")) and int(off.get("y")) + int(ext.get("cy")) < TOP + Pt(124)


def test_a_label_is_flush_with_its_anchor():
    """Left, center and right of the same point."""
    labels = [Label(x=200, y=50, text=(Run("words"),), anchor=anchor) for anchor in ("left", "center", "right")]
    tree, _ = drawn(*labels)
    boxes = [
        (
            int(s.find("p:spPr/a:xfrm/a:off", NAMESPACES).get("x")),
            int(s.find("p:spPr/a:xfrm/a:ext", NAMESPACES).get("cx")),
        )
        for s in all_of(tree, "p:sp")
    ]
    anchor = LEFT + Pt(200)
    assert boxes[0][0] == anchor
    assert boxes[1][0] + boxes[1][1] / 2 == pytest.approx(anchor, abs=2)
    assert boxes[2][0] + boxes[2][1] == pytest.approx(anchor, abs=2)
    assert [p.get("algn") for p in all_of(tree, "a:pPr")] == ["l", "ctr", "r"]
