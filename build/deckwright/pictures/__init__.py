"""Pictures from files: what kinds there are, how they are made ready for a slide, and what is refused."""
