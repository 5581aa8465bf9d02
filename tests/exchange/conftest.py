"""One browser for all tests of the page that opens a share."""

from __future__ import annotations

import pytest

from in_browser import Reader, launched


@pytest.fixture(scope="package")
def browser():
    started, chromium = launched()
    yield chromium
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
