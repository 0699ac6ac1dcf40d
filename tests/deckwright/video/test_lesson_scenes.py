"""Scenes are found by the calls in slides.md, without running anything."""

from __future__ import annotations

import pytest

from deckwright.errors import UsageError, UserError
from deckwright.video.discovery.lesson_scenes import scenes_of, slide_titles, title_and_subtitle
from deckwright.video.quality import QUALITIES, quality_of


def test_calls_in_the_slides_name_the_scenes(course):
    """A call names a scene; one inside a code block doesn't."""
    (scene,) = scenes_of(course)
    assert (scene.name, scene.script.name, scene.sections) == ("Adding", "adding.py", ("Numbers", "Sum", "End"))


def test_front_matter_names_scenes_first(course):
    """Scenes that the front matter lists come first, each once."""
    course.words.write_text(course.words.read_text().replace("title: Sums", "title: Sums\nscenes: [Raises, Adding]"))
    assert [scene.name for scene in scenes_of(course)] == ["Raises", "Adding"]
    assert title_and_subtitle(course)[0] == "Sums"


@pytest.mark.parametrize(
    ("heading", "title"),
    [("# Motion", "Motion"), ("# In motion {layout=content}", "In motion"), ("# Rate {{ b }}", None), ("", None)],
)
def test_a_scene_has_the_title_of_its_slide(course, heading, title):
    """Without its layout; a title that holds a figure or a formula is not for a card, which shows words alone."""
    course.words.write_text(course.words.read_text().replace("# Motion", heading))
    assert slide_titles(course).get("Adding") == title
    assert scenes_of(course)[0].title == "Adding"


def test_a_scene_that_is_not_there_is_told_with_its_line(course):
    """The message has slides.md's line and the closest name."""
    course.words.write_text(course.words.read_text().replace('video("Adding")', 'video("Ading")'))
    with pytest.raises(UserError) as caught:
        scenes_of(course)
    assert caught.value.where.line == 8 and "Did you mean Adding?" in str(caught.value)


def test_a_file_that_is_not_python_is_told_with_its_line(course):
    """A syntax error in a scene file names the file and the line."""
    (course.root / "animations" / "broken.py").write_text("x = 1\nclass :\n")
    with pytest.raises(UserError) as caught:
        scenes_of(course)
    assert caught.value.where.path.name == "broken.py" and caught.value.where.line == 2


def test_scenes_beside_a_lesson_elsewhere(course, tmp_path):
    """A lesson outside of a course has its animations inside its folder or beside it."""
    lone = tmp_path / "alone" / "mine"
    (lone / "animations").mkdir(parents=True)
    (lone / "animations" / "own.py").write_text("class Own: pass\n")
    assert scenes_of(type(course)(lone), ["Own"])[0].script == lone / "animations" / "own.py"


def test_qualities_by_name():
    """Each quality has its size and pace; another name is a usage error with the closest one."""
    sizes = {name: (q.height, q.fps) for name, q in QUALITIES.items()}
    assert sizes == {"draft": (480, 15), "720p": (720, 30), "1080p": (1080, 60), "4k": (2160, 60)}
    with pytest.raises(UsageError, match="Did you mean 720p"):
        quality_of("720")


def test_braces_that_cannot_be_read_are_told_with_their_line(course):
    """Whoever renders hears of the slip, and not that there are no scenes."""
    course.words.write_text(course.words.read_text() + "\n{{ video('Adding' }}\n")
    with pytest.raises(UserError, match="braces can't be read") as caught:
        scenes_of(course)
    assert caught.value.where.line == len(course.words.read_text().splitlines())
