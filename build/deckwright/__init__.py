"""Deckwright: from a lesson's computed values to an editable deck and its videos."""
