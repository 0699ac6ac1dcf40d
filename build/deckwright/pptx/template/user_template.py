"""A lecturer's own template: opened, emptied of its slides, its layouts matched with ours."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import pptx
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.shapes.placeholder import LayoutPlaceholder
from pptx.slide import SlideLayout

from deckwright import limits
from deckwright.deck.slide import LAYOUTS
from deckwright.errors import UserError, did_you_mean
from deckwright.pptx.placeholders import TITLES, contents, slots
from deckwright.pptx.template.active_content import drop_active_content
from deckwright.pptx.template.master_fonts import put_master_fonts_into_theme
from deckwright.pptx.template.prompts import inherit_from_prompts
from deckwright.pptx.template.slide_layout import TYPES
from deckwright.pptx.template.soundness import check_sound, reading
from deckwright.safe_xml import checked_xml
from deckwright.safe_zip import NotAnArchive, SafeZip, safe_zip

CONTENT_TYPES = "[Content_Types].xml"
OFFICE = "application/vnd.openxmlformats-officedocument"
PRESENTATION = f"{OFFICE}.presentationml.presentation.main+xml"
SAME_INSIDE = (f"{OFFICE}.presentationml.template.main+xml", f"{OFFICE}.presentationml.slideshow.main+xml")
OTHERS = {  # what else may lie in such an archive, by a word of its main part's type
    "macroEnabled": "a file with macros",
    "wordprocessingml": "a Word document",
    "spreadsheetml": "an Excel workbook",
}
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")  # how files of Office before 2007 begin, and encrypted ones
SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"  # extension of p:presentation that lists slides by section
NOT_KEPT = (
    "/core-properties",
    "/thumbnail",
    "/customXml",
    "/commentAuthors",
    "/printerSettings",
)  # of the template's own contents
LOWEST_TITLE = 0.45  # of the slide's height: where a title ends that leaves room for a figure
CLOSEST = {  # kinds of layouts that serve as well, the best first
    "title": ("title",),
    "section": ("secHead", "title"),
    "content": ("obj", "tx"),
    "two-columns": ("twoObj", "twoColTx", "obj", "tx"),
    "comparison": ("twoObj", "twoColTx", "obj", "tx"),
    "figure-text": ("twoObj", "twoColTx", "obj", "tx"),
    "figure": ("titleOnly", "obj"),
    "full": ("titleOnly", "obj"),
}


class UnknownLayout(UserError):
    """A name given for one of our layouts that no layout of the template has. ours: which one it was given for."""

    def __init__(self, ours: str, wanted: str, known: Iterable[str]):
        super().__init__(f"The template has no layout {wanted!r}.", hint=did_you_mean(wanted, known))
        self.ours = ours


def open_template(path: Path) -> Presentation:
    """The file as a presentation without slides. Raises UserError for what isn't a PowerPoint file, or a
    damaged one.
    """
    with reading(path):
        presentation = _opened(_sound(_as_presentation(path)))
        inherit_from_prompts(presentation)
        put_master_fonts_into_theme(presentation)
        return presentation


@lru_cache(maxsize=4)
def _sound(content: bytes) -> bytes:
    """The content of a file that has all that a deck will need: it is looked at once, however often it is opened."""
    check_sound(_opened(content))
    return content


def left_out(path: Path) -> str:
    """What a template carries that no deck takes over, in words: "macros, 2 embedded documents"; "" for nothing."""
    presentation = pptx.Presentation(io.BytesIO(_as_presentation(path)))
    _empty(presentation)
    dropped = drop_active_content(presentation)
    return ", ".join(kind if count == 1 else f"{count} {kind}" for kind, count in dropped.items())


def _opened(content: bytes) -> Presentation:
    presentation = pptx.Presentation(io.BytesIO(content))
    _empty(presentation)
    drop_active_content(presentation)
    return presentation


def match_layouts(presentation: Presentation, names: Mapping[str, str] | None = None) -> dict[str, SlideLayout]:
    """For each of our layouts the template's: the one of the given name, of ours, of its kind, or the closest one.

    names  the template's own names for some of our layouts
    """
    layouts = _layouts(presentation)
    by_name = {layout.name.strip().casefold(): layout for layout in reversed(layouts)}
    by_type = {kind_of(layout): layout for layout in reversed(layouts)}

    def match(name: str) -> SlideLayout:
        if names and name in names:
            return _named(name, names[name], by_name)
        kinds = CLOSEST.get(name, (*(kind for kind in (TYPES[name],) if kind != "cust"), "obj", "tx"))
        found = [by_type[kind] for kind in kinds if kind in by_type]
        return by_name.get(name) or next(iter(found), None) or _with_body(layouts)

    return {name: match(name) for name in LAYOUTS}


def stand_ins(presentation: Presentation, names: Mapping[str, str] | None = None) -> dict[str, list[str]]:
    """The layouts that are used in the place of some of ours, by name, each with those of ours that it stands
    in for.
    """
    found: dict[str, list[str]] = {}
    for name, layout in match_layouts(presentation, names).items():
        asked = name in (names or {}) or layout.name.strip().casefold() == name
        if not asked and kind_of(layout) not in (CLOSEST.get(name, (TYPES[name],))[0], TYPES[name]):
            found.setdefault(layout.name, []).append(name)
    return found


def unused_layouts(presentation: Presentation, names: Mapping[str, str] | None = None) -> list[str]:
    """Names of the template's layouts that have a title and that none of ours is matched with."""
    used = {layout.name for layout in match_layouts(presentation, names).values()}
    titled = [layout for layout in _layouts(presentation) if slots(layout, "content").title is not None]
    return [layout.name for layout in titled if layout.name not in used]


