"""Videos over a slide, each inside of the page, with its captions."""

from __future__ import annotations

from deckwright.deck.media import Video
from deckwright.deck.text import plain
from deckwright.errors import UserError
from deckwright.language import say
from deckwright.layout.page import Page
from deckwright.layout.placed import Placed
from deckwright.pptx.video import TYPES
from deckwright.svg.markup import element
from deckwright.svg.picture import file_address, video_box


def video_html(placed: Placed, page: Page, language: str) -> str:
    """``video`` in the place of its poster; nothing where there is no file."""
    block: Video = placed.block
    if block.path is None:
        return ""
    box = video_box(placed)
    shares = {
        "left": box.left / page.width,
        "top": box.top / page.height,
        "width": box.width / page.width,
        "height": box.height / page.height,
    }
    about = {
        "class": "video",
        "style": ";".join(f"{side}:{share:.3%}" for side, share in shares.items()),
        "controls": "",
        "playsinline": "",
        "muted": "",
        "preload": "none",
        "loop": "" if block.loop else None,
        "data-autoplay": "" if block.autoplay else None,
        "data-step": block.step or None,
        "aria-label": plain(block.alt) or say("Video {scene}", scene=block.scene),
        "src": _address(block),
    }
    return element("video", about, _captions(block, language) or " ")


def _address(block: Video) -> str:
    kind = TYPES.get(block.path.suffix.lower())
    if kind is None:
        known = ", ".join(TYPES)
        message = f"The video {block.path} has a type that can't be embedded."
        raise UserError(message, where=block.source, hint=f"Known: {known}.")
    return file_address(block.path, kind)


def _captions(block: Video, language: str) -> str:
    if block.captions is None:
        return ""
    about = {
        "kind": "captions",
        "srclang": language,
        "label": say("Captions"),
        "src": file_address(block.captions, "text/vtt"),
    }
    return element("track", about).replace("/>", ">")
