"""Fitting blocks into a height: the largest sizes that hold them, long tables in stretches, more slides, or
an error.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from deckwright import limits
from deckwright.deck.block import Block
from deckwright.deck.equation import Equation
from deckwright.deck.table import Table
from deckwright.deck.text import Bullets, Paragraph
from deckwright.errors import Source, UserError
from deckwright.layout.arrange import Arrangement, arrangements
from deckwright.layout.block import Setting
from deckwright.layout.columns import below_one_another
from deckwright.layout.equation import broken
from deckwright.layout.folded_table import in_two_stretches
from deckwright.layout.measured_block import Measured
from deckwright.layout.page import PageLayout
from deckwright.layout.pagination import Way, cuts
from deckwright.layout.sizes import CONTINUED, IDEAL, LADDER, REFERENCES, Sizes, kinds_of_type
from deckwright.layout.stacking import is_heading, stacked
from deckwright.theme import Theme
from deckwright.wording import counted

TOLERANCE = 0.5  # points


@dataclass(frozen=True, slots=True)
class Room:
    """The place for a slide's blocks, in points, and what they are set with."""

    width: float
    height: float
    gutter: float
    theme: Theme
    beside: PageLayout
    layout: str
    named: bool
    source: Source | None
    align: float = 0.0

    def setting(self, sizes: Sizes) -> Setting:
        return Setting(sizes, self.theme, self.gutter, self.height, self.align)

    def fits_minimum(self, item: Measured) -> bool:
        """Whether it fits at the least."""
        return item.excess <= TOLERANCE and item.least <= self.height + TOLERANCE

    def fits_preferred(self, item: Measured) -> bool:
        """Whether it fits as it looks well."""
        return item.preferred_excess <= TOLERANCE and item.preferred <= self.height + TOLERANCE

    def fits_midway(self, item: Measured) -> bool:
        """Whether it fits half-way between its least and what it likes."""
        return item.preferred_excess <= TOLERANCE and (item.least + item.preferred) / 2 <= self.height + TOLERANCE

    def arrangements(self, blocks: Sequence[Block], sizes: Sizes) -> Iterator[Arrangement]:
        return arrangements(blocks, self.layout, self.named, self.beside, self.width, self.setting(sizes))


def fit(blocks: Sequence[Block], room: Room) -> list[Arrangement]:
    """One arrangement for each slide that the blocks need: mostly one."""
    for block in blocks:
        if isinstance(block, Table):
            limits.ROWS.hold(len(block.rows), "This table has", block.source or room.source)
        elif isinstance(block, Bullets):
            limits.ITEMS.hold(len(block.items), "This list has", block.source or room.source)
    ladder = REFERENCES if room.layout == "references" else LADDER
    found = _fitted(blocks, room, ladder)
    if not found and _too_wide(blocks, room, ladder[-1]):  # on a page narrower than its author's, say
        found = _fitted(below_one_another(blocks), room, ladder)
    if not found:
        raise _too_much(blocks, room, ladder[-1])
    return found


def _fitted(blocks: Sequence[Block], room: Room, ladder: Sequence[Sizes]) -> list[Arrangement]:
    """The same, nothing where they cannot be made to fit."""
    whole = _on_one_slide(blocks, room, ladder)
    if whole is not None:
        return [whole]
    stretched = [in_two_stretches(block, room.width, room.theme) for block in blocks]
    if any(one is not other for one, other in zip(stretched, blocks)):
        whole = _on_one_slide(stretched, room, [sizes for sizes in ladder if sizes.table >= CONTINUED[-1].table])
        if whole is not None:
            return [whole]
        blocks = [block if _fits([block], room, CONTINUED[-1]) else one for block, one in zip(blocks, stretched)]
    best: list[Arrangement] = []
    for sizes in _whole_addresses(blocks, room) if ladder is REFERENCES else CONTINUED:
        parts = _continued(blocks, room, sizes)
        if parts and (not best or len(parts) < len(best)):
            best = [Arrangement(room.layout, _stacked(part, room, sizes)) for part in parts]
        if best and (ladder is REFERENCES or len(best) == 2):  # there are no fewer
            break
    return best


def _too_wide(blocks: Sequence[Block], room: Room, sizes: Sizes) -> bool:
    return min(arrangement.item.excess for arrangement in room.arrangements(blocks, sizes)) > TOLERANCE


def _whole_addresses(blocks: Sequence[Block], room: Room) -> list[Sizes]:
    """Sizes for references that go on to a further slide: first those in which no address is broken."""
    return sorted(REFERENCES[1:], key=lambda sizes: _stacked(blocks, room, sizes).preferred_excess > TOLERANCE)


def _on_one_slide(blocks: Sequence[Block], room: Room, ladder: Sequence[Sizes]) -> Arrangement | None:
    if not any(room.fits_minimum(smallest.item) for smallest in room.arrangements(blocks, ladder[-1])):
        return None  # what is too long for a slide is long to measure as well: once is enough
    for suits, steps in (
        (room.fits_preferred, ladder[:IDEAL]),
        (room.fits_midway, ladder[:IDEAL]),
        (room.fits_minimum, ladder),
    ):
        for sizes in steps:
            for arrangement in room.arrangements(blocks, sizes):
                if suits(arrangement.item):
                    return _grown(arrangement, blocks, room, ladder, sizes, suits)
    return None


