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
    """The parts of a presentation, and how they are related, as they were packed last."""

    def __init__(self) -> None:
        self._parts: WeakKeyDictionary[Part, Member] = WeakKeyDictionary()
        self._relations: dict[tuple, Member] = {}

    def forget(self, part: Part) -> None:
        """Pack this part anew next time: it is about to change."""
        self._parts.pop(part, None)

    def file(self, package: OpcPackage) -> bytes:
        """All of a package as one file."""
        parts = tuple(package.iter_parts())
        types = deflated(serialize_part_xml(_ContentTypesItem.xml_for(parts)))
        members = [(CONTENT_TYPES_URI, types), (PACKAGE_URI.rels_uri, deflated(package._rels.xml))]
        relations, self._relations = self._relations, {}
        for part in parts:
            members.append((part.partname, self._part(part)))
            if part.rels:
                key = related(part)
                self._relations[key] = relations.get(key) or deflated(part.rels.xml)
                members.append((part.partname.rels_uri, self._relations[key]))
        return archive([(name.membername, member) for name, member in members])

    def _part(self, part: Part) -> Member:
        if part not in self._parts:
            self._parts[part] = packed(part)
        return self._parts[part]


def related(part: Part) -> tuple:
    """All that its file says of how a part is related: from which folder, and how to which others."""
    relations = part.rels.values()
    return part.partname.baseURI, *(
        (r.rId, r.reltype, r._target if r.is_external else r._target.partname) for r in relations
    )


def packed(part: Part) -> Member:
    """A part as it stands in the file."""
    return (stored if part.partname.lower().endswith(PACKED) else deflated)(part.blob)
