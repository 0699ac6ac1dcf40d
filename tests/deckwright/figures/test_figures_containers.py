"""Values in containers of every kind, in tables and in charts: columns, records, other libraries' arrays."""

from __future__ import annotations

import enum
import subprocess
import sys
from collections import Counter
from dataclasses import make_dataclass
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from deckwright.deck.text import plain
from deckwright.errors import UserError
from deckwright.figures import FUNCTIONS
from deckwright.figures.table import table
from deckwright.language import speaking
from dlcore import Tensor

from .frames import DAYS, LOSSES, Epoch, drawn, words

TWO = np.eye(2)
WORDS = [np.array(["a", "b"]), pd.Series(["a", "b"]), pd.Index(["a", "b"]), pd.Categorical(["a", "b"]), ("a", "b")]


@pytest.mark.parametrize("names", WORDS, ids=lambda names: type(names).__name__)
def test_names_come_in_any_kind_of_column(names):
    """Of rows, columns, labels and categories."""
    texts = lambda drawn: [plain(mark.text) for mark in drawn.marks if type(mark).__name__ == "Label"]  # noqa: E731
    assert texts(FUNCTIONS["heatmap"](TWO, rows=names, columns=names, values=False)) == ["a", "b", "a", "b"]
    assert texts(FUNCTIONS["image_grid"](np.zeros((2, 3, 3)), labels=names)) == ["a", "b"]
    assert "2 classes" in plain(FUNCTIONS["confusion"](TWO, labels=names).alt)
    assert FUNCTIONS["bar_chart"]({"x": [1, 2]}, categories=names).categories == ("a", "b")
    assert words(table(TWO, header=names, row_header=names)) == [["", "a", "b"], ["a", "1", "0"], ["b", "0", "1"]]


def test_whole_numbers_of_numpy_are_numbers():
    """As digits, bins, sizes, places and names."""
    two, one = np.int64(2), np.int64(1)
    assert FUNCTIONS["num"](1 / 3, two).text == FUNCTIONS["fixed"](1 / 3, two).text == "0.33"
    assert FUNCTIONS["histogram"]([0.0, 4.0], bins=np.int64(5)).categories == ("0", "1", "2", "3", "4")
    assert "layers of 2, 1 neurons" in plain(FUNCTIONS["network"]([two, one]).alt)
    assert [cell.highlight for row in table(TWO, highlight=(one, one)).rows for cell in row] == [False] * 3 + [True]
    assert words(table(TWO, header=np.array([2023, 2024])))[0] == ["2023", "2024"]


def test_rows_and_columns_in_other_containers():
    """Rows of a frame are records, dicts of dicts have names of rows, iterators are gone through."""
    rows = [row for _, row in pd.DataFrame({"a": [1, 2], "b": [3, 4]}).iterrows()]
    assert words(table(rows)) == [["a", "b"], ["1", "3"], ["2", "4"]]
    nested = {"a": {"x": 1, "y": 2}, "b": {"x": 3}}
    assert words(table(nested)) == [["", "a", "b"], ["x", "1", "3"], ["y", "2", "–"]]
    named = {"a": pd.Series([1, 2], index=["x", "y"])}
    assert words(table(named)) == [["", "a"], ["x", "1"], ["y", "2"]]
    assert FUNCTIONS["bar_chart"](named).categories == ("x", "y")
    expected = {"a": ((1.0, 2.0), (2012.0, 2013.0))}
    assert drawn("line_chart", {"a": {2012: 1, 2013: 2}})[1] == expected
    assert drawn("line_chart", {"a": (v for v in (1, 2))}, x=(2012, 2013))[1] == expected
    assert drawn("line_chart", [pd.Series([1, 2], index=[2012, 2013], name="a")])[1] == expected
    with pytest.raises(UserError, match="name their rows differently"):
        table({"a": pd.Series([1], index=["x"]), "b": pd.Series([1], index=["y"])})


COUNTED = pd.DataFrame({"name": ["a", "b", "c"], "n": [1, 2, 3]})


