"""From a PlacedDeck to a .pptx that a lecturer can edit."""
