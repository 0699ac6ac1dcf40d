"""Videos with poster and captions; started by the slide, by a click on the slide or by a click on themselves."""

from __future__ import annotations

import io
import uuid
from pathlib import Path

from PIL import Image
from pptx.media import Video as VideoFile
from pptx.opc.package import Part

from deckwright.deck.media import Video
from deckwright.deck.text import plain
from deckwright.errors import UserError
from deckwright.language import say
from deckwright.layout.placed import Placed
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.picture import empty_place, fitted, picture_part, picture_shape
from deckwright.pptx.xml import Element, element

WIDESCREEN = (16, 9)
TYPES = {".mp4": "video/mp4", ".m4v": "video/mp4", ".mov": "video/quicktime", ".webm": "video/webm"}
TRACK = "http://schemas.microsoft.com/office/2017/04/relationships/track"
MEDIA_EXTENSION = "{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}"
TRACKS_EXTENSION = "{3AFAAA56-56D3-431D-BCD4-E75A35582382}"


def write_video(placed: Placed, canvas: Canvas) -> None:
    """The video; without its file the poster, without that a frame with the scene's name."""
    block: Video = placed.block
    name, alt = canvas.ids.name("Video"), plain(block.alt)
    if block.path is None and block.poster is None:
        box = fitted(WIDESCREEN, placed.box)
        shape_id = empty_place(
            name,
            box,
            say("Video: {scene}", scene=block.scene),
            alt or say("Place of the video {scene}", scene=block.scene),
            canvas,
        )
    else:
        shape_id = canvas.ids.next()
        poster, size = picture_part(block.poster or _blank_poster(canvas), canvas, block.source)
        media = _media(block, canvas) if block.path is not None else element("p:nvPr")
        shape = picture_shape(
            shape_id, name, fitted(size, placed.box), poster, alt or say("Video {scene}", scene=block.scene), media
        )
        canvas.tree.append(shape)
    canvas.timeline.appear(block.step, shape_id)
    if block.path is not None:
        canvas.timeline.play(shape_id, block.step if block.autoplay else None, loop=block.loop)


def _blank_poster(canvas: Canvas) -> io.BytesIO:
    """A plain surface, for a video of which no frame was kept."""
    picture = io.BytesIO()
    Image.new("RGB", (320, 180), f"#{canvas.theme.surface}").save(picture, "PNG")
    return picture


def _media(block: Video, canvas: Canvas) -> Element:
    """``p:nvPr`` of a video: the file, embedded, with its caption track."""
    kind = TYPES.get(block.path.suffix.lower())
    if kind is None:
        known = ", ".join(TYPES)
        raise UserError(
            f"The video {block.path} has a type that can't be embedded.", where=block.source, hint=f"Known: {known}."
        )
    file = VideoFile.from_blob(_read(block.path, block), kind, block.path.name)
    embedded, linked = canvas.slide.part.get_or_add_video_media_part(file)
    media = element("p14:media", {"r:embed": embedded}, _captions(block, canvas) if block.captions else None)
    extensions = element("p:extLst", None, element("p:ext", {"uri": MEDIA_EXTENSION}, media))
    return element("p:nvPr", None, element("a:videoFile", {"r:link": linked}), extensions)


def _captions(block: Video, canvas: Canvas) -> Element:
    """``p14:extLst`` that names the caption track, a WebVTT part of its own."""
    package = canvas.slide.part.package
    place = package.next_partname("/ppt/media/captions%d.vtt")
    part = Part(place, "text/vtt", package, _read(block.captions, block))
    relationship = canvas.slide.part.relate_to(part, TRACK)
    name = f"deckwright:{canvas.deck.lesson}:{block.scene}:{block.section}:{canvas.number}:{relationship}"
    identity = f"{{{str(uuid.uuid5(uuid.NAMESPACE_URL, name)).upper()}}}"
    language = canvas.deck.language
    track = element("p173:track", {"id": identity, "label": say("Captions"), "lang": language, "r:embed": relationship})
    info = element("p173:tracksInfo", {"displayLoc": "media"}, element("p173:trackLst", None, track))
    return element("p14:extLst", None, element("p:ext", {"uri": TRACKS_EXTENSION}, info))


def _read(path: Path, block: Video) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        message = f"The video's file {path} can't be read: {problem.strerror}."
        raise UserError(message, where=block.source, hint="Render it again with deckwright render.") from problem