def test_an_index_of_numbers_is_not_lost():
    """Rows that are counted from 0 have no names; a range that begins elsewhere, such as years, has."""
    years = pd.Series([5.0, 6.0], index=range(2023, 2025), name="n")
    assert words(table(years)) == [["", "n"], ["2023", "5"], ["2024", "6"]]
    assert drawn("line_chart", years)[1] == {"n": ((5.0, 6.0), (2023.0, 2024.0))}
    assert FUNCTIONS["bar_chart"](years).categories == ("2023", "2024")
    assert drawn("line_chart", COUNTED.n[1:])[1] == {"n": ((2.0, 3.0), (1.0, 2.0))}


@pytest.mark.parametrize("rows", [[2, 0, 1], [2, 0], [1, 2], [2, 1, 0]])
def test_sorted_and_selected_rows_have_their_words_and_dates(rows):
    """The numbers that pandas leaves beside them name nothing where a first column does."""
    chosen = COUNTED.iloc[rows]
    assert FUNCTIONS["bar_chart"](chosen).categories == tuple(chosen.name)
    dated = LOSSES.reset_index().iloc[rows]
    lines = drawn("line_chart", dated)[1]
    assert lines.keys() == {"loss", "accuracy"} and lines["loss"][1] == tuple(sorted(DAYS[k] for k in rows))


class Gate(enum.Enum):
    AND = "and"
    OR = 2


@pytest.mark.parametrize(
    ("label", "name"),
    [
        (2020, "2020"),
        (0.1 + 0.2, "0.3"),
        (pd.Timestamp("2024-02-29"), "2024-02-29"),
        (("mass", "mean"), "mass mean"),
        (Gate.AND, "and"),
        (Gate.OR, "OR"),
    ],
)
def test_names_of_every_kind(label, name):
    """Of a column, a series, a category and a row; and x=... and categories=... find them."""
    frame = pd.DataFrame({label: [1.0, 2.0], "y": [3.0, 4.0]})
    assert words(table(frame))[0] == [name, "y"]
    assert drawn("line_chart", {label: [1.0, 2.0]})[1].keys() == {name}
    assert words(table({label: 1})) == [[name, "1"]]
    if not isinstance(label, tuple):
        assert FUNCTIONS["bar_chart"]({label: 1.0}).categories == (name,)
        assert drawn("line_chart", frame, x=label)[1] == {"y": ((3.0, 4.0), (1.0, 2.0))}
        assert FUNCTIONS["bar_chart"](frame, categories=label).categories == ("1", "2")


@pytest.mark.parametrize(
    "record",
    [
        make_dataclass("Run", [("learning_rate", float), ("steps", int)], frozen=True)(0.1, 20),
        SimpleNamespace(learning_rate=0.1, steps=20),
        type("Attrs", (), {"__attrs_attrs__": [SimpleNamespace(name=name) for name in ("learning_rate", "steps")]})(),
        type("Model", (), {"model_fields": {"learning_rate": None, "steps": None}})(),
    ],
)
def test_records_of_every_class(record):
    """One is a table of its names and values, several are rows."""
    record.__dict__.update(learning_rate=0.1, steps=20)
    assert words(table(record)) == [["learning rate", "0.1"], ["steps", "20"]]
    assert words(table([record, record]))[:2] == [["learning rate", "steps"], ["0.1", "20"]]
    assert words(table(Epoch(1, 0.5))) == [["epoch", "1"], ["loss", "0.5"]]


@pytest.mark.parametrize(
    ("chart", "data"),
    [
        ("line_chart", {"a": COUNTED[["n", "n"]].set_axis(["x", "y"], axis=1)}),
        ("scatter_chart", {"a": pd.DataFrame({"x": [1.0], "y": [2.0]})}),
        ("line_chart", {"a": [{"x": 1.0, "y": 2.0}]}),
    ],
)
def test_a_series_is_one_column(chart, data):
    """The second one would be lost."""
    with pytest.raises(UserError, match="Expected one column for the series 'a', found 2: x, y") as caught:
        FUNCTIONS[chart](data)
    assert "(x, y)" in caught.value.hint


