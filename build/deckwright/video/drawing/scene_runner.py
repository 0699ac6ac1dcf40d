"""Where a scene runs: its module and its record are loaded, Manim is set up, and the sections wanted are drawn."""

from __future__ import annotations

import importlib.util
import pickle
import sys
from collections.abc import Callable
from pathlib import Path

from manim import Scene, config

from deckwright.lesson.module import load_module
from deckwright.scenes.lesson_scene import LessonScene
from deckwright.store.encoding import decode
from deckwright.video.drawing.renderer import SectionRenderer
from deckwright.video.drawing.scene_failure import Watchdog
from deckwright.video.drawing.section_writer import SectionWriter, TimedSection
from deckwright.video.job import Job


class SceneRunner:
    """One scene, ready to be run through or drawn."""

    def __init__(self, job: Job, folder: Path, watchdog: Watchdog):
        self.job, self.folder, self.watchdog = job, folder, watchdog
        content = folder / "content"
        for path, source in job.files.items():
            (content / path).parent.mkdir(parents=True, exist_ok=True)
            (content / path).write_bytes(source)
        if job.lesson:
            sys.path.insert(0, str((content / job.lesson).parent))
            load_module(content / job.lesson)  # the record's classes are defined in it
        home = (content / job.lesson).parent if job.lesson else None
        self.record = decode(job.record, home, pickle.loads)  # from a process of our own
        self.scene_class = _scene_class(content / job.script, job.scene)
        _configure(job, folder)

    def run(
        self,
        wanted: frozenset[int],
        report: Callable[[int], None] = lambda frames: None,
        finished: Callable[[TimedSection], None] = lambda section: None,
    ) -> list[TimedSection]:
        """Run the scene, drawing the sections wanted; with none wanted it runs through, to find out what there is."""
        writer = type(
            "Writer",
            (SectionWriter,),
            {
                "folder": self.folder,
                "quality": self.job.quality,
                "wanted": wanted,
                "finished": staticmethod(finished),
                "report": staticmethod(lambda frames: (self.watchdog.alive(), report(frames))),
            },
        )
        given = {"record": self.record, "theme": self.job.theme} if issubclass(self.scene_class, LessonScene) else {}
        scene = self.scene_class(renderer=SectionRenderer(writer), **given)
        self.watchdog.watch(scene)
        scene.render()
        return scene.renderer.file_writer.timed_sections


def _scene_class(script: Path, name: str) -> type[Scene]:
    sys.path.insert(0, str(script.parent))
    spec = importlib.util.spec_from_file_location(f"scene_{script.stem}", script)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return getattr(module, name)


def _configure(job: Job, folder: Path) -> None:
    """Manim's settings for this process. The seed makes every run of a scene the same."""
    quality = job.quality
    config.update(
        {
            "media_dir": str(folder / "media"),
            "pixel_width": quality.width,
            "pixel_height": quality.height,
            "frame_rate": quality.fps,
            "disable_caching": True,
            "progress_bar": "none",
            "verbosity": "ERROR",
            "format": "mp4",
            "save_sections": False,
            "seed": 0,
        }
    )
