"""slides.md and a lesson's values become a Deck."""