@pytest.mark.parametrize("data", [{1: [1.0], "1": [2.0]}, {"$a$": [1.0], "a": [2.0]}])
@pytest.mark.parametrize("chart", ["line_chart", "scatter_chart", "histogram", "box_plot"])
def test_no_series_hides_another_of_its_name(chart, data):
    """Names may be the same only after they are written out."""
    with pytest.raises(UserError, match="Two series are called"):
        FUNCTIONS[chart](data)


def test_bars_from_names_and_values():
    """From a dict, the most common ones of a counter, the items of a dict; dicts in a dict are groups."""
    counts = Counter("banana")
    for data in (counts, counts.most_common(), counts.items(), iter(counts.items()), [["b", 1], ["a", 3], ["n", 2]]):
        bars = FUNCTIONS["bar_chart"](data)
        assert dict(zip(bars.categories, bars.series[0].y)) == {"a": 3, "n": 2, "b": 1}
    scores = {"small": {"accuracy": 0.9, "recall": 0.8}, "large": {"accuracy": 0.7, "recall": 0.6}}
    made, bars = drawn("bar_chart", scores)
    assert made.categories == ("accuracy", "recall")
    assert bars == {"small": ((0.9, 0.8), None), "large": ((0.7, 0.6), None)}


def test_lines_from_numbers_or_dates_and_values():
    """A dict of one value for each year or day is one line, and so are pairs of a date and a value."""
    assert drawn("line_chart", {2012: 1.0, 2013: None, 2014: 2.0}, gaps=True)[1]["value"][1] == (2012, 2013, 2014)
    days = {str(day.date()): loss for day, loss in LOSSES.loss.items()}
    for data in (days, list(days.items()), list(LOSSES.loss.items())):
        assert drawn("line_chart", data)[1] == {"value": ((3.0, 2.0, 1.5), DAYS)}


SAMPLES = [[1.0, 2.0, 3.0], [2.0, 4.0]]


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (SAMPLES, ("sample 1", "sample 2")),
        ([np.array(sample) for sample in SAMPLES], ("sample 1", "sample 2")),
        ([pd.Series(sample, name=name) for name, sample in zip("ab", SAMPLES)], ("a", "b")),
        ([pd.Series(sample) for sample in SAMPLES], ("sample 1", "sample 2")),
        (np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 4.0]]), None),
    ],
)
def test_samples_in_a_list_stay_apart(data, names):
    """Each is a box, and a series of a histogram; a matrix has a box for each column, and one histogram."""
    boxes, counts = FUNCTIONS["box_plot"](data), FUNCTIONS["histogram"](data, bins=4)
    assert boxes.categories == (names or ("sample 1", "sample 2"))
    assert next(s for s in boxes.series if s.name == "median").y == ((2.0, 3.0) if names else (2.0, 4.0))
    assert tuple(s.name for s in counts.series) == (names or ("count",))


@pytest.mark.parametrize(
    ("thing", "message", "hint"),
    [
        (COUNTED.groupby("name"), "DataFrameGroupBy of pandas, which has no values yet", "groupby"),
        (LOSSES.loss.resample("D"), "DatetimeIndexResampler of pandas", "resample"),
        (COUNTED.n.rolling(2), "Rolling of pandas", "rolling"),
        (SimpleNamespace, "found type", ""),
    ],
)
def test_what_has_no_values_yet(thing, message, hint):
    """What pandas computes later is named, with what makes values of it."""
    for name in ("table", "line_chart", "bar_chart", "histogram"):
        if name == "table" or hint:
            with pytest.raises(UserError, match=message) as caught:
                FUNCTIONS[name](thing)
            assert hint in caught.value.hint


