"""The table of advance widths, against the fonts' published numbers and the fonts themselves."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from deckwright import fonts as metrics
from deckwright.fonts import face

METRICS = Path(metrics.__file__).parent
MAKE = METRICS.parents[1] / "advance_widths.py"


def test_arial_has_its_published_advances():
    """Arial's widths are those of Adobe's metrics of Helvetica: H 722, e 556, space 278 thousandths of an em."""
    assert face("Arial").width("He ") == pytest.approx(0.722 + 0.556 + 0.278, abs=0.001)


def test_every_letter_of_courier_is_as_wide():
    """Courier New is monospaced with 600 thousandths of an em."""
    assert face("Courier New").width("def f(x):") == pytest.approx(9 * 0.6, abs=0.001)


def test_pairs_are_kerned():
    """AV is set closer than A and V alone."""
    calibri = face("Calibri")
    assert calibri.width("AV") < calibri.width("A") + calibri.width("V") - 0.02


def test_styles_differ_and_lines_are_at_least_as_far_apart_as_libreoffice_sets_them():
    """Bold is wider than regular; Calibri's own spacing is 1.22, Arial's line is LibreOffice's 1.2."""
    assert face("Calibri", bold=True).width("loss") > face("Calibri").width("loss")
    assert face("Calibri").pitch == pytest.approx(1.2207, abs=0.001)
    assert face("Arial").pitch == 1.2


def test_letters_outside_the_table_have_a_width():
    """A font without a table is measured as the widest, a wide letter as an em, a combining mark as nothing."""
    assert face("Nowhere Sans").width("loss") == face("Verdana").width("loss") > face("Arial").width("loss")
    assert face("Calibri").width("学") == 1.0
    assert face("Calibri").width("x\u0302") == face("Calibri").width("x")


@pytest.mark.slow
def test_the_table_is_what_the_script_makes_of_the_fonts():
    """Running the script's measuring again on an installed font gives the stored entry."""
    pytest.importorskip("fontTools", reason="fontTools reads the fonts")
    if not shutil.which("fc-match"):
        pytest.skip("fontconfig finds the fonts")
    if "Carlito" not in subprocess.run(["fc-match", "Carlito"], capture_output=True, text=True, check=True).stdout:
        pytest.skip("Carlito is not installed")
    spec = importlib.util.spec_from_file_location("make_advances", MAKE)
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    stored = json.loads((METRICS / "advances.json").read_text(encoding="utf-8"))["Calibri"]["bold"]
    made = json.loads(json.dumps(make.face(make.font_file("Carlito", "Bold"))))
    assert made == stored
