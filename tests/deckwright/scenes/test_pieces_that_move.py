"""Pieces of motion: where things go, how long they take, and that what is added adds up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

pytest.importorskip("manim")

from manim import DOWN, RIGHT, FadeIn, Line, ManimColor, Rectangle, VGroup

from deckwright.scenes import PT, LessonScene, Words, at
from deckwright.scenes.audit import unsourced
from deckwright.scenes.axes import Axes
from deckwright.scenes.camera_frame import framed, unframed
from deckwright.scenes.gather import gathered, merged
from deckwright.scenes.head_to_tail import HeadToTail
from deckwright.scenes.label_placement import overlap, placed, placed_apart
from deckwright.scenes.matrix import Matrix
from deckwright.scenes.morph import substituted
from deckwright.scenes.pace import paced
from deckwright.scenes.plane_view import PlaneView, zoom_plane
from deckwright.scenes.transpose import turned_over
from deckwright.scenes.wiggle import Wiggle
from deckwright.video.drawing.dry_run import dry_run
from dlcore import Tensor

INK = ManimColor("#336699")


@dataclass(frozen=True)
class Numbers:
    """A line with two weights, and offsets for a wiggle of its first input."""

    w: Tensor
    x: Tensor
    z: Tensor
    offsets: Tensor


@pytest.fixture
def record() -> Numbers:
    """z = w x."""
    w, x = Tensor([[0.5, -0.25], [1.5, 0.75]], "w"), Tensor([0.5, 0.25], "x")
    return Numbers(w, x, (w @ x).named("z"), Tensor(np.arange(-2, 3) / 4, "offsets"))


def run(record, construct) -> LessonScene:
    """A scene run through without drawing."""
    return dry_run(type("Trial", (LessonScene,), {"construct": construct}), record)[0]


def test_components_of_arrows_add_up_to_the_sums_component():
    """Each begins where the one before ended, the sum at the first tail; signs and lengths are those of the arrows."""
    vectors = HeadToTail(at(100, 400))
    vectors.then(at(300, 100), INK)
    vectors.then(at(250, 350), INK)
    vectors.total(INK)
    assert np.allclose(vectors[1].get_start(), at(300, 100)) and np.allclose(vectors[2].get_end(), at(250, 350))
    for axis in (0, 1):
        first, second, both = vectors.along(axis, at(500, 300), 20 * PT * (DOWN, RIGHT)[axis])
        parts = [(arrow.get_end() - arrow.get_start())[axis] for arrow in (first, second, both)]
        assert parts[0] + parts[1] == pytest.approx(parts[2]) and parts[0] * parts[1] < 0
        assert second.get_start()[axis] == pytest.approx(first.get_end()[axis])
        assert both.get_start()[axis] == pytest.approx(first.get_start()[axis])
        assert both.get_end()[axis] == pytest.approx(second.get_end()[axis])


def test_a_matrix_turns_over_into_its_transpose(record):
    """Every number crosses the diagonal; those on it stay, and shapes that don't fit are refused."""
    matrix = Matrix([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    other = matrix.transposed()
    moves = turned_over(matrix, other)
    pairs = [(move.mobject.value, move.target_mobject.value) for move in moves[:6]]
    assert all(a == b for a, b in pairs) and np.allclose(other.get_center(), matrix.get_center())
    assert [[figure.value for figure in row] for row in other.rows] == [[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]
    with pytest.raises(ValueError, match=r"shape \(2, 3\) can't turn over into one of shape \(2, 3\)"):
        turned_over(matrix, matrix)


def test_everything_follows_a_value_that_is_wiggled(record):
    """At each stop what is shown is what the record's own Tensors give, all of it is sourced, and it ends at rest."""
    seen = []

    def construct(self):
        moved = self.record.x[0] + self.record.offsets
        wiggle = Wiggle(self, x=moved, z=self.record.w[0, 0] * moved + self.record.w[0, 1] * self.record.x[1])

        def number():
            seen.append((wiggle.now("x"), wiggle.now("z")))
            return self.figure(wiggle.now("z"), 4)

        wiggle.live(number)
        wiggle.up_and_down(1.5)
        self.say("It moved by {change}.", change=wiggle.change("z"))
        wiggle.stop(0.5)
        assert not self.mobjects

    scene = run(record, construct)
    w, x = record.w.value, record.x.value
    assert unsourced(scene) == [] and {a for a, _ in seen} == {x[0] - 0.5, x[0], x[0] + 0.5}  # a dry run sees the ends
    assert all(z == pytest.approx(w[0, 0] * a + w[0, 1] * x[1]) for a, z in seen) and seen[-1][0] == x[0]
    with pytest.raises(ValueError, match="as many stops each; found {'x': 2, 'y': 5}"):
        Wiggle(scene, x=record.x, y=record.offsets)


def test_labels_keep_clear_of_what_is_there():
    """The first side that is free, farther out where none is near; lines count where they run, not by their box."""
    wall = Rectangle(width=2.0, height=1.0, fill_opacity=1.0).move_to(at(480, 230), aligned_edge=DOWN)
    label, place = Words("here", 22), at(480, 250)
    assert placed(label, place).get_center()[1] > place[1]  # above, where nothing is in the way
    assert placed(label, place, [wall]).get_center()[0] > place[0] and overlap(label, [wall]) == 0.0
    diagonal = Line(at(300, 100), at(660, 440))
    assert overlap(placed(label, at(480, 270), [diagonal]), [diagonal]) == 0.0
    cramped = placed(Words("at the edge"), at(950, 5))
    assert cramped.get_right()[0] <= at(960, 0)[0] and cramped.get_top()[1] <= at(0, 0)[1]
    labels = placed_apart([Words("one"), Words("two"), Words("three")], [place] * 3, [diagonal])
    assert all(overlap(a, [b]) == 0.0 for a in labels for b in labels if a is not b)


def test_a_view_of_a_plane_moves_evenly():
    """Halfway, box and limits are the means of both ends'."""
    wide = PlaneView((0, 0, 400, 200), (-4, 4), (0, 8))
    near = PlaneView.around([[0, 2], [1, 4]], (0, 0, 200, 200), room=(1.0, 0.5))
    assert near == PlaneView((0, 0, 200, 200), (-1, 2), (1, 5))
    assert wide.toward(near, 0.5) == PlaneView((0, 0, 300, 200), (-2.5, 3.0), (0.5, 6.5))
    assert wide.toward(near, 1.0) == near


def test_a_pace_that_makes_no_sense_is_refused():
    """Repetitions that get slower are none of its business."""
    with pytest.raises(ValueError, match="found quicker=1.5"):
        list(paced("ab", quicker=1.5))


def test_the_camera_closes_in_and_comes_back(record):
    """The frame holds the things with their room, a pinned title stays where it was in the picture; back is back."""

    def construct(self):
        title, gate = self.words("title", 28).move_to(at(200, 40)), self.words("gate").move_to(at(700, 300))
        self.add(title, gate)
        start, frame = title.get_center().copy(), self.camera_frame
        self.play(*framed(self, [gate], room=50, pinned=[title, None]), run_time=0.2)
        assert np.allclose(frame.get_center(), gate.get_center())
        assert frame.height == pytest.approx(gate.height + 100 * PT, rel=0.01)
        share = frame.width / (960 * PT)
        assert np.allclose((title.get_center() - frame.get_center()) / share, start)
        self.play(*unframed(self, pinned=[title]), run_time=0.2)
        assert np.allclose(title.get_center(), start) and frame.width == pytest.approx(960 * PT)

    run(record, construct)


class AllOfThem(LessonScene):
    """A tiny scene in which everything moves."""

    def construct(self):
        r = self.record
        vectors = HeadToTail(at(100, 500))
        for (place, seconds), ink in zip(paced([at(200, 300), at(300, 450)], 0.3), (INK, INK)):
            self.play(FadeIn(vectors.then(place, ink)), run_time=seconds)
        self.add(vectors.total(self.ink("loss")), placed(self.words("sum"), at(200, 475), [vectors]))
        W = Matrix(r.w.value).move_to(at(480, 120))
        self.play(FadeIn(W), run_time=0.1)
        self.play(*turned_over(W, W.transposed().move_to(at(480, 300))), run_time=0.3)
        numbers = [self.figure(v, 4).move_to(at(x, 60)) for v, x in zip(r.z.value, (600, 700))]
        self.play(*substituted([self.formula("z").move_to(number) for number in numbers], numbers), run_time=0.3)
        column = Matrix(r.z.value, 4).move_to(at(800, 200))
        self.play(FadeIn(column.brackets), gathered(numbers, column.column(0)), run_time=0.3)
        total = self.computed(r.z.sum())
        self.play(*merged(numbers, self.figure(total, 4).move_to(at(700, 400))), run_time=0.3)
        self.play(*framed(self, [column]), run_time=0.3)
        self.play(*unframed(self), run_time=0.3)
        wiggle = Wiggle(self, x=r.x[0] + r.offsets)
        wiggle.live(lambda: self.figure(wiggle.now("x"), 2).move_to(at(560, 480)))
        wiggle.up_and_down(0.3)
        plane = VGroup(Axes((650, 420, 100, 100), (0, 4), (0, 4)))
        views = PlaneView((650, 420, 100, 60), (0, 4), (0, 4)), PlaneView((620, 420, 300, 60), (0, 1), (0, 1))
        zoom_plane(self, plane, lambda view: VGroup(Axes(view.box, view.x, view.y)), *views, seconds=0.3)


@pytest.mark.slow
def test_a_scene_with_all_of_them_is_drawn(record, tmp_path):
    """All frames are painted; while the camera is close, what it looks at is large in the picture."""
    from painted_frames import painted

    scene, frames = painted(lambda renderer: AllOfThem(record=record, renderer=renderer), tmp_path)
    assert unsourced(scene) == [] and len(frames) > 30
    ink = [int((frame[..., :3].min(axis=2) < 128).sum()) for frame in frames]
    assert max(ink) > 2 * ink[-1], "the column fills the picture at the closest"