def test_frames_of_polars():
    """Of numbers, words and dates, with what is missing."""
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"name": ["a", "b", "c"], "n": [1.5, None, float("nan")]})
    assert words(table(frame)) == [["name", "n"], ["a", "1.5"], ["b", "–"], ["c", "–"]]
    bars = FUNCTIONS["bar_chart"](frame, gaps=True)
    assert bars.categories == ("a", "b", "c") and bars.series[0].y[0] == 1.5
    assert FUNCTIONS["line_chart"](frame["n"], gaps=True).series[0].name == "n"
    for thing, how in ((frame.lazy(), "collect"), (frame.group_by("name"), "group_by")):
        with pytest.raises(UserError, match="which has no values yet") as caught:
            table(thing)
        assert how in caught.value.hint


def test_tables_of_arrow():
    """Their names stay."""
    arrow = pytest.importorskip("pyarrow")
    made = arrow.table({"n": [1, 2], "name": ["a", None]})
    assert words(table(made)) == [["n", "name"], ["1", "a"], ["2", "–"]]
    assert drawn("line_chart", made.select(["n"]))[1] == {"n": ((1.0, 2.0), (0.0, 1.0))}


def test_arrays_of_xarray():
    """Their coordinates are x, and names of rows and columns."""
    xarray = pytest.importorskip("xarray")
    days = LOSSES.index.to_numpy()
    line = xarray.DataArray([3.0, 2.0, 1.5], dims="time", coords={"time": days}, name="loss")
    assert drawn("line_chart", line)[1] == {"loss": ((3.0, 2.0, 1.5), DAYS)}
    grid = xarray.DataArray([[1.0, 2.0]], dims=("site", "year"), coords={"site": ["north"], "year": [2020, 2021]})
    assert words(table(grid)) == [["site", "2020", "2021"], ["north", "1", "2"]]
    assert FUNCTIONS["num"](grid.mean()).text == "1.5"
    both = xarray.Dataset({"loss": line, "half": line / 2})
    assert drawn("line_chart", both)[1]["half"] == ((1.5, 1.0, 0.75), DAYS)
    assert words(table(both))[0] == ["time", "loss", "half"]
    with pytest.raises(UserError, match="over one dimension"):
        table(xarray.Dataset({"grid": grid}))


@pytest.mark.parametrize(
    "events",
    [
        {1957: "perceptron", 1986: "backpropagation"},
        pd.DataFrame({"year": [1957, 1986], "what": ["perceptron", "backpropagation"]}),
        pd.Series(["perceptron", "backpropagation"], index=[1957, 1986]),
        [{"year": 1957, "what": "perceptron"}, {"year": 1986, "what": "backpropagation"}],
    ],
)
def test_events_in_every_form(events):
    """As pairs are."""
    assert plain(FUNCTIONS["timeline"](events).alt) == "Time line: 1957 perceptron, 1986 backpropagation."


def test_an_event_without_a_time_is_named():
    """Where it has no place."""
    with pytest.raises(UserError, match="The event 'a' has no year and no date"):
        FUNCTIONS["timeline"]([(pd.NaT, "a"), (1986, "b")])


def test_a_confusion_matrix_counts():
    """Shares would be rounded to nothing."""
    with pytest.raises(UserError, match="Expected counts in a confusion matrix, found 0.5") as caught:
        FUNCTIONS["confusion"]([[0.5, 0.5], [0.0, 1.0]])
    assert "heatmap" in caught.value.hint
    assert "2 of 2 right" in plain(FUNCTIONS["confusion"]([[1.0, 0.0], [0.0, 1.0]]).alt)


def test_images_that_a_grid_cannot_show_are_named():
    """In color, with pixels that are missing, of words."""
    for images, message in (
        (np.zeros((8, 8, 3)), "looks like color"),
        (np.zeros((2, 8, 8, 3)), "looks like color"),
        (np.ma.masked_greater(np.arange(16.0).reshape(4, 4), 10), "image 1, row 3, column 4"),
        ([["a"]], "images of numbers"),
    ):
        with pytest.raises(UserError, match=message):
            FUNCTIONS["image_grid"](images)
    assert FUNCTIONS["image_grid"](np.zeros((9, 3, 3))).marks


