"""Lessons: found by name, loaded by path, run with checked parameters."""

from deckwright.lesson.course import Lesson, course_at, course_root, find_lesson, lessons_of
from deckwright.lesson.parameters import Parameter, ParameterError, Range
from deckwright.lesson.run import LessonRun, chosen_parameters, parameters_of, run_lesson

__all__ = [
    "Lesson",
    "LessonRun",
    "Parameter",
    "ParameterError",
    "Range",
    "chosen_parameters",
    "course_at",
    "course_root",
    "find_lesson",
    "lessons_of",
    "parameters_of",
    "run_lesson",
]
