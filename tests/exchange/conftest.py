"""One browser for all tests of the page that opens a share."""

from __future__ import annotations

import pytest

from in_browser import Reader, launched


class Browser:
    """Opens pages, those that ask for nothing else in one window: it takes half the time.

    The page that opens a share keeps nothing, so none can know of another.
    """

    def __init__(self, chromium):
        self._chromium = chromium
        self._window = chromium.new_context()
        self._window.new_page()  # while it is open its process stays

    def new_page(self, **window):
        """Return a new page; ``window`` as playwright's, which makes it one of its own."""
        return self._chromium.new_page(**window) if window else self._window.new_page()


@pytest.fixture(scope="package")
def browser():
    started, chromium = launched()
    yield Browser(chromium)
    chromium.close()
    started.stop()


@pytest.fixture
def reader(browser, tmp_path):
    """Open a share in the page as a file; nothing may be asked of the network, or complained of."""
    from metanoia.exchange.reader_page import reader_page

    readers = []

    def opened(share, **window):
        readers.append(Reader(browser, tmp_path, reader_page(share), **window))
        return readers[-1]

    yield opened
    for one in readers:
        one.page.close()
        assert one.noise == []
