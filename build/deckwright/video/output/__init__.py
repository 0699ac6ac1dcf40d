"""Finished sections as the files that people open: clips, whole videos, posters, captions, the film of a lesson."""
