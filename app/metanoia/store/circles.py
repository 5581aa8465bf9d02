"""Circles: named groups of people with whom something is shared at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.people import Circle, circle_members, circle_name, same_name
from metanoia.store.part import Part, Row, moment_or_none, new_id, now, stamp

_COLUMNS: Final = "id, name, deleted_at"
ALL: Final = (
    f"SELECT {_COLUMNS} FROM circle WHERE deleted_at IS NULL ORDER BY name COLLATE NOCASE, id"
)
_MEMBERS: Final = """SELECT p.id FROM circle_party AS c JOIN party AS p ON p.id = c.party_id
    WHERE c.circle_id = ? AND p.deleted_at IS NULL ORDER BY p.name COLLATE NOCASE, p.id"""


class Circles(Part):
    """The circles of this journal; whoever was removed from its people is in none until they are back."""

    def add(self, name: str, members: Iterable[str], *, source: object = None) -> Circle:
        """Make a circle of people (their ids); Refused for a bad or known name, or fewer than two."""
        name, members = circle_name(name), self._known(members)
        self._refuse_namesake(name)
        circle_id, at = new_id(), stamp(now())
        with self._changes.write(Kind.PERSON, source=source):
            self._write(
                "INSERT INTO circle(id, created_at, updated_at, name) VALUES(?, ?, ?, ?)",
                *(circle_id, at, at, name),
            )
            self._join(circle_id, members)
        return self.get(circle_id)

    def get(self, circle_id: str) -> Circle:
        """Return a circle, a deleted one too; NotFound if there is none."""
        row = self._one(f"SELECT {_COLUMNS} FROM circle WHERE id = ?", circle_id)
        if row is None:
            raise NotFound("That circle is not in this journal.")
        return self._circle(row)

    def all(self) -> list[Circle]:
        """Return every circle that was not deleted, by name."""
        return [self._circle(row) for row in self._all(ALL)]

    def rename(self, circle_id: str, name: str, *, source: object = None) -> None:
        """Give a circle another name; Refused for a bad one, and one that another circle has."""
        circle, name = self.get(circle_id), circle_name(name)
        self._refuse_namesake(name, but=circle_id)
        if circle.name != name:
            self._set(circle_id, "name", name, source)

    def set_members(self, circle_id: str, members: Iterable[str], *, source: object = None) -> None:
        """Let exactly these people (their ids) be in it; Refused for fewer than two."""
        members = self._known(members)
        if set(members) == set(self.get(circle_id).members):
            return
        with self._changes.write(Kind.PERSON, source=source):
            self._write("DELETE FROM circle_party WHERE circle_id = ?", circle_id)
            self._join(circle_id, members)

    def trash(self, circle_id: str, *, source: object = None) -> None:
        """Delete a circle; its people stay."""
        self.get(circle_id)
        self._set(circle_id, "deleted_at", stamp(now()), source)

    def restore(self, circle_id: str, *, source: object = None) -> None:
        """Bring a circle back; Refused where another has taken its name meanwhile."""
        self._refuse_namesake(self.get(circle_id).name, but=circle_id)
        self._set(circle_id, "deleted_at", None, source)

    def _known(self, ids: Iterable[str]) -> tuple[str, ...]:
        members = circle_members(ids)
        for person_id in members:
            row = self._one("SELECT deleted_at FROM party WHERE id = ?", person_id)
            if row is None or row[0] is not None:
                raise NotFound("Somebody of this circle is not among your people.")
        return members

    def _join(self, circle_id: str, members: Iterable[str]) -> None:
        for person_id in members:
            self._write("INSERT INTO circle_party VALUES(?, ?)", circle_id, person_id)

    def _set(self, circle_id: str, column: str, value: str | None, source: object) -> None:
        with self._changes.write(Kind.PERSON, source=source):
            self._write(
                f"UPDATE circle SET {column} = ?, updated_at = ? WHERE id = ?",
                *(value, stamp(now()), circle_id),
            )

    def _refuse_namesake(self, name: str, but: str = "") -> None:
        if any(one.id != but and same_name(one.name, name) for one in self.all()):
            raise Refused(f"There is a circle by the name {name} already. Choose another name.")

    def _circle(self, row: Row) -> Circle:
        circle_id, name, deleted = row
        members = tuple(person_id for (person_id,) in self._all(_MEMBERS, circle_id))
        return Circle(id=circle_id, name=name, members=members, deleted_at=moment_or_none(deleted))