def test_two_columns_in_a_pair_are_x_and_y():
    """As two arrays are; in a list they are two lines."""
    x, y = pd.Series([10.0, 20.0], name="t"), pd.Series([1.0, 2.0], name="v")
    for chart in ("line_chart", "scatter_chart"):
        assert drawn(chart, (x, y))[1] == {"v": ((1.0, 2.0), (10.0, 20.0))}
    assert drawn("line_chart", [x, y])[1].keys() == {"t", "v"}


@pytest.mark.parametrize("data", [[COUNTED.n, COUNTED.n], [Tensor([1.0], "a"), Tensor([2.0], "a")]])
@pytest.mark.parametrize("chart", ["line_chart", "histogram", "box_plot"])
def test_columns_of_one_name_do_not_hide_each_other(chart, data):
    """In a list as well as in a dict."""
    with pytest.raises(UserError, match="Two series are called"):
        FUNCTIONS[chart](data)


def test_groups_as_lists_are_samples():
    """What pandas makes of a group by apply(list), and frames of one column."""
    groups = pd.DataFrame({"g": ["a", "a", "b"], "v": [1.0, 3.0, 5.0]}).groupby("g").v.apply(list)
    boxes = FUNCTIONS["box_plot"](groups)
    assert boxes.categories == ("a", "b")
    assert [series.y for series in boxes.series if series.name == "median"] == [(2.0, 5.0)]
    assert FUNCTIONS["box_plot"]({"a": COUNTED[["n"]]}).categories == ("a",)
    with pytest.raises(UserError, match="Expected one column for the series 'a', found 2: name, n"):
        FUNCTIONS["box_plot"]({"a": COUNTED})


@pytest.mark.parametrize("columns", [["soil", "yield"], ["yield", "soil"]])
def test_a_column_of_words_groups_the_numbers_beside_it(columns):
    """As measurements are noted, row by row; with a third column nobody knows which are meant."""
    rows = pd.DataFrame({"soil": pd.Categorical(["clay", "sand", "clay"]), "yield": [1.0, 5.0, 3.0]})
    assert FUNCTIONS["box_plot"](rows[columns]).categories == ("clay", "sand")
    assert [sum(s.y) for s in FUNCTIONS["histogram"](rows[columns], bins=4).series] == [2.0, 1.0]
    with pytest.raises(UserError, match="'soil' has no number in row 1"):
        FUNCTIONS["box_plot"](rows.assign(depth=1.0))


def test_points_with_names():
    """Of one point a pair of numbers is its place."""
    assert drawn("scatter_chart", {"a": (1.0, 2.0), "b": (3.0, 4.0)})[1] == {
        "a": ((2.0,), (1.0,)),
        "b": ((4.0,), (3.0,)),
    }


def test_names_that_are_dates_or_have_several_levels():
    """Above columns and beside rows, as in the frame that they come from."""
    days = pd.date_range("2024-02-28", periods=2)
    assert words(table(TWO, header=days))[0] == ["2024-02-28", "2024-02-29"]
    levels = pd.MultiIndex.from_tuples([("clay", 2020), ("sand", 2021)])
    assert words(table(TWO, header=levels, row_header=days))[:2] == [
        ["", "clay 2020", "sand 2021"],
        ["2024-02-28", "1", "0"],
    ]


def test_a_sparse_matrix_is_a_matrix():
    """With the zeros that it has in mind."""
    eye = pytest.importorskip("scipy.sparse").eye(2)
    assert words(table(eye)) == [["1", "0"], ["0", "1"]]
    assert FUNCTIONS["heatmap"](eye) == FUNCTIONS["heatmap"](TWO) and drawn("line_chart", eye) == drawn(
        "line_chart", TWO
    )


def test_names_of_bars_and_lines_from_pandas():
    """Names of several levels stand in one line, level lines come from a Series."""
    assert FUNCTIONS["bar_chart"]({("clay", 2020): 1.0, ("sand", 2021): 2.0}).categories == ("clay 2020", "sand 2021")
    assert FUNCTIONS["line_chart"](LOSSES, levels=pd.Series({"goal": 1.5})).rules[0].value == 1.5
    with pytest.raises(UserError, match="found the name 'ab'"):
        FUNCTIONS["bar_chart"]([1.0, 2.0], categories="ab")


