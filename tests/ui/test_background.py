import gc
import logging
import sys
import threading
import weakref
from typing import ClassVar

from metanoia.ui import background
from metanoia.ui.background import Task


def test_the_answer_arrives_on_the_gui_thread(qtbot):
    seen = []
    task = Task(lambda: threading.current_thread().name)
    task.done.connect(lambda name: seen.append((name, threading.current_thread().name)))
    with qtbot.waitSignal(task.done):
        task.start()
    worker, receiver = seen[0]
    assert receiver == "MainThread"
    assert worker != "MainThread"


def test_a_failure_is_told_and_logged_without_its_words(qtbot, caplog):
    def work():
        raise ValueError("what I wrote last night")

    task = Task(work)
    with caplog.at_level(logging.DEBUG), qtbot.waitSignal(task.failed) as told:
        task.start()
    assert str(told.args[0]) == "what I wrote last night"
    assert "ValueError" in caplog.text
    assert "last night" not in caplog.text


def test_work_that_asks_hears_of_cancelling_and_tells_how_far_it_is(qtbot):
    def work(cancelled, progress):
        progress(1, 2)
        return cancelled.wait(5)

    task = Task(work)
    with qtbot.waitSignal(task.progress) as told:
        task.start()
    assert told.args == [1, 2]
    with qtbot.waitSignal(task.done) as answer:
        task.cancel()
    assert answer.args == [True]
    assert task.is_cancelled()


def test_a_task_lives_until_it_has_answered_and_no_longer(qtbot):
    heard = []
    release = threading.Event()
    task = Task(release.wait).start()
    task.done.connect(heard.append)
    gone = weakref.ref(task)
    del task
    gc.collect()
    release.set()
    qtbot.waitUntil(lambda: heard == [True])
    assert background.finish(5000)
    qtbot.waitUntil(lambda: gc.collect() >= 0 and gone() is None)


def test_work_lets_the_window_take_its_turn_within_a_frame():
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.005)
    try:
        Task(int).start()
        assert background.finish(5000)
        assert sys.getswitchinterval() <= 0.001
    finally:
        sys.setswitchinterval(before)


class Ring:
    """Something that only the cycle collector can free; it notes in which thread that was."""

    freed: ClassVar[list[int]] = []

    def __init__(self):
        self.me = self

    def __del__(self):
        self.freed.append(threading.get_ident())


def test_what_is_left_in_rings_is_freed_in_the_thread_of_the_window_alone(qtbot):
    def work():
        return len([[number] for number in range(200_000)])  # enough to make Python collect

    gc.collect()
    Ring.freed.clear()
    task = Task(work)
    with qtbot.waitSignal(task.done):
        task.start()
        for _ in range(1000):
            Ring()
    qtbot.waitUntil(lambda: len(Ring.freed) == 1000, timeout=5000)
    assert set(Ring.freed) == {threading.get_ident()}
