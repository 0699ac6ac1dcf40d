"""Scenes to videos: found, rendered side by side, cached, captioned. Manim is imported only where a scene is drawn."""
