"""What happens in the slide show: the transition to a slide, its clicks and videos."""

from __future__ import annotations

from deckwright.pptx.alternate import alternate
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.timing import timing
from deckwright.pptx.xml import element


def write_transition(canvas: Canvas) -> None:
    """Add transition and timing behind the slide's shapes; nothing that writes shapes may follow."""
    slide = canvas.slide._element
    slide.append(element("p:transition", {"spd": "fast"}, element("p:fade")))
    native = timing(canvas.timeline)
    if native is None:
        return
    if canvas.timeline.drawn:
        slide.append(alternate([native], [timing(canvas.timeline, drawn=True)]))
    else:
        slide.append(native)
