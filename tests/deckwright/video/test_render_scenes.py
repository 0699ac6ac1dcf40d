"""Scenes rendered for real, tiny: videos, clips, captions, the cache, and what goes wrong."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import textwrap

import av
import pytest

from deckwright.errors import UserError
from deckwright.lesson import run_lesson
from deckwright.video import RenderError, film, local, render

pytestmark = pytest.mark.slow


def never():
    """A record that must not be asked for."""
    raise AssertionError("the lesson was run again")


@pytest.fixture
def rendered(tiny, workers):
    """Renders a lesson's scenes into its own out/."""

    def rendered(lesson, record=None, **options):
        record = record or (lambda: run_lesson(lesson).record)
        options = {"out": lesson.root / "out", "parameters": {"b": 0.25}, "workers": workers} | options
        return render(lesson, record, quality=tiny, **options)

    return rendered


def frames_of(path):
    """How many frames a video has, by decoding them."""
    with av.open(str(path)) as video:
        return sum(1 for _ in video.decode(video=0))


def test_a_scene_becomes_video_clips_and_captions(shared_course, rendered):
    """Two jobs draw the sections; the whole has all their frames, and the captions have the record's numbers."""
    heard = []
    (video,) = rendered(shared_course, progress=heard.append, force=True)  # whichever test comes first
    assert video.fresh and [clip.name for clip in video.clips] == ["Numbers", "Sum", "End"]
    assert frames_of(video.path) == video.frames == sum(frames_of(clip.path) for clip in video.clips)
    assert "Two numbers: 0.5 and 0.25." in video.captions.read_text() and "Together 0.75." in video.captions.read_text()
    assert {progress.part for progress in heard} == {0, 1} and max(progress.total for progress in heard) > 0
    with av.open(str(video.path)) as file:
        stream = file.streams.video[0]
        assert (stream.width, stream.height, stream.codec_context.pix_fmt) == (128, 72, "yuv420p")


def test_nothing_changed_means_nothing_done(shared_course, rendered, tiny):
    """The second time neither the lesson nor Manim is touched."""
    rendered(shared_course)
    (video,) = rendered(shared_course, record=never)
    assert not video.fresh
    code = f"""
        import sys
        from pathlib import Path
        from deckwright.lesson import Lesson
        from deckwright.video import Quality, render
        lesson = Lesson(Path({str(shared_course.folder)!r}))
        render(lesson, exit, quality=Quality({tiny.name!r}, 128, 72, 5, crf=30, preset="ultrafast"),
               out=Path({str(shared_course.root / "out")!r}), parameters={{"b": 0.25}})
        print("manim" in sys.modules, "av" in sys.modules)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True)
    assert done.stdout.strip() == "False False", done.stderr


def test_a_lost_video_comes_back_from_the_cache(shared_course, rendered):
    """A published file that was removed or overwritten is put back."""
    (video,) = rendered(shared_course)
    before = video.path.read_bytes()
    video.path.unlink()
    video.captions.unlink()
    video.captions.write_text("something else")
    (video,) = rendered(shared_course, record=never)
    assert video.path.read_bytes() == before and "WEBVTT" in video.captions.read_text()


def test_the_whole_lesson_as_one_video(shared_course, rendered, tiny, workers):
    """Title card, a card with the slide's title, scene; a chapter for each, captions shifted; nothing is done twice."""
    videos = rendered(shared_course)
    whole = film(shared_course, videos, tiny, out=shared_course.root / "out", workers=workers)
    with av.open(str(whole.path)) as file:
        names = [chapter["metadata"]["title"] for chapter in file.chapters()]
        assert names == ["Sums", "Motion", "Numbers", "Sum", "End"] and file.metadata["title"] == "Sums"
    assert frames_of(whole.path) == whole.frames > videos[0].frames
    assert whole.cues[0][1] == pytest.approx(videos[0].cues[0][1] + (whole.frames - videos[0].frames) / tiny.fps)
    assert not film(shared_course, videos, tiny, out=shared_course.root / "out").fresh