def kind_of(layout: SlideLayout) -> str:
    """What a layout says that it is; where it says nothing, what its placeholders are good for."""
    said = layout._element.get("type", "cust")
    holders = [ph.get("type", "obj") for ph in layout._element.iter(qn("p:ph"))]
    titled = "title" in holders or "ctrTitle" in holders
    if said not in ("title", "secHead") and titled and "subTitle" in holders:
        return "title"  # LibreOffice calls it a text
    if titled and not contents(layout) and said in ("titleOnly", "cust", "userDrawn") and _title_in_the_middle(layout):
        return "secHead"
    if said not in ("cust", "userDrawn"):
        return said
    if _is_section(layout):
        return "secHead"
    content = [next(each.iter(qn("p:ph"))).get("type", "obj") for each in contents(layout)]
    if "ctrTitle" in holders:
        return "title"
    upright = any(ph.get("orient") == "vert" for ph in layout._element.iter(qn("p:ph")))
    if "title" not in holders or upright:  # text that runs from top to bottom holds none of ours
        return "cust"
    if len(content) == 2 and not _side_by_side(layout):
        return "cust"
    return {0: "titleOnly", 1: "tx" if content == ["body"] else "obj", 2: "twoObj"}.get(len(content), "cust")


def _title_in_the_middle(layout: SlideLayout) -> bool:
    """Whether a title leaves no room below it, as on the heads of sections."""
    title = next(each for each in layout.placeholders if _is_title(each))
    height = layout.part.package.presentation_part.presentation.slide_height
    return title.top is not None and title.top + title.height > LOWEST_TITLE * height


def _side_by_side(layout: SlideLayout) -> bool:
    """Whether a layout's two contents stand beside each other below its title, and not around a cover's picture."""
    kept = contents(layout)
    title = next(each for each in layout.placeholders if _is_title(each))
    columns = [each for each in layout.placeholders if any(each._element is one for one in kept)]
    if None in (title.top, *(each.left for each in columns)):
        return True  # they follow their master
    first, second = sorted(columns, key=lambda each: each.left)
    below = all(each.top >= title.top + title.height / 2 for each in columns)
    return below and second.left >= first.left + min(first.width, second.width) / 2


