"""Tokens go through a modern block one by one; each leaves a key and a value. Then heads share what is kept."""

from __future__ import annotations

import numpy as np
from manim import (
    FadeIn,
    FadeOut,
    Line,
    Rectangle,
    RoundedRectangle,
    Transform,
    VGroup,
    VMobject,
    linear,
)  # fmt: skip

from deckwright.scenes import PT, at, row
from deckwright.scenes.pace import paced
from deckwright.scenes.worked_scene import WorkedScene

PATH, BYPASS = 185.0, 92.0  # height of the wire through the boxes, and of what runs past them
BOXES = (("RMSNorm", 162.0, 116.0, "muted"), ("q, k, v", 272.0, 84.0, "weight"), ("turn", 364.0, 70.0, "muted"),
         ("attention", 468.0, 108.0, "activation"), ("RMSNorm", 648.0, 116.0, "muted"),
         ("SwiGLU", 768.0, 96.0, "activation"))  # fmt: skip
MAKES, TURNS, LOOKS, GATED = BOXES[1][1], BOXES[2][1], BOXES[3][1], BOXES[5][1]
BRANCHES, ADDS = (92.0, 582.0), (549.0, 846.0)
IN, OUT = 44.0, 925.0
CELL, LEFT = 50.0, 132.0  # side of a cell of the cache, and where the first token's column begins
KEYS, VALUES = (292.0, 344.0), (404.0, 456.0)  # heights of the heads' rows
GATES, GATE_HIGH = (700.0, 258.0), 56.0
PILE_LEFT, PILE_TOP, PILE_WIDE, PILE_HIGH, PILE_ROWS = 270.0, 110.0, 300.0, 370.0, 32


