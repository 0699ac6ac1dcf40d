"""A picture from a file beside slides.md."""

from __future__ import annotations

from deckwright.deck.media import Picture
from deckwright.deck.text import Text
from deckwright.digests import digest
from deckwright.errors import Source, UserError, did_you_mean

_FORMATS = (".png", ".jpg", ".jpeg")


def picture(name: str, alt: Text, caption: Text, where: Source) -> Picture:
    """The picture that ``![alt](name "caption")`` means."""
    path = where.path.parent / name
    if path.suffix.lower() not in _FORMATS:
        raise UserError(
            f"Expected a picture in PNG or JPEG, found {name!r}.",
            where=where,
            hint="Draw diagrams with Deckwright's own functions: they stay sharp and editable.",
        )
    if not path.is_file():
        others = [
            str(p.relative_to(where.path.parent)) for p in where.path.parent.rglob("*") if p.suffix.lower() in _FORMATS
        ]
        raise UserError(f"No picture at {name!r}.", where=where, hint=did_you_mean(name, others))
    return Picture(path=path, alt=alt, caption=caption, contents=digest(path), source=where)