def test_scenes_that_fail_are_told_and_the_others_finish(course, rendered):
    """An exception, an unknown value and an endless loop: each with its line and animation; the good scene is there."""
    with pytest.raises(RenderError) as caught:
        rendered(course, scenes=["Raises", "Unknown", "Hangs", "Adding"], timeout=20.0)
    told = {str(failure) for failure in caught.value.errors}
    lines = (course.root / "animations" / "adding.py").read_text().splitlines()
    for scene, words, code, number in (
        ("Raises", "ValueError: this scene is broken", "raise ValueError", 2),
        ("Unknown", "Did you mean total?", "self.record.totl", 1),
        ("Hangs", "no new frame for 20 s", "pass", 2),
    ):
        line = next(k for k, text in enumerate(lines, start=1) if code in text)
        hits = [text for text in told if f"The scene {scene} " in text and words in text]
        assert len(hits) == 1 and f"before animation {number}" in hits[0], told
        assert f"adding.py:{line}" in hits[0] or (scene == "Hangs" and f"adding.py:{line - 1}" in hits[0]), hits[0]
    assert [video.scene for video in caught.value.videos] == ["Adding"]


def test_an_interrupted_render_goes_on_where_it_was(course, rendered, tiny):
    """A section that was finished before is not drawn again, and the video is the same as one made in one go."""
    (video,) = rendered(course, out=course.root / "whole")
    before = video.path.read_bytes()
    sections = course.root / "out/cache/sections"
    script = f"""
        import sys, time, threading, os
        from pathlib import Path
        from deckwright.lesson import Lesson, run_lesson
        from deckwright.video import Quality, render
        lesson = Lesson(Path({str(course.folder)!r}))
        def stop_after_one_section():
            while not list(Path({str(sections)!r}).glob("*")):
                time.sleep(0.002)
            os.kill(os.getpid(), {int(signal.SIGKILL)})
        threading.Thread(target=stop_after_one_section, daemon=True).start()
        quality = Quality({tiny.name!r}, 128, 72, 5, crf=30, preset="ultrafast")
        render(lesson, run_lesson(lesson).record, quality=quality,
               out=Path({str(course.root / "out")!r}), jobs=1)
    """
    killed = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert 0 < len(list(sections.iterdir())) < 3
    heard = []
    (video,) = rendered(course, progress=heard.append)
    assert heard and max(progress.total for progress in heard) < video.frames
    assert video.path.read_bytes() == before and not list(sections.iterdir())


def two_renders(course, tiny) -> list[str]:
    """What two processes say that render the same scene at once; both must succeed."""
    script = f"""
        from pathlib import Path
        from deckwright.lesson import Lesson, run_lesson
        from deckwright.video import Quality, render
        lesson = Lesson(Path({str(course.folder)!r}))
        quality = Quality({tiny.name!r}, 128, 72, 5, crf=30, preset="ultrafast")
        render(lesson, run_lesson(lesson).record, quality=quality,
               out=Path({str(course.root / "out")!r}), jobs=1)
    """
    command = [sys.executable, "-c", textwrap.dedent(script)]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    return said


def test_two_renders_at_once_do_not_disturb_each_other(course, rendered, tiny):
    """Two processes that start together both succeed, and leave one whole video in the store."""
    two_renders(course, tiny)
    (video,) = rendered(course)
    assert not video.fresh and frames_of(video.path) == video.frames


@pytest.mark.thorough
@pytest.mark.parametrize("alone", [False, True])
def test_fifty_renders_of_a_scene(course, rendered, tiny, alone):
    """At once with another one, and alone: every time from nothing, every time whole."""
    for _ in range(50):
        shutil.rmtree(course.root / "out", ignore_errors=True)
        if alone:
            rendered(course)
        else:
            two_renders(course, tiny)
        (video,) = rendered(course, record=None)
        assert not video.fresh and frames_of(video.path) == video.frames
        assert [*(course.root / "out").rglob(".*")] == []


def test_missing_manim_gives_the_command(course, rendered, monkeypatch):
    """Without Manim there is one error, with the command that installs it."""
    import importlib.util

    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *rest: None if name == "manim" else real(name, *rest))
    with local(1) as alone, pytest.raises(UserError, match="apt-get install .*libcairo2-dev.*deckwright\\[video\\]"):
        rendered(course, workers=alone)
