"""Searching while keys fall quickly: few questions reach the database, and the last one is answered."""

from __future__ import annotations

from metanoia.store.search import Search


def test_ten_quick_keys_are_three_searches_at_most(qtbot, page, monkeypatch):
    asked = []
    find = Search.find

    def counted(search, query, **how):
        asked.append(query)
        return find(search, query, **how)

    monkeypatch.setattr(Search, "find", counted)
    qtbot.keyClicks(page.list_pane.field, "the silenc")
    qtbot.waitUntil(lambda: asked[-1:] == ["the silenc"])
    assert len(asked) <= 3