class TokenAndCache(WorkedScene):
    """Our own decoder writes; then thirty-two heads share."""

    lesson = "modern-architectures"

    def construct(self):
        self.writing()
        self.sharing()

    # -- the sections ------------------------------------------------------------------------------------------------

    def writing(self):
        """The text goes through, letter by letter."""
        self.section("The block")
        self.title("One token goes through the block")
        self.add(self.block(), self.names())
        self.wait(1.0)
        self.section("A token’s way")
        self.lines: VGroup | None = None
        self.count: VMobject | None = None
        for (t, step), slow in paced(enumerate(self.record.writer.steps), first=0.9, least=0.08):
            self.pass_through(t, step, slow)
        self.title("Old tokens are never computed again")
        self.say("A new token computes its own query, key and value, and looks at the kept ones.")
        self.wait(2.0)

    def pass_through(self, t: int, step, slow: float):
        """One token: its key and value fall into the cache, its query looks, its gates let through, it leaves."""
        chip = self.chip(step.token, IN, PATH)
        told = slow > 0.5
        if t == 0:
            self.say("RMSNorm, then a query, a key and a value; query and key are turned.")
        elif t == 1:
            self.say("The second token’s query looks at both keys.")
        elif t == 2:
            self.say("And so on, token by token.")
        self.play(FadeIn(chip), run_time=0.3 * slow + 0.03)
        past = chip.copy().set_opacity(0.55)
        self.add(past)
        self.move((chip, BRANCHES[0], PATH), (past, BRANCHES[0], PATH), seconds=0.4 * slow)
        self.move((chip, MAKES, PATH), (past, BRANCHES[0], BYPASS), seconds=0.7 * slow)
        self.move((chip, TURNS, PATH), (past, ADDS[0], BYPASS), seconds=0.8 * slow)
        column = self.column(t)
        start = column.copy().scale(0.4).move_to(at(TURNS, PATH + 40))
        self.play(Transform(start, column), run_time=1.2 * slow + 0.1)
        self.remove(start)
        self.add(column)
        if t == 0:
            self.say("Key and value stay in the cache, in each of {n} heads of keys.", n=self.record.writer.kv_heads)
        looks = self.looks(step.weights)
        self.play(chip.animate.move_to(at(LOOKS, PATH)), FadeIn(looks), run_time=0.9 * slow + 0.05)
        if told:
            self.wait(0.8 * slow)
        self.counted(t)
        self.play(
            chip.animate.move_to(at(ADDS[0], PATH)), past.animate.move_to(at(ADDS[0], PATH)), FadeOut(looks),
            run_time=0.8 * slow + 0.05,
        )  # fmt: skip
        self.remove(past)
        if t == 0:
            self.say("Then the gate: each hidden number passes as far as its bar says.")
        gates = self.gates(step.gate)
        self.play(chip.animate.move_to(at(GATED, PATH)), FadeIn(gates), run_time=1.1 * slow + 0.05)
        if told:
            self.wait(0.6 * slow)
        self.play(chip.animate.move_to(at(OUT, PATH)), FadeOut(gates), run_time=0.9 * slow + 0.05)
        self.play(FadeOut(chip), run_time=0.05)

    def move(self, *moves: tuple[VMobject, float, float], seconds: float):
        """Tokens go on along the wires."""
        self.play(
            *(thing.animate.move_to(at(x, y)) for thing, x, y in moves), run_time=seconds + 0.03, rate_func=linear
        )

    def sharing(self):
        """Thirty-two heads of keys, eight, one, and a state that doesn't grow."""
        self.section("Sharing")
        self.play(*(FadeOut(part) for part in self.mobjects if part is not self.header), run_time=0.6)
        self.title("What a large model keeps for one text")
        shares = self.record.memory.sharing
        (many, kib), *fewer = shares
        keys, values = self.pile(many, "keys", 0), self.pile(many, "values", 1)
        labels = VGroup(
            self.words("keys", 26, self.category("keys"), "bold").move_to(at(PILE_LEFT + PILE_WIDE / 2, PILE_TOP - 24)),
            self.words("values", 26, self.category("values"), "bold").move_to(
                at(PILE_LEFT + 1.5 * PILE_WIDE + 40, PILE_TOP - 24)
            ),
        )
        self.say("A row for each head; tokens come in from the left.")
        self.play(FadeIn(labels), FadeIn(self.outline(0)), FadeIn(self.outline(1)), run_time=0.4)
        self.play(*(self.grown(bar) for bar in (*keys, *values)), run_time=3.0)
        note = self.per_token(0, many, kib)
        self.play(FadeIn(note), run_time=0.5)
        self.wait(0.7)
        for k, (heads, kib) in enumerate(fewer, start=1):
            self.say(
                "Now queries share a head of keys: fewer rows to keep."
                if heads > 1
                else "One head of keys for all queries."
            )
            new_keys, new_values = self.pile(heads, "keys", 0), self.pile(heads, "values", 1)
            self.play(
                *self.merged(keys, new_keys),
                *self.merged(values, new_values),
                note.animate.set_opacity(0.6),
                run_time=1.8,
            )
            self.remove(*keys, *values)
            keys, values = new_keys, new_values
            self.add(keys, values)
            note = self.per_token(k, heads, kib)
            self.play(FadeIn(note), run_time=0.5)
            self.wait(0.7)
        self.title("Shared heads: the same queries, a fraction of the memory")
        self.say("The queries are as many as before. Only what is kept has shrunk.")
        self.wait(3.0)

    # -- pieces ------------------------------------------------------------------------------------------------------

    def block(self) -> VGroup:
        """The boxes on the path, and the two lines past them."""
        made = VGroup(Line(at(IN, PATH), at(OUT, PATH), color=self.ink("line"), stroke_width=4))
        for start, add in zip(BRANCHES, ADDS):
            corners = [(start, PATH), (start, BYPASS), (add, BYPASS), (add, PATH)]
            for a, b in zip(corners, corners[1:]):
                made.add(Line(at(*a), at(*b), color=self.ink("line"), stroke_width=4))
        for name, x, width, role in BOXES:
            frame = RoundedRectangle(corner_radius=8 * PT, width=width * PT, height=78 * PT, stroke_width=3)
            frame.set_stroke(self.ink(role)).set_fill(self.ink("background"), opacity=1)
            made.add(VGroup(frame.move_to(at(x, PATH - 14)), self.words(name, 22).move_to(at(x, PATH - 34))))
        for x in ADDS:
            frame = RoundedRectangle(corner_radius=16 * PT, width=32 * PT, height=32 * PT, stroke_width=3)
            frame.set_stroke(self.ink("text")).set_fill(self.ink("background"), opacity=1)
            made.add(VGroup(frame.move_to(at(x, PATH)), self.words("+", 24).move_to(at(x, PATH))))
        return made

    def names(self) -> VGroup:
        """What the rows of the cache are."""
        return VGroup(
            self.words("keys", 24, self.category("keys"), "bold").move_to(at(66, sum(KEYS) / 2)),
            self.words("values", 24, self.category("values"), "bold").move_to(at(66, sum(VALUES) / 2)),
        )

    def chip(self, token: str, x: float, y: float) -> VGroup:
        """A token that moves."""
        frame = RoundedRectangle(corner_radius=10 * PT, width=34 * PT, height=34 * PT, stroke_width=0)
        frame.set_fill(self.ink("input"), opacity=1).move_to(at(x, y))
        return VGroup(frame, self.words(shown(token), 24, "background", "bold").move_to(at(x, y)))

    def column(self, t: int) -> VGroup:
        """A token's letter, and its key and value in each head."""
        x, made = LEFT + CELL * t + CELL / 2, VGroup()
        for name, heights in (("keys", KEYS), ("values", VALUES)):
            ink = self.ink(self.category(name))
            for y in heights[: self.record.writer.kv_heads]:
                cell = Rectangle(width=(CELL - 5) * PT, height=(CELL - 5) * PT, stroke_width=0)
                made.add(cell.set_fill(ink, opacity=0.9).move_to(at(x, y)))
        letter = self.words(shown(self.record.writer.steps[t].token), 24).move_to(at(x, VALUES[-1] + 42))
        return made.add(letter)

    def looks(self, weights: np.ndarray) -> VGroup:
        """Lines from attention to all kept keys, the stronger the larger the weight, mean of all heads."""
        made = VGroup()
        for s, weight in enumerate(weights.mean(axis=0)):
            x = LEFT + CELL * s + CELL / 2
            line = Line(at(LOOKS, PATH + 26), at(x, KEYS[0] - 26), color=self.ink("activation"))
            made.add(line.set_stroke(width=1 + 11 * float(weight), opacity=0.25 + 0.75 * float(weight)))
        return made

    def gates(self, gate: np.ndarray) -> VGroup:
        """A bar for each of the first hidden units, up or down from a line."""
        highest, made = float(np.abs(gate).max()) or 1.0, VGroup()
        base = GATES[1] + 20
        for i, g in enumerate(gate):
            height = GATE_HIGH * float(g) / highest
            bar = Rectangle(width=12 * PT, height=max(abs(height), 1.5) * PT, stroke_width=0)
            made.add(
                bar.set_fill(self.ink("activation"), opacity=0.9).move_to(at(GATES[0] + 20 * i, base - height / 2))
            )
        made.add(Line(at(GATES[0] - 12, base), at(GATES[0] + 20 * len(gate) - 8, base), color=self.ink("muted")))
        return made

    def counted(self, t: int):
        """How many numbers are kept now."""
        kept = self.record.writer.kept[t]
        new = VGroup(
            self.figure(kept, 0, 30, style="bold").move_to(at(868, 348)),
            self.words("numbers", 24).move_to(at(868, 384)),
            self.words("kept", 24).move_to(at(868, 412)),
        )
        self.play(*([FadeOut(self.count)] if self.count else []), FadeIn(new), run_time=0.15)
        self.count = new

    def pile(self, heads: int, kept: str, side: int) -> VGroup:
        """A row for each head of keys, from the top; all rows are equally thick."""
        thick, ink = PILE_HIGH / PILE_ROWS, self.ink(self.category(kept))
        left = PILE_LEFT + side * (PILE_WIDE + 40)
        made = VGroup()
        for h in range(heads):
            bar = Rectangle(width=PILE_WIDE * PT, height=(thick - 2) * PT, stroke_width=0)
            place = at(left + PILE_WIDE / 2, PILE_TOP + thick * (h + 0.5))
            made.add(bar.set_fill(ink, opacity=0.9).move_to(place))
        return made

    def outline(self, side: int) -> Rectangle:
        """The room that all heads need, which stays to compare with."""
        frame = Rectangle(width=(PILE_WIDE + 8) * PT, height=(PILE_HIGH + 8) * PT, stroke_width=2)
        left = PILE_LEFT + side * (PILE_WIDE + 40)
        return frame.set_stroke(self.ink("muted")).move_to(at(left + PILE_WIDE / 2, PILE_TOP + PILE_HIGH / 2))

    def grown(self, bar: VMobject):
        """The row grows from its left end."""
        thin = bar.copy().stretch(0.01, 0, about_edge=np.array([-1.0, 0.0, 0.0]))
        target = bar.copy()
        bar.become(thin)
        return bar.animate.become(target)

    def merged(self, old: VGroup, new: VGroup) -> list:
        """Rows of a group move into the one that they share."""
        group = len(old) // len(new)
        return [bar.animate.move_to(new[h // group]) for h, bar in enumerate(old)]

    def per_token(self, k: int, heads: int, kib: float) -> VGroup:
        """How many heads there are, and what a token costs, below those before."""
        top = PILE_TOP + 30 + 130 * k
        return VGroup(
            row(
                self.figure(heads, 0, 28, style="bold"), self.words("heads" if heads > 1 else "head", 26), gap=8
            ).move_to(at(120, top)),
            row(self.figure(kib, 0, 28, style="bold"), self.words("KiB a token", 26), gap=8).move_to(at(120, top + 40)),
        )


def shown(token: str) -> str:
    """A token that can be seen."""
    return {" ": "·", "\n": "¶"}.get(token, token)
