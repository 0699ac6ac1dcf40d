"""The manifest inside the file: a custom XML part, which PowerPoint keeps through editing and saving."""

from __future__ import annotations

import base64
import re
import uuid
from pathlib import Path

from lxml import etree
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.presentation import Presentation

from deckwright.errors import UserError
from deckwright.safe_xml import parse_xml
from deckwright.safe_zip import Damaged, SafeZip, safe_zip

PRESENTATION = "ppt/presentation.xml"
NAMESPACE = "urn:deckwright:manifest"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
CUSTOM_XML = f"{OFFICE}/customXml"
RELATIONSHIPS = f"{OFFICE}/relationships"
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_OURS = re.compile(rb"<(\w+:)?manifest[^>]*" + re.escape(NAMESPACE.encode()))  # how the root of the part looks


def add_manifest(presentation: Presentation, manifest: bytes) -> None:
    """Store the bytes in the package."""
    package = presentation.part.package
    number = sum(str(part.partname).startswith("/customXml/item") for part in package.iter_parts()) + 1
    identity = f"{{{str(uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)).upper()}}}"
    content = f'<manifest xmlns="{NAMESPACE}" encoding="base64">{base64.b64encode(manifest).decode()}</manifest>'
    properties = (
        f'<ds:datastoreItem xmlns:ds="{CUSTOM_XML}" ds:itemID="{identity}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    item = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", package, _document(content))
    about = Part(PackURI(f"/customXml/itemProps{number}.xml"), PROPERTIES_TYPE, package, _document(properties))
    item.relate_to(about, f"{RELATIONSHIPS}/customXmlProps")
    presentation.part.relate_to(item, f"{RELATIONSHIPS}/customXml")


def remove_manifest(presentation: Presentation) -> None:
    """Take the manifest out that an earlier version of the deck was given."""
    relationships = presentation.part.rels
    for name, related in list(relationships.items()):
        if related.reltype == f"{RELATIONSHIPS}/customXml" and _OURS.search(related.target_part.blob):
            relationships.pop(name)


def read_manifest(path: Path) -> bytes | None:
    """The manifest that a .pptx carries, None when it has none. Other programs may have renamed its part."""
    try:
        with safe_zip(path, str(path)) as package:
            if PRESENTATION not in package:  # another archive; or cut off behind a chart's workbook, which is one
                message = f"{path} is not a PowerPoint file, or it is damaged: it has no part {PRESENTATION}."
                raise UserError(message, hint="Check its name, and whether it arrived whole.")
            return _manifest_of(package)
    except FileNotFoundError as problem:
        raise UserError(f"There is no file {path}.", hint="Build it first, or check its name.") from problem
    except OSError as problem:
        raise UserError(f"{path} can't be read: {problem.strerror}.") from problem


def _manifest_of(package: SafeZip) -> bytes | None:
    names = [name for name in package.parts if name.startswith("customXml/item") and name.endswith(".xml")]
    found = [content for name in sorted(names) if NAMESPACE.encode() in (content := _part(package, name))]
    manifests = [content for content in found if _OURS.search(content)]
    if len(manifests) > 1:
        raise damaged_record("there are two of them")
    return _manifest_in(manifests[0]) if manifests else None


def damaged_record(why: str) -> UserError:
    """The error for a manifest that isn't as it was written."""
    hint = "Verify the file as `deckwright build` wrote it, or build the deck again."
    return UserError(f"The record in this deck is damaged: {why}.", hint=hint)


def _part(package: SafeZip, name: str) -> bytes:
    try:
        return package.read(name)
    except Damaged as error:
        raise damaged_record(error.why) from error


def _manifest_in(xml: bytes) -> bytes:
    try:
        root = parse_xml(xml, "The record in this deck")
        return base64.b64decode("".join(root.itertext()), validate=True)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise damaged_record(str(problem)) from problem


def _document(content: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{content}'.encode()
