"""The file of a presentation, the same bytes for the same contents, of which only what changed is packed again."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import OpcPackage, Part
from pptx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI
from pptx.opc.serialized import _ContentTypesItem

from deckwright.pptx.archive import Member, archive, deflated, stored

PACKED = (".png", ".jpg", ".jpeg", ".gif", ".mp4", ".m4v", ".mov", ".webm", ".xlsx")  # compressed already


class PackedParts:
    """The parts of a presentation as they were packed last."""

    def __init__(self) -> None:
        self._members: WeakKeyDictionary[Part, Member] = WeakKeyDictionary()

    def forget(self, part: Part) -> None:
        """Pack this part anew next time: it is about to change."""
        self._members.pop(part, None)

    def file(self, package: OpcPackage) -> bytes:
        """All of a package as one file."""
        parts = tuple(package.iter_parts())
        members = [
            (CONTENT_TYPES_URI.membername, deflated(serialize_part_xml(_ContentTypesItem.xml_for(parts)))),
            (PACKAGE_URI.rels_uri.membername, deflated(package._rels.xml)),
        ]
        for part in parts:
            members.append((part.partname.membername, self._member(part)))
            if part.rels:
                members.append((part.partname.rels_uri.membername, deflated(part.rels.xml)))
        return archive(members)

    def _member(self, part: Part) -> Member:
        if part not in self._members:
            self._members[part] = packed(part)
        return self._members[part]


def packed(part: Part) -> Member:
    """A part as it stands in the file."""
    return (stored if part.partname.lower().endswith(PACKED) else deflated)(part.blob)