def _grown(
    found: Arrangement,
    blocks: Sequence[Block],
    room: Room,
    ladder: Sequence[Sizes],
    sizes: Sizes,
    suits: Callable[[Measured], bool],
) -> Arrangement:
    """The same with each kind of type as large as it can be alone: one wide line need not make all the rest small."""

    def alike(sizes: Sizes) -> Iterator[Arrangement]:
        return (each for each in room.arrangements(blocks, sizes) if each.layout == found.layout)

    lines = _lines(found, room)
    for kind in sorted(kinds_of_type(blocks), key=lambda kind: getattr(sizes, kind)):  # what is hardest to read first
        for larger in sorted({getattr(step, kind) for step in ladder if getattr(step, kind) > getattr(sizes, kind)}):
            grown = replace(sizes, **{kind: larger})
            fitting = (each for each in alike(grown) if suits(each.item) and _lines(each, room) <= lines)
            arrangement = next(fitting, None)
            if arrangement is None or max(grown.table, grown.code) > max(grown.body, sizes.table, sizes.code):
                break
            found, sizes = arrangement, grown
    return found


def _lines(arrangement: Arrangement, room: Room) -> int:
    """How many lines there are: of text, in cells, of mathematics."""
    placed = arrangement.item.place(0.0, 0.0, room.height)
    return sum(len(one.lines) + len(one.parts) + sum(len(cell) for row in one.cells for cell in row) for one in placed)


def _stacked(blocks: Sequence[Block], room: Room, sizes: Sizes) -> Measured:
    return stacked(blocks, room.width, room.setting(sizes))


def _continued(blocks: Sequence[Block], room: Room, sizes: Sizes) -> list[list[Block]]:
    """The blocks in parts, one for each slide, as even as they can be; empty when something can't be cut to fit."""
    whole_lines = [_lines_broken(block, room, sizes) for block in blocks]
    parts = _filled(whole_lines, room, sizes)
    if not parts:
        return []
    low, high = 0.0, room.height
    while high - low > sizes.body:  # the least height that needs no more slides
        middle = (low + high) / 2
        fewer = _filled(whole_lines, replace(room, height=middle), sizes)
        if fewer and len(fewer) == len(parts):
            high, parts = middle, fewer
        else:
            low = middle
    return parts


def _lines_broken(block: Block, room: Room, sizes: Sizes) -> Block:
    """Workings are cut between the lines that they have after breaking."""
    return broken(block, room.width / sizes.equation) if isinstance(block, Equation) else block


def _filled(blocks: Sequence[Block], room: Room, sizes: Sizes) -> list[list[Block]]:
    """Greedy: each slide takes what it can; only a block that can be cut goes on to the next one.

    A table that has room on a slide of its own is not cut.
    """
    parts: list[list[Block]] = [[]]
    rest = list(blocks)
    while rest:
        block = rest.pop(0)
        ways = cuts(block)
        heads: list[Way] = [*ways, lambda block=block: (block, block)]
        fitting = _first_too_long(heads, lambda way: not _fits(parts[-1] + [way()[0]], room, sizes))
        if fitting > len(ways):
            parts[-1].append(block)
            continue
        if isinstance(block, Table) and parts[-1] and _fits([block], room, sizes):
            ways, fitting = [], 0
        if fitting:
            head, tail = ways[fitting - 1]()
            parts[-1].append(head)
            parts.append([])
            rest.insert(0, tail)
        elif parts[-1] and (ways or len(parts) > 1 or isinstance(block, Table)):
            rest.insert(0, block)
            parts.append([parts[-1].pop()] if _leads_to(block, parts[-1], room, sizes) else [])
        else:
            return []
    return parts


def _first_too_long(ways: Sequence[Way], is_too_long: Callable[[Way], bool]) -> int:
    """The index of the first way whose head is too long. A slide holds little of a long block: search from
    its start.
    """
    end = 1
    while end < len(ways) and not is_too_long(ways[end - 1]):
        end *= 2
    return bisect_left(ways, True, end // 2, min(end, len(ways)), key=is_too_long)


def _leads_to(block: Block, above: Sequence[Block], room: Room, sizes: Sizes) -> bool:
    """Whether the last of the blocks above goes with this one: a heading, or the words before a table."""
    if len(above) < 2 or not _fits([above[-1], block], room, sizes):
        return len(above) > 1 and is_heading(above[-1])
    return is_heading(above[-1]) or isinstance(block, Table) and isinstance(above[-1], Paragraph)


def _fits(blocks: Sequence[Block], room: Room, sizes: Sizes) -> bool:
    return room.fits_minimum(_stacked(blocks, room, sizes))


def _too_much(blocks: Sequence[Block], room: Room, sizes: Sizes) -> UserError:
    """Says what is too wide or too high, by how much, and what to do."""
    tried = [arrangement.item for arrangement in room.arrangements(blocks, sizes)]
    item = min(tried, key=lambda one: (one.excess, one.least))
    if item.excess > TOLERANCE:
        return UserError(
            f"This {item.block.noun} is {item.excess:.0f} pt too wide for its place, even in the smallest type.",
            where=item.block.source or room.source,
            hint="Shorten it, give its column more width, or put it on a slide of its own (`# Title` starts one).",
        )
    over = item.least - room.height
    lines = max(1, round(over / (1.22 * sizes.body)))
    return UserError(
        f"The slide is {over:.0f} pt too high (about {counted(lines, 'line')} of text), "
        f"even in {sizes.body:g} pt type.",
        where=_crossing(blocks, room, sizes) or room.source,
        hint="Shorten it, or start a new slide with `# Title` before this line.",
    )


def _crossing(blocks: Sequence[Block], room: Room, sizes: Sizes) -> Source | None:
    """Where the first block stands that reaches below the bottom."""
    for end in range(1, len(blocks) + 1):
        if _stacked(blocks[:end], room, sizes).least > room.height:
            return blocks[end - 1].source
    return None
