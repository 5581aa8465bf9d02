"""A list under heads: what the keys and the pointer choose, and how high its rows are."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, Qt

from metanoia.ui.theme import theme
from metanoia.ui.widgets.grouped_list import GroupedList
from metanoia.ui.widgets.marked import runs
from metanoia.ui.widgets.row_painter import Head, RowPainter, mark_words


class Thing(NamedTuple):
    id: str
    text: str


class ThingPainter(RowPainter):
    def height(self, row, width):
        return theme().px(26) + theme().px(19) * self.lines(row.text, width)

    def paint_row(self, painter, box, row, *, current):
        lines = self.lines(row.text, round(box.width()))
        self.paint_statement(painter, box, row.text, lines, current=current)

    def spoken(self, row):
        return row.text


LONG = "A statement that is far too long to stand on a single line of a narrow list"
ROWS = [Head("Due", 2), Thing("a", "Alpha"), Thing("b", LONG), Head("Later", 2), Thing("c", "Gamma"), Thing("d", "Delta")]  # fmt: skip


@pytest.fixture
def shown(qtbot):
    view = GroupedList("Things", ThingPainter)
    qtbot.addWidget(view)
    view.resize(292, 400)
    view.show_rows(ROWS)
    with qtbot.waitExposed(view):
        view.show()
    view.setFocus()
    return view


def test_the_arrows_pass_over_heads_and_stop_at_the_ends(shown, qtbot):
    chosen = []
    shown.chosen.connect(chosen.append)
    for key in ("Down", "Down", "Down", "Down", "Down", "Home", "Up", "End", "Up"):
        qtbot.keyClick(shown, getattr(Qt.Key, f"Key_{key}"))
    assert [c for n, c in enumerate(chosen) if not n or chosen[n - 1] != c] == [*"abcd", "a", "d", "c"]  # fmt: skip


def test_a_page_goes_on_and_never_sticks(qtbot):
    view = GroupedList("Things", ThingPainter)
    qtbot.addWidget(view)
    view.resize(292, 400)
    view.show_rows([Head("All", 60), *(Thing(str(n), f"Thing {n}") for n in range(60))])
    with qtbot.waitExposed(view):
        view.show()
    view.choose("0")
    seen = [0]
    while seen[-1] != 59:
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
        seen.append(int(view.current.id))
        assert seen[-2] < seen[-1] <= seen[-2] + 12
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert view.current.id != "59"


def test_enter_opens_e_edits_delete_deletes_only_what_is_chosen(shown, qtbot):
    told = []
    shown.opened.connect(lambda: told.append("open"))
    shown.edit_asked.connect(lambda: told.append("edit"))
    shown.delete_asked.connect(lambda: told.append("delete"))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_E, Qt.Key.Key_Delete):
        qtbot.keyClick(shown, key)
    assert told == []
    shown.choose("b")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_E, Qt.Key.Key_Delete):
        qtbot.keyClick(shown, key)
    assert told == ["open", "edit", "delete"]


def test_a_press_chooses_a_row_and_no_head(shown, qtbot):
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 10))
    assert shown.current is None
    at = QPoint(40, shown.rowViewportPosition(4) + 10)
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert shown.current.id == "c"


def test_what_was_chosen_stays_chosen_among_other_rows(shown):
    shown.choose("c")
    shown.show_rows([Head("Later", 1), Thing("c", "Gamma")], keep="c")
    assert shown.current.id == "c"
    shown.show_rows([Head("Later", 1), Thing("d", "Delta")], keep="c")
    assert shown.current is None


def test_the_neighbour_is_the_next_row_else_the_one_before(shown):
    assert [shown.neighbour(one) for one in ("a", "b", "d", "x")] == ["b", "c", "c", ""]


def test_a_long_statement_takes_two_lines_until_there_is_room(shown, qtbot):
    assert shown.rowHeight(2) == shown.rowHeight(1) + theme().px(19)
    shown.resize(900, 400)
    qtbot.waitUntil(lambda: shown.rowHeight(2) == shown.rowHeight(1))


def test_rows_speak(shown):
    model = shown.model()
    said = [model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(2)]
    assert said == ["Due, 2", "Alpha"]


@pytest.mark.parametrize(
    ("typed", "hits"),
    [("gam", ["Gam", "gam"]), ("mma", []), ("", []), ("ray GAM", ["Gam", "gam", "ray"]), ("(", [])],
)
def test_what_was_typed_is_marked_where_words_begin(typed, hits):
    assert [piece for piece, hit in runs(mark_words("Gamma, gamma ray", typed)) if hit] == hits
