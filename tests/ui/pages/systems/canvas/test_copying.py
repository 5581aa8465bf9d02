"""Parts of a map are copied, cut, laid down and doubled by keys, within the app alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from canvas_hands import own, rescue_loop, variable
from metanoia.domain.maps import CausalMap

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def new_links(hand, before):
    """Return the links that were not there, by the names of their ends."""
    names = hand.map.names
    old = {one.id for one in before.links}
    return {(names[one.source], names[one.target]) for one in hand.map.links if one.id not in old}


def test_ctrl_c_and_v_lay_variables_with_their_links_on_the_map_as_one_act(hand, said):
    before = hand.map
    QApplication.clipboard().setText("untouched")
    hand.choose("open", "aloud", "note")
    hand.key(Key.Key_C, CTRL)
    assert said[-1] == "Copied"
    hand.key(Key.Key_V, CTRL)
    assert new_links(hand, before) == {
        ("Open questions in the room 2", "Others think aloud 2"),
        ("Others think aloud 2", "Open questions in the room 2"),
    }
    assert len(hand.map.notes) == 2
    assert hand.editing.selection == {
        one.id for one in (*hand.map.variables, *hand.map.notes) if one.id not in before.ids
    }
    assert QApplication.clipboard().text() == "untouched"
    hand.key(Key.Key_Z, CTRL)
    assert hand.map == before


def test_ctrl_x_takes_them_off_and_one_undo_brings_them_back(hand):
    before = hand.map
    hand.choose("habit")
    hand.key(Key.Key_X, CTRL)
    assert own("habit") not in hand.map.ids
    hand.key(Key.Key_V, CTRL)
    assert hand.called("“Ask Mara first” habit").id != own("habit")
    hand.key(Key.Key_Z, CTRL)
    hand.key(Key.Key_Z, CTRL)
    assert hand.map == before


def test_ctrl_d_doubles_and_leaves_what_was_copied(hand):
    hand.choose("answer")
    hand.key(Key.Key_C, CTRL)
    hand.choose("trust")
    hand.key(Key.Key_D, CTRL)
    assert hand.called("Team’s confidence to decide 2")
    hand.key(Key.Key_V, CTRL)
    assert hand.called("I give the answer 2")


def test_with_nothing_copied_or_chosen_a_sentence_says_so(hand, said):
    before = hand.map
    hand.key(Key.Key_V, CTRL)
    assert said[-1].startswith("Nothing is copied.")
    hand.key(Key.Key_C, CTRL)
    assert said[-1].startswith("Choose variables")
    assert hand.map == before


def test_past_the_bounds_all_is_refused_in_the_usual_sentence(open_canvas):
    boxes = tuple(variable(f"v{n}", f"V{n}", n % 8 * 200, n // 8 * 90) for n in range(31))
    hand = open_canvas(CausalMap(id=own("many"), title="Many", variables=boxes))
    refused = []
    hand.editing.refused.connect(lambda error: refused.append(str(error)))
    hand.key(Key.Key_A, CTRL)
    hand.key(Key.Key_D, CTRL)
    assert "at most 60 variables" in refused[0]
    assert len(hand.map.variables) == 31


def test_the_menu_copies_and_pastes(hand, menu):
    assert menu(hand, "answer").choose("Copy")
    assert menu(hand, (900, 700)).choose("Paste")
    assert hand.called("I give the answer 2")
    assert len(rescue_loop().variables) + 1 == len(hand.map.variables)
