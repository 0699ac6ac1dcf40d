"""How much is read of a file that somebody sent: every limit, with its reason, and the one way to say that it was
reached.

What a lecturer makes stays far below each of them; what reaches one was made to fill the memory or to take for ever.
"""

from __future__ import annotations

from dataclasses import dataclass

from deckwright.errors import Source, UserError

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many of something. hint: what to do about it."""

    most: int
    unit: str
    hint: str = ""

    def hold(self, found: int, whose: str, where: Source | None = None) -> None:
        """Raise UserError for more than that. whose: the subject of the sentence, as in "The picture a.png has"."""
        if found > self.most:
            words = f"{whose} {self._said(found)}; the limit is {self._said(self.most)}."
            raise UserError(words, where=where, hint=self.hint)

    def _said(self, count: int) -> str:
        if self.unit == "bytes":
            return f"{count / MB:,.0f} MB"
        return f"{count:,} {self.unit}"


_COPY = "Open it in PowerPoint and save a copy; if it came by mail, ask who made it."

# The longest lecture of the course has 270 parts, and a slide 430 kB of XML with 45,000 marks.
DIRECTORY = Limit(
    16 * MB, "bytes", _COPY
)  # an archive's list of its parts, each of which takes ten times that in memory
PARTS = Limit(50_000, "parts", _COPY)
PART = Limit(64 * MB, "bytes", _COPY)  # one part unpacked: no slide, chart or workbook comes near
RATIO = Limit(
    200, "times its packed size", _COPY
)  # XML shrinks 10 to 30 times; 1,000 times is only possible on purpose
RATIO_FROM = 4 * MB  # smaller parts may be as empty as they like
SMALLEST = 10_000  # bytes that a part counts at the least, so that nobody is kept busy by a million empty ones
UNPACKED = Limit(512 * MB, "bytes", _COPY)  # all that is read of a deck, parts that are read twice counted twice
TEMPLATE = Limit(
    128 * MB,  # all of it goes into memory several times, and into every deck
    "bytes",
    "Delete slides, videos and large pictures from a copy, and give that: of a template only its slide master is used.",
)
XML_MARKS = Limit(2_000_000, "marks of XML", _COPY)  # < counts once, = twice: what takes memory; a mark takes 120 bytes
SLIDES = Limit(5_000, "slides", _COPY)
TEXTS = Limit(100_000, "texts", _COPY)  # paragraphs, cells and descriptions on one slide
RECORD_MARKS = Limit(4_000_000, "values", _COPY)  # of the record of a deck's figures; 20,000 in the longest lecture
FOLDERS = Limit(20_000, "folders to look through", "Go to the course's own folder, or give the lesson: --lesson PATH.")
RECORD_PLACES = Limit(100_000_000, "characters to be looked for", _COPY)  # length times figures of each text, summed up
LIKENESS = (
    200_000_000  # steps of comparing texts that other programs changed: half a minute; beyond, they are not found
)
EDIT = 4_000_000  # words of one text times words of what has become of it; beyond, nothing of it is taken for the same
ROWS = Limit(1_000, "rows", "Show some of them, as in {{ table(data[:20]) }}.")  # 1,000 take 30 slides
ITEMS = Limit(1_000, "items", "Show some of them, as in {% for item in items[:20] %}.")
PICTURE_PIXELS = Limit(
    100_000_000,  # a page of A3 at 600 dpi has 70 million; each takes 4 bytes
    "pixels",
    "Make it smaller: a slide on a 4K screen has 8 million.",
)
