"""A coach's reusable questions, in an order of their own."""

from __future__ import annotations

from typing import Final

from metanoia.domain.errors import NotFound
from metanoia.domain.kinds import Kind
from metanoia.domain.snippets import BEGINNING, Snippet, snippet_text
from metanoia.store.part import Part, new_id, now, stamp

_BEGUN: Final = "snippets_begun"
ALL: Final = "SELECT id, text FROM snippet ORDER BY ord, rowid"


class Snippets(Part):
    """The questions of the open journal; their places run from 1 without a gap."""

    def begin(self, *, source: object = None) -> None:
        """Put in what the list begins with, the first time the desk is used; afterwards do nothing."""
        if self._one("SELECT 1 FROM meta WHERE key = ?", _BEGUN):
            return
        with self._changes.write(Kind.SNIPPET, source=source):
            self._write("INSERT INTO meta VALUES(?, '1')", _BEGUN)
            for text in BEGINNING:
                self._insert(new_id(), text, self.count + 1)

    @property
    def count(self) -> int:
        """How many there are."""
        row = self._one("SELECT count(*) FROM snippet")
        return int(row[0]) if row else 0

    def all(self) -> list[Snippet]:
        """Return the questions in their order."""
        rows = self._all(ALL)
        return [Snippet(id=one, text=text, place=n) for n, (one, text) in enumerate(rows, 1)]

    def get(self, snippet_id: str) -> Snippet:
        """Return a question; NotFound."""
        found = next((one for one in self.all() if one.id == snippet_id), None)
        if found is None:
            raise NotFound("That question is not on the list any more.")
        return found

    def add(self, text: str, *, source: object = None) -> Snippet:
        """Put a question at the end; Refused for one without words, or of more than 500 characters."""
        snippet = Snippet(id=new_id(), text=snippet_text(text), place=self.count + 1)
        with self._changes.write(Kind.SNIPPET, source=source):
            self._insert(snippet.id, snippet.text, snippet.place)
        return snippet

    def change(self, snippet_id: str, text: str, *, source: object = None) -> Snippet:
        """Reword a question; return it as it was. NotFound, Refused."""
        before, said = self.get(snippet_id), snippet_text(text)
        if said != before.text:
            with self._changes.write(Kind.SNIPPET, source=source):
                self._write("UPDATE snippet SET text = ? WHERE id = ?", said, snippet_id)
        return before

    def move(self, snippet_id: str, place: int, *, source: object = None) -> Snippet:
        """Put a question at ``place``, 1 and up, the nearest there is; return it as it was. NotFound."""
        before = self.get(snippet_id)
        ids = [one.id for one in self.all() if one.id != snippet_id]
        ids.insert(min(max(place, 1), len(ids) + 1) - 1, snippet_id)
        if ids.index(snippet_id) != before.place - 1:
            with self._changes.write(Kind.SNIPPET, source=source):
                self._order(ids)
        return before

    def delete(self, snippet_id: str, *, source: object = None) -> Snippet:
        """Delete a question and return it, to be put back. NotFound."""
        before = self.get(snippet_id)
        with self._changes.write(Kind.SNIPPET, source=source):
            self._write("DELETE FROM snippet WHERE id = ?", snippet_id)
            self._order([one.id for one in self.all()])
        return before

    def put_back(self, snippet: Snippet, *, source: object = None) -> None:
        """Put a deleted question back in its place; nothing happens if it is there."""
        ids = [one.id for one in self.all()]
        if snippet.id in ids:
            return
        with self._changes.write(Kind.SNIPPET, source=source):
            self._insert(snippet.id, snippet.text, 0)
            ids.insert(snippet.place - 1, snippet.id)
            self._order(ids)

    def _insert(self, snippet_id: str, text: str, place: int) -> None:
        self._write(
            "INSERT INTO snippet(id, created_at, ord, text) VALUES(?, ?, ?, ?)",
            *(snippet_id, stamp(now()), place, text),
        )

    def _order(self, ids: list[str]) -> None:
        for place, snippet_id in enumerate(ids, 1):
            self._write("UPDATE snippet SET ord = ? WHERE id = ?", place, snippet_id)
