"""What a deck is, before anyone knows of PowerPoint: frozen records that pass between the stages."""
