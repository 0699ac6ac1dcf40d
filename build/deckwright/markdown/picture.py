"""A picture from a file beside slides.md."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from deckwright.deck.media import Length, Picture
from deckwright.deck.text import Text
from deckwright.errors import Source, UserError, did_you_mean
from deckwright.lesson.course import course_root
from deckwright.markdown.attributes import Attributes, refuse_unknown
from deckwright.pictures.picture_file import FILMS, SUFFIXES, picture_file
from deckwright.regular_file import other_than_a_file
from deckwright.store import digest

_GRANTED = ("nostretch", "r-stretch", "stretch")  # Quarto's: pictures grow as far as there is room anyway


def picture(name: str, alt: Text, caption: Text, where: Source, attributes: Attributes | None = None) -> Picture:
    """The picture that ``![alt](name "caption"){width=50%}`` means."""
    attributes = attributes or Attributes()
    refuse_unknown(attributes, where, "a picture", classes=_GRANTED, keys=("width", "height"))
    width, height = (_length(attributes.values.get(key), key, where) for key in ("width", "height"))
    path = picture_path(name, where)
    try:
        file = picture_file(path)
    except UserError as error:
        raise error.located(where) from None
    return Picture(
        path=path, alt=alt, caption=caption, file=file, width=width, height=height, contents=digest(path), source=where
    )


def picture_path(name: str, where: Source) -> Path:
    """The file that a name in slides.md means: one in the course, whatever links lead there."""
    folder = where.path.parent
    if re.match(r"[a-z][a-z0-9+.-]*://|data:", name, re.IGNORECASE):
        message = f"Expected a picture's file beside slides.md, found the address {name[:60]!r}."
        raise UserError(message, where=where, hint="Put the picture into the lesson's folder.")
    path = next((found for found in (folder / name, folder / unquote(name)) if _is_file(found)), None)
    if path is None and name not in ("", ".") and (found := other_than_a_file(folder / name)):
        raise UserError(f"Expected a picture's file at {name!r}, found {found}.", where=where)
    if path is None and Path(name).suffix.lower() not in (*SUFFIXES, *FILMS):
        raise _unknown_kind(name, where)
    if path is None:
        raise UserError(f"No picture at {name!r}.", where=where, hint=did_you_mean(name, _pictures_in(folder)))
    try:
        refuse_outside(path, folder)
    except UserError as error:
        raise error.located(where) from None
    if path.suffix.lower() in FILMS:
        message = f"{name!r} is a film, and only scenes of the lecture are placed as videos: {{{{ video(...) }}}}."
        hint = "Show a frame of it as a picture with a link, or put the film into the finished deck in PowerPoint."
        raise UserError(message, where=where, hint=hint)
    if path.suffix.lower() not in SUFFIXES:
        raise _unknown_kind(name, where)
    return path


def refuse_outside(path: Path, folder: Path) -> None:
    """Raise UserError for a file outside of the course of a lesson's folder, or for a link that leads there."""
    course = course_root(folder) or folder.resolve()
    if course not in path.resolve().parents:
        message = f"{path.name} lies outside of the course, at {path.resolve()}."
        raise UserError(message, hint=f"Copy it into {folder}.")


def _unknown_kind(name: str, where: Source) -> UserError:
    message = f"Expected a picture in PNG, JPEG, SVG, WebP, GIF, BMP or TIFF, found {name!r}."
    return UserError(message, where=where, hint="Draw diagrams with Deckwright's own functions: they stay editable.")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no system allows
        return False


def _pictures_in(folder: Path) -> list[str]:
    return [str(p.relative_to(folder)) for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and _is_file(p)]


def _length(text: str | None, key: str, where: Source) -> Length | None:
    try:
        return None if text is None else Length.of(text, key)
    except UserError as error:
        raise error.located(where) from None
