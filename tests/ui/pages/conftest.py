"""What the tests of several pages look for."""

from __future__ import annotations

import pytest

from metanoia.ui.widgets.overlay import Overlay


@pytest.fixture
def sheet(qtbot):
    """Return the sheet of a kind that lies over the window."""

    def find(page, kind):
        def opened():
            overlays = page.window().findChildren(Overlay)
            return [one for one in overlays if isinstance(one, kind) and one.is_open()]

        qtbot.waitUntil(lambda: bool(opened()), timeout=5000)
        return opened()[-1]

    return find
