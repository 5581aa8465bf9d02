"""Tags and who wears them. ``entry.tags`` holds the names once more, for lists."""

from __future__ import annotations

from collections.abc import Iterable

from metanoia.domain import tags as rules
from metanoia.domain.errors import NotFound
from metanoia.domain.kinds import Kind
from metanoia.store.part import Part, new_id

ALL = "SELECT name, uses FROM tag WHERE uses > 0 ORDER BY uses DESC, name"
SUGGESTED = """SELECT name FROM tag WHERE uses > 0 AND name LIKE ? ESCAPE '\\'
    ORDER BY uses DESC, name LIMIT ?"""


class Tags(Part):
    """The tags of living entries."""

    def all(self) -> list[tuple[str, int]]:
        """Return every tag with the number of living entries that wear it, most used first."""
        return [(name, uses) for name, uses in self._all(ALL)]

    def suggestions(self, prefix: str = "", limit: int = 8) -> list[str]:
        """Return tags that begin so, most used first, for completing what is typed."""
        start = prefix.lstrip("#@").replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return [name for (name,) in self._all(SUGGESTED, f"{start}%", limit)]

    def rename(self, old: str, new: str, *, source: object = None) -> None:
        """Give a tag another name everywhere; one that is there already takes up its entries.

        Raises NotFound for an unknown tag and Refused for a bad name.
        """
        name = rules.tag(new)
        row = self._one("SELECT id, name FROM tag WHERE name = ?", old)
        if row is None:
            raise NotFound(f"There is no tag “{old}” in this journal.")
        tag_id, spelt = row
        if spelt == name:
            return
        into = self._one("SELECT id FROM tag WHERE name = ? AND id <> ?", name, tag_id)
        with self._changes.write(Kind.TAG, Kind.ENTRY, Kind.PERSON, source=source):
            if into is None:
                self._write("UPDATE tag SET name = ? WHERE id = ?", name, tag_id)
                into = (tag_id,)
            else:
                self._write(
                    """INSERT OR IGNORE INTO item_tag(item_type, item_id, tag_id, place)
                    SELECT item_type, item_id, ?, place FROM item_tag WHERE tag_id = ?""",
                    into[0],
                    tag_id,
                )
                self._write("DELETE FROM item_tag WHERE tag_id = ?", tag_id)
                self._write("UPDATE party SET tag_id = ? WHERE tag_id = ?", into[0], tag_id)
                self._write("DELETE FROM tag WHERE id = ?", tag_id)
                self._write("UPDATE tag SET name = ? WHERE id = ?", name, into[0])
            self._respell(into[0], spelt, name)

    def wear(self, entry_id: str, n: int, names: Iterable[str]) -> tuple[str, ...]:
        """Make these the entry's tags, inside a write block; return them as the journal spells them."""
        if had := self._worn(entry_id):
            self._write("DELETE FROM item_tag WHERE item_type = 'entry' AND item_id = ?", entry_id)
            self.sweep(had)
        spelt = []
        for name in rules.tags(names):
            self._write("INSERT OR IGNORE INTO tag(id, name) VALUES(?, ?)", new_id(), name)
            ((tag_id, kept),) = self._all("SELECT id, name FROM tag WHERE name = ?", name)
            self._write(
                "INSERT INTO item_tag(item_type, item_id, tag_id, place) VALUES('entry', ?, ?, ?)",
                entry_id,
                tag_id,
                n,
            )
            spelt.append(kept)
        return tuple(spelt)

    def take_off(self, entry_id: str) -> None:
        """Remove all tags of an entry that is about to go, inside a write block."""
        self.wear(entry_id, 0, ())

    def sweep(self, tag_ids: Iterable[str]) -> None:
        """Forget those of the tags that nothing wears any more and nobody is to see, inside a write block."""
        for tag_id in tag_ids:
            self._write(
                """DELETE FROM tag WHERE id = ?1
                AND NOT EXISTS(SELECT 1 FROM item_tag WHERE tag_id = ?1)
                AND NOT EXISTS(SELECT 1 FROM party WHERE tag_id = ?1)""",
                tag_id,
            )

    def _worn(self, entry_id: str) -> list[str]:
        rows = self._all(
            "SELECT tag_id FROM item_tag WHERE item_type = 'entry' AND item_id = ?", entry_id
        )
        return [tag_id for (tag_id,) in rows]

    def _respell(self, tag_id: str, old: str, new: str) -> None:
        rows = self._all(
            """SELECT n, tags FROM entry WHERE n IN
              (SELECT place FROM item_tag WHERE tag_id = ? AND item_type = 'entry')""",
            tag_id,
        )
        same = {old.casefold(), new.casefold()}
        for n, line in rows:
            kept = (new if name.casefold() in same else name for name in line.split("\n"))
            self._write("UPDATE entry SET tags = ? WHERE n = ?", "\n".join(dict.fromkeys(kept)), n)
