"""What a built wheel needs besides: dlcore, a distribution of its own, which an editable install takes from the
checkout.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class NeedsDlcore(BuildHookInterface):
    """Adds dlcore, of the same version, to the dependencies of a wheel that stands alone."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "standard":
            build_data["dependencies"].append(f"deckwright-dlcore=={self.metadata.version}")
