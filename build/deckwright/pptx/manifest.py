"""The manifest inside the file: a custom XML part, which PowerPoint keeps through editing and saving."""

from __future__ import annotations

import base64
import binascii
import uuid
import zipfile
from pathlib import Path

from lxml import etree
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.presentation import Presentation

from deckwright.errors import UserError

NAMESPACE = "urn:deckwright:manifest"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
CUSTOM_XML = f"{OFFICE}/customXml"
RELATIONSHIPS = f"{OFFICE}/relationships"
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


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
        if related.reltype == f"{RELATIONSHIPS}/customXml" and _manifest_in(related.target_part.blob) is not None:
            relationships.pop(name)


def read_manifest(path: Path) -> bytes | None:
    """The manifest that a .pptx carries, None when it has none. Other programs may have renamed its part."""
    try:
        with zipfile.ZipFile(path) as package:
            names = [name for name in package.namelist() if name.startswith("customXml/item") and name.endswith(".xml")]
            found = (_manifest_in(package.read(name)) for name in sorted(names))
            return next((manifest for manifest in found if manifest is not None), None)
    except FileNotFoundError as problem:
        raise UserError(f"There is no file {path}.", hint="Build it first, or check its name.") from problem
    except (OSError, zipfile.BadZipFile) as problem:
        raise UserError(f"{path} is not a PowerPoint file that can be read: {problem}.") from problem


def _manifest_in(xml: bytes) -> bytes | None:
    try:
        root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
        return base64.b64decode(root.text or "", validate=True) if root.tag == f"{{{NAMESPACE}}}manifest" else None
    except (etree.XMLSyntaxError, binascii.Error):
        return None  # some other program's part, or one that was damaged: as good as none


def _document(content: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{content}'.encode()
