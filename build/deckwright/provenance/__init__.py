"""Where each figure of a deck comes from and where it stands: kept in the file as its manifest."""
