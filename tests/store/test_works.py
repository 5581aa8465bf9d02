"""Work of other threads, told to end together."""

from __future__ import annotations

import threading

import pytest

from metanoia.domain.errors import Cancelled
from metanoia.store.works import Works


class Waiting:
    """Work that ends only once another was told to."""

    def __init__(self, other):
        self.stopped, self._other, self.ended = threading.Event(), other, False

    def stop(self):
        self.ended = self._other.is_set()


def test_work_that_waits_for_other_work_is_ended_too():
    works, later = Works(), Waiting(threading.Event())
    first = Waiting(later.stopped)
    with works.begun() as running:
        running += [first, later]
    works.end()
    assert first.ended


def test_what_has_ended_is_not_stopped_again_and_nothing_begins_after_closing():
    works = Works()
    with works.call(None) as is_stopped:
        assert not is_stopped()
    with works.begun() as running:
        assert running == []
    assert works.close()
    assert not works.close()
    with pytest.raises(Cancelled), works.call(None):
        pytest.fail("it began")


def test_a_call_is_stopped_by_its_own_person_or_by_the_journal():
    works, cancelled = Works(), threading.Event()
    with works.call(cancelled) as is_stopped:
        cancelled.set()
        assert is_stopped()
    begun, seen = threading.Event(), []

    def work():
        with works.call(None) as is_stopped:
            begun.set()
            while not is_stopped():
                pass
            seen.append("stopped")

    worker = threading.Thread(target=work)
    worker.start()
    assert begun.wait(10)
    works.end()
    assert seen == ["stopped"]
    worker.join()
