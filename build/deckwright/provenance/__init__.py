"""Where each figure comes from: kept in the file, and checked against the course."""

from deckwright.provenance.check import Finding, check_lecture
from deckwright.provenance.manifest import manifest, read_manifest

__all__ = ["Finding", "check_lecture", "manifest", "read_manifest"]
