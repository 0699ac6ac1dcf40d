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
from deckwright.scenes.worked_scene import WorkedScene

PATH, BYPASS = 175.0, 105.0  # height of the boxes, and of what runs past them
BOXES = (("RMSNorm", 175.0, "muted"), ("q, k, v", 300.0, "weight"), ("attention", 440.0, "activation"),
         ("RMSNorm", 620.0, "muted"), ("SwiGLU", 760.0, "activation"))  # fmt: skip
ADDS = (535.0, 855.0)
IN, OUT = 50.0, 925.0
CELL, LEFT = 40.0, 130.0  # side of a cell of the cache, and where the first token's column stands
KEYS, VALUES = (300.0, 344.0), (396.0, 440.0)  # heights of the heads' rows
GATES, GATE_HIGH = (690.0, 250.0), 60.0
PILE_LEFT, PILE_TOP, PILE_WIDE, PILE_HIGH = 250.0, 110.0, 300.0, 320.0


class TokenAndCache(WorkedScene):
    """Our own decoder writes; then thirty-two heads share."""

    lesson = "modern-architectures"

    def construct(self):
        self.writing()
        self.sharing()

    # -- the sections ------------------------------------------------------------------------------------------------

    def writing(self):
        """The text goes through, letter by letter."""
        self.section("A token’s way")
        self.title("One token goes through the block")
        self.play(FadeIn(self.block()), FadeIn(self.names()), run_time=1.0)
        self.lines: VGroup | None = None
        self.count: VMobject | None = None
        for t, step in enumerate(self.record.writer.steps):
            self.pass_through(t, step, 1.0 if t == 0 else 0.75 if t == 1 else 0.16)
        self.title("Old tokens are never computed again")
        self.say("A new token computes its own query, key and value, and looks at the kept ones.")
        self.wait(2.0)

    def pass_through(self, t: int, step, slow: float):
        """One token: its key and value fall into the cache, its query looks, its gates let through, it leaves."""
        chip = self.chip(step.token, IN, PATH)
        told = slow > 0.5
        if t == 0:
            self.say("RMSNorm, then a query, a key and a value.")
        elif t == 1:
            self.say("The second token’s query looks at both keys.")
        elif t == 2:
            self.say("And so on, token by token.")
        self.play(FadeIn(chip), run_time=0.3 * slow + 0.05)
        past = chip.copy()
        self.add(past)
        self.play(
            chip.animate.move_to(at(BOXES[1][1], PATH)), past.animate.move_to(at(ADDS[0], BYPASS)),
            run_time=1.3 * slow, rate_func=linear,
        )  # fmt: skip
        column = self.column(t)
        start = column.copy().scale(0.4).move_to(at(BOXES[1][1], PATH + 30))
        self.play(Transform(start, column), run_time=1.2 * slow + 0.1)
        self.remove(start)
        self.add(column)
        if t == 0:
            self.say("Key and value stay in the cache, in each of {n} heads of keys.", n=self.record.writer.kv_heads)
        looks = self.looks(t, step.weights)
        self.play(chip.animate.move_to(at(BOXES[2][1], PATH)), FadeIn(looks), run_time=0.9 * slow + 0.05)
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
        self.play(chip.animate.move_to(at(BOXES[4][1], PATH)), FadeIn(gates), run_time=1.1 * slow + 0.05)
        if told:
            self.wait(0.6 * slow)
        self.play(chip.animate.move_to(at(OUT, PATH)), FadeOut(gates), run_time=0.9 * slow + 0.05)
        self.play(FadeOut(chip), run_time=0.05)

    def sharing(self):
        """Thirty-two heads of keys, eight, one, and a state that doesn't grow."""
        self.section("Sharing")
        self.play(*(FadeOut(part) for part in self.mobjects if part is not self.header), run_time=0.6)
        self.title("What a large model keeps for one text")
        shares = self.record.memory.sharing
        (many, kib), *fewer = shares
        keys, values = self.pile(many, "weight", 0), self.pile(many, "target", 1)
        labels = VGroup(
            self.words("keys", 26, "weight", "bold").move_to(at(PILE_LEFT + PILE_WIDE / 2, PILE_TOP - 22)),
            self.words("values", 26, "target", "bold").move_to(at(PILE_LEFT + 1.5 * PILE_WIDE + 30, PILE_TOP - 22)),
        )
        self.say("A row for each head; tokens come in from the left.")
        self.play(FadeIn(labels), run_time=0.4)
        self.play(*(self.grown(bar) for bar in (*keys, *values)), run_time=3.5)
        note = self.per_token(many, kib)
        self.play(FadeIn(note), run_time=0.5)
        self.wait(1.2)
        for heads, kib in fewer:
            self.say(
                "Now queries share a head of keys: fewer rows to keep."
                if heads > 1
                else "One head of keys for all queries."
            )
            new_keys, new_values = self.pile(heads, "weight", 0), self.pile(heads, "target", 1)
            self.play(*self.merged(keys, new_keys), *self.merged(values, new_values), FadeOut(note), run_time=2.2)
            self.remove(*keys, *values)
            keys, values = new_keys, new_values
            self.add(keys, values)
            note = self.per_token(heads, kib)
            self.play(FadeIn(note), run_time=0.5)
            self.wait(1.2)
        self.title("Shared heads: the same queries, a fraction of the memory")
        self.say("The queries are as many as before. Only what is kept has shrunk.")
        self.wait(3.0)

    # -- pieces ------------------------------------------------------------------------------------------------------

    def block(self) -> VGroup:
        """The boxes on the path, and the two lines past them."""
        made = VGroup(Line(at(IN, PATH), at(OUT, PATH), color=self.ink("line"), stroke_width=4))
        for start, add in ((100.0, ADDS[0]), (570.0, ADDS[1])):
            for a, b in (
                ((start, PATH), (start, BYPASS)),
                ((start, BYPASS), (add, BYPASS)),
                ((add, BYPASS), (add, PATH)),
            ):
                made.add(Line(at(*a), at(*b), color=self.ink("line"), stroke_width=4))
        for name, x, role in BOXES:
            frame = RoundedRectangle(corner_radius=8 * PT, width=112 * PT, height=54 * PT, stroke_width=3)
            frame.set_stroke(self.ink(role)).set_fill(self.ink("background"), opacity=1)
            made.add(VGroup(frame.move_to(at(x, PATH)), self.words(name, 22).move_to(at(x, PATH))))
        for x in ADDS:
            frame = RoundedRectangle(corner_radius=16 * PT, width=32 * PT, height=32 * PT, stroke_width=3)
            frame.set_stroke(self.ink("text")).set_fill(self.ink("background"), opacity=1)
            made.add(VGroup(frame.move_to(at(x, PATH)), self.words("+", 24).move_to(at(x, PATH))))
        return made

    def names(self) -> VGroup:
        """What the rows of the cache are."""
        return VGroup(
            self.words("keys", 24, "weight", "bold").move_to(at(66, sum(KEYS) / 2)),
            self.words("values", 24, "target", "bold").move_to(at(66, sum(VALUES) / 2)),
        )

    def chip(self, token: str, x: float, y: float) -> VGroup:
        """A token that moves."""
        frame = RoundedRectangle(corner_radius=10 * PT, width=36 * PT, height=36 * PT, stroke_width=0)
        frame.set_fill(self.ink("input"), opacity=1).move_to(at(x, y))
        return VGroup(frame, self.words(shown(token), 24, "background", "bold").move_to(at(x, y)))

    def column(self, t: int) -> VGroup:
        """A token's letter, and its key and value in each head."""
        x, made = LEFT + CELL * t + CELL / 2, VGroup()
        for role, heights in (("weight", KEYS), ("target", VALUES)):
            for y in heights[: self.record.writer.kv_heads]:
                cell = Rectangle(width=(CELL - 5) * PT, height=(CELL - 5) * PT, stroke_width=0)
                made.add(cell.set_fill(self.ink(role), opacity=0.8).move_to(at(x, y)))
        letter = self.words(shown(self.record.writer.steps[t].token), 24).move_to(at(x, VALUES[-1] + 42))
        return made.add(letter)

    def looks(self, t: int, weights: np.ndarray) -> VGroup:
        """Lines from attention to all kept keys, the stronger the larger the weight, mean of all heads."""
        made = VGroup()
        for s, weight in enumerate(weights.mean(axis=0)):
            x = LEFT + CELL * s + CELL / 2
            line = Line(at(BOXES[2][1], PATH + 28), at(x, KEYS[0] - 22), color=self.ink("activation"))
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
        new = row(self.figure(kept, 0, 26, style="bold"), self.words("numbers kept", 24), gap=8).move_to(at(790, 420))
        self.play(*([FadeOut(self.count)] if self.count else []), FadeIn(new), run_time=0.15)
        self.count = new

    def pile(self, heads: int, role: str, side: int) -> VGroup:
        """A row for each head of keys, all of one height."""
        thick = PILE_HIGH / 32
        left = PILE_LEFT + side * (PILE_WIDE + 30)
        made = VGroup()
        for h in range(heads):
            y = PILE_TOP + PILE_HIGH * (h + 0.5) / heads
            bar = Rectangle(width=PILE_WIDE * PT, height=(thick - 2) * PT, stroke_width=0)
            made.add(bar.set_fill(self.ink(role), opacity=0.85).move_to(at(left + PILE_WIDE / 2, y)))
        return made

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

    def per_token(self, heads: int, kib: float) -> VGroup:
        """How many heads there are, and what a token costs."""
        return VGroup(
            row(
                self.figure(heads, 0, 28, style="bold"), self.words("heads" if heads > 1 else "head", 26), gap=8
            ).move_to(at(120, 240)),
            row(self.figure(kib, 0, 28, style="bold"), self.words("KiB a token", 26), gap=8).move_to(at(120, 290)),
        )


def shown(token: str) -> str:
    """A token that can be seen."""
    return {" ": "·", "\n": "¶"}.get(token, token)