def _is_title(placeholder: LayoutPlaceholder) -> bool:
    return placeholder._element.find(f".//{qn('p:ph')}").get("type") in TITLES


def _is_section(layout: SlideLayout) -> bool:
    """Whether a text stands above the title, as it does on the heads of sections."""
    holders = {
        kind: shape for shape in layout.placeholders for kind in [shape._element.find(f".//{qn('p:ph')}").get("type")]
    }
    title, body = holders.get("title"), holders.get("body")
    if title is None or body is None or None in (title.top, body.top):
        return False
    return body.top < title.top


def _layouts(presentation: Presentation) -> list[SlideLayout]:
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    if not layouts:
        hint = "Add one with a title and a text in the slide master."
        raise UserError("The template has no slide layouts.", hint=hint)
    return layouts


def _named(ours: str, wanted: str, by_name: Mapping[str, SlideLayout]) -> SlideLayout:
    found = by_name.get(wanted.strip().casefold())
    if found is None:
        raise UnknownLayout(ours, wanted, [layout.name for layout in by_name.values()])
    return found


def _with_body(layouts: list[SlideLayout]) -> SlideLayout:
    """Any layout with a title and something below it, else any."""
    return next((layout for layout in layouts if len(layout.placeholders) > 1), layouts[0])


def _as_presentation(path: Path) -> bytes:
    """The file's bytes, a template or a show declared to be a presentation: inside they are the same."""
    try:
        with safe_zip(path, f"The template {path}") as package:
            _check_kind(path, package)
            return _declared(package)
    except FileNotFoundError as problem:
        raise UserError(f"There is no template {path}.", hint="Check its name and folder.") from problem
    except NotAnArchive as problem:
        with path.open("rb") as file:
            old = file.read(len(OLD_OFFICE)) == OLD_OFFICE
        if old:
            hint = "Take the password away, or save it as .pptx or .potx."
            raise UserError(
                f"The template {path} has a password, or it is in the old .ppt format.", hint=hint
            ) from problem
        raise UserError(problem.message, hint="Save it as .pptx or .potx.") from problem
    except OSError as problem:
        raise UserError(f"The template {path} can't be read: {problem.strerror}.") from problem


def _check_kind(path: Path, package: SafeZip) -> None:
    if CONTENT_TYPES not in package:
        raise UserError(f"The template {path} is an archive, but not a PowerPoint file.", hint="Give a .pptx or .potx.")
    types = package.read(CONTENT_TYPES).decode("utf-8", "replace")
    for word, kind in OTHERS.items():
        if f"{word}." in types and ".main+xml" in types and PRESENTATION not in types:
            raise UserError(f"The template {path} is {kind}.", hint="Save it in PowerPoint as .pptx or .potx.")


def _declared(package: SafeZip) -> bytes:
    """All parts, each looked at before python-pptx unpacks it."""
    limits.TEMPLATE.hold(sum(part.file_size for part in package.parts.values()), f"{package.name} unpacked has")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as new:
        for name in package.parts:
            content = package.read(name)
            if name.endswith((".xml", ".rels")):
                content = checked_xml(content, f"{package.name}: its part {name}")
            if name == CONTENT_TYPES:
                for kind in SAME_INSIDE:
                    content = content.replace(kind.encode(), PRESENTATION.encode())
            new.writestr(name, content)
    return packed.getvalue()


def _empty(presentation: Presentation) -> None:
    """Take out the slides and what belongs to them alone: sections, comments, manifest, the picture of slide 1."""
    root, part = presentation._element, presentation.part
    slides = root.find(qn("p:sldIdLst"))
    for slide in list(slides) if slides is not None else ():
        part.drop_rel(slide.rId)
        slides.remove(slide)
    for extension in list(root.iter(qn("p:ext"))):
        if extension.get("uri") == SECTIONS:
            extension.getparent().remove(extension)
    for shows in root.findall(qn("p:custShowLst")):
        root.remove(shows)
    for owner in (part, part.package):
        rels = owner._rels
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(NOT_KEPT)]:
            rels.pop(key)
