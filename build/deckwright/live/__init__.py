"""The live lecture: a small server on this machine shows the page, and a changed parameter changes the slides."""
