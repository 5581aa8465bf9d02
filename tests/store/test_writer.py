import threading

import pytest

from journals import entry, open_journal
from metanoia.domain.errors import Cancelled
from metanoia.domain.kinds import Kind


def test_the_window_reads_what_was_before_until_all_of_it_is_kept(journal):
    with journal.writer() as writer, writer.changes.write(Kind.IMPORT):
        writer.entries.add_many([entry("One"), entry("Two", day=1)], None)
        assert journal.entries.count == 0
    assert journal.entries.count == 2


def test_word_of_it_is_spread_by_the_owner(journal):
    heard = []
    journal.changes.subscribe(lambda kinds, source: heard.append((kinds, source)))
    with journal.writer() as writer:
        writer.entries.add(entry("One"))
    assert heard == []
    journal.changes.tell(Kind.ENTRY, source=writer)
    assert heard == [(frozenset({Kind.ENTRY}), writer)]


def test_closing_the_journal_stops_the_work_and_undoes_it(journal):
    begun, ended = threading.Event(), []

    def work():
        try:
            with journal.writer() as writer, writer.changes.write(Kind.IMPORT):
                writer.entries.add(entry("Half"))
                begun.set()
                while not writer.stopped.is_set():
                    writer.entries.newest(5)
                raise Cancelled
        except Cancelled as stopped:
            ended.append(stopped)

    worker = threading.Thread(target=work)
    worker.start()
    assert begun.wait(10)
    journal.close()
    worker.join(10)
    assert len(ended) == 1
    with open_journal(journal.path) as again:
        assert again.entries.count == 0


def test_what_raises_inside_leaves_nothing(journal):
    def fail():
        with journal.writer() as writer, writer.changes.write(Kind.IMPORT):
            writer.entries.add(entry("Half"))
            raise Cancelled

    with pytest.raises(Cancelled):
        fail()
    assert journal.entries.count == 0
    journal.entries.add(entry("Whole"))
    assert journal.entries.count == 1
