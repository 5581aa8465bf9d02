import logging
import stat
import sys
import threading

import pytest

from metanoia.ui import logfile

SECRET = "mydivorce"


@pytest.fixture
def log(monkeypatch):
    own = logging.getLogger("metanoia")
    before = (list(own.handlers), own.propagate, own.level, logging.raiseExceptions)
    for hook in ("excepthook", "unraisablehook"):
        monkeypatch.setattr(sys, hook, getattr(sys, hook))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    logfile.begin()
    yield logfile.location()
    for handler in set(own.handlers) - set(before[0]):
        handler.close()
        own.removeHandler(handler)
    own.propagate, own.level, logging.raiseExceptions = before[1:]


def fail():
    raise ValueError(f"no such column: {SECRET}")


def caught():
    try:
        fail()
    except ValueError:
        return sys.exc_info()


def test_an_uncaught_exception_leaves_its_type_and_place_and_is_told(log):
    told = []
    logfile.catch_everything(told.append)
    sys.excepthook(*caught())
    text = log.read_text()
    assert "uncaught ValueError at test_logfile.py:" in text
    assert SECRET not in text
    assert [type(error) for error in told] == [ValueError]


def test_so_does_one_in_a_thread(log):
    told = []
    logfile.catch_everything(told.append)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    text = log.read_text()
    assert "uncaught ValueError" in text
    assert SECRET not in text
    assert told == []


def test_a_traceback_that_somebody_logs_is_left_out(log):
    try:
        fail()
    except ValueError:
        logging.getLogger("metanoia.test").exception("it failed")
    text = log.read_text()
    assert "it failed" in text
    assert SECRET not in text
    assert "Traceback" not in text


def test_only_the_person_may_read_it(log):
    assert stat.S_IMODE(log.stat().st_mode) & 0o077 == 0


def test_a_long_log_is_put_aside(log):
    log.write_bytes(b"x" * 300_000)
    logfile._ready(log)
    assert log.stat().st_size == 0
    assert log.with_suffix(".old.log").stat().st_size == 300_000


def test_without_a_writable_folder_there_is_no_log_and_no_fault(monkeypatch, tmp_path, log):
    (tmp_path / "file").touch()
    monkeypatch.setenv("METANOIA_HOME", str(tmp_path / "file"))
    logfile.begin()
    logging.getLogger("metanoia.test").warning("still fine")
