"""The idle time of a desktop, asked over a real bus of another process."""

from __future__ import annotations

import time

import pytest

from metanoia.ui.away.bus_idle import SERVICES, BusIdle

MUTTER, SAVER = SERVICES[0], SERVICES[1]


@pytest.fixture
def idle(bus):
    return BusIdle(bus, limit=300)


def told(qtbot, idle):
    with qtbot.waitSignal(idle.told, timeout=5000) as answer:
        idle.ask()
    return answer.args[0]


def test_mutter_tells_milliseconds(qtbot, idle, serve):
    serve(MUTTER.name).answer(MUTTER.method, "t", 754_321)
    assert told(qtbot, idle) == pytest.approx(754.321)


@pytest.mark.parametrize("name", sorted({service.name for service in SERVICES[1:]}))
def test_screen_savers_tell_seconds(qtbot, idle, serve, name):
    serve(name).answer(SAVER.method, "u", 754)
    assert told(qtbot, idle) == 754


def test_who_answered_is_asked_again(qtbot, idle, serve):
    service = serve(SAVER.name)
    service.answer(SAVER.method, "u", 3)
    assert told(qtbot, idle) == 3
    service.answer(SAVER.method, "u", 8)
    assert told(qtbot, idle) == 8
    assert service.heard() == [SAVER.method] * 2


def test_a_mute_service_holds_nothing_up_and_the_next_one_is_asked(qtbot, idle, serve):
    mute, other = serve(MUTTER.name), serve(SAVER.name)
    mute.answer(MUTTER.method, "mute")
    other.answer(SAVER.method, "u", 42)
    begun = time.monotonic()
    idle.ask()
    idle.ask()
    assert time.monotonic() - begun < 0.2
    with qtbot.waitSignal(idle.told, timeout=5000) as answer:
        pass
    assert answer.args == [42]
    assert mute.heard() == [MUTTER.method]


@pytest.mark.parametrize("odd", [("s", "soon"), ("i", -5), ("as", [])])
def test_an_answer_that_is_no_time_counts_as_none(qtbot, idle, serve, odd):
    serve(MUTTER.name).answer(MUTTER.method, *odd)
    serve(SAVER.name).answer(SAVER.method, "u", 7)
    assert told(qtbot, idle) == 7


def test_where_nobody_answers_nothing_is_told(qtbot, idle):
    heard = []
    idle.told.connect(heard.append)
    idle.ask()
    qtbot.wait(100)
    idle.ask()
    qtbot.wait(100)
    assert heard == []
