"""How many random examples a property test draws: its usual number, and many more in the thorough profile."""

from __future__ import annotations

from hypothesis import settings


def examples(usual: int) -> int:
    """The usual number of examples, times what the profile draws more than the default one."""
    return usual * settings().max_examples // settings.get_profile("default").max_examples