@pytest.mark.parametrize(
    ("title", "text"),
    [(2024, "2024"), (pd.Timestamp("2024-02-29"), "2024-02-29"), (None, ""), (FUNCTIONS["num"](0.5), "0.5")],
)
def test_a_title_may_be_a_value(title, text):
    """A year, a date, a number, or nothing."""
    assert FUNCTIONS["line_chart"](LOSSES, title=title, y_title=title).title == text
    assert plain(FUNCTIONS["table"](COUNTED, caption=title).caption) == text


def test_dollars_of_money_are_no_formulas():
    """In names, cells and what is said of a chart; a formula has no space inside of its dollars."""
    prices = pd.DataFrame({"cost ($)": [1.0, 2.0], "gain ($)": [2.0, 3.0]})
    for name in ("table", "line_chart", "bar_chart", "box_plot", "histogram"):
        assert "cost ($)" in plain(FUNCTIONS[name](prices).alt) and "gain ($)" in plain(FUNCTIONS[name](prices).alt)
    assert words(table(pd.DataFrame({"seat": ["$5 or $10", "$x$"]}))) == [["seat"], ["$5 or $10"], ["x"]]


def test_a_missing_name_of_a_row_is_a_dash():
    """As counts of what is missing have it."""
    counts = pd.Series(["a", "a", None]).value_counts(dropna=False)
    assert words(table(counts))[1:] == [["a", "2"], ["–", "1"]]
    assert FUNCTIONS["bar_chart"](counts).categories == ("a", "–")


def test_an_object_with_fields_is_a_chart():
    """Of its columns, samples or single values."""
    runs = SimpleNamespace(train_loss=[3.0, 2.0], held_out=[3.5, 3.0])
    assert drawn("line_chart", runs)[1].keys() == {"train loss", "held out"}
    assert FUNCTIONS["box_plot"](runs).categories == ("train loss", "held out")
    assert FUNCTIONS["bar_chart"](SimpleNamespace(clay=1.0, sand=2.0)).categories == ("clay", "sand")


def test_classes_of_values_are_written_as_numbers_are():
    """Intervals have the deck's minus sign and decimal mark, and no more digits than tell them apart."""
    counts = pd.cut(pd.Series([-1.5, 0.5, 1.25]), [-2, 0.25, 1.5]).value_counts().sort_index()
    assert FUNCTIONS["bar_chart"](counts).categories == ("(−2, 0.25]", "(0.25, 1.5]")
    with speaking("de-DE"):
        assert FUNCTIONS["bar_chart"](counts).categories == ("(−2; 0,25]", "(0,25; 1,5]")
        assert words(table(counts))[1] == ["(−2; 0,25]", "1"]
        assert words(table(counts.to_frame().T))[0] == ["", "(−2; 0,25]", "(0,25; 1,5]"]
    days = pd.interval_range(pd.Timestamp("2024-02-28"), periods=1, closed="left")[0]
    figure = FUNCTIONS["num"](days)
    assert figure.text == "[2024-02-28, 2024-02-29)" and isinstance(figure.value, str)


def test_a_time_line_of_dates():
    """Dates of any kind stand at their days, as ISO writes them."""
    made = FUNCTIONS["timeline"](
        pd.DataFrame({"when": pd.to_datetime(["2024-02-29", "2012-09-30"]), "what": ["b", "a"]}).values
    )
    assert plain(made.alt) == "Time line: 2012-09-30 a, 2024-02-29 b."


def test_pandas_and_matplotlib_are_loaded_by_nobody_but_the_lesson():
    """A deck of plain values is made without them, although they are installed."""
    code = (
        "import sys; from deckwright.figures import FUNCTIONS as f; from deckwright.cli import main;"
        "f['table']([{'a': 1}]); f['line_chart']({'a': [1, 2]}); f['heatmap']([[1]]);"
        "print([name for name in ('pandas', 'matplotlib', 'polars') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
