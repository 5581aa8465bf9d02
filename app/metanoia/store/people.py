"""The people this journal shares with."""

from __future__ import annotations

from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.people import Person, Role, person_name
from metanoia.store.part import Part, Row, moment, moment_or_none, new_id, now, stamp

_COLUMNS = """id, name, role, age_recipient, signing_key, created_at, verified_at, deleted_at"""


class People(Part):
    """Coaches, clients and peers, pinned by their keys."""

    def add(
        self,
        name: str,
        role: Role | str,
        age_recipient: str | None = None,
        signing_key: bytes | None = None,
        *,
        source: object = None,
    ) -> Person:
        """Keep somebody new; Refused for a bad name, or when another person has one of these keys."""
        name = person_name(name)
        self._refuse_twins(age_recipient, signing_key)
        person_id, at = new_id(), stamp(now())
        with self._changes.write(Kind.PERSON, source=source):
            self._write(
                """INSERT INTO party(id, created_at, updated_at, name, role, age_recipient, signing_key)
                VALUES(?, ?, ?, ?, ?, ?, ?)""",
                person_id,
                at,
                at,
                name,
                Role(role).value,
                age_recipient,
                signing_key,
            )
        return self.get(person_id)

    def get(self, person_id: str) -> Person:
        """Return a person, removed ones too; NotFound if there is none."""
        row = self._one(f"SELECT {_COLUMNS} FROM party WHERE id = ?", person_id)
        if row is None:
            raise NotFound("That person is not in this journal.")
        return _person(row)

    def all(self) -> list[Person]:
        """Return everybody who was not removed, by name."""
        rows = self._all(
            f"SELECT {_COLUMNS} FROM party WHERE deleted_at IS NULL ORDER BY name COLLATE NOCASE, id"
        )
        return [_person(row) for row in rows]

    def by_key(self, signing_key: bytes) -> Person | None:
        """Return whose signing key (32 bytes) this is, also of somebody who was removed."""
        row = self._one(f"SELECT {_COLUMNS} FROM party WHERE signing_key = ?", signing_key)
        return None if row is None else _person(row)

    def by_recipient(self, age_recipient: str) -> Person | None:
        """Return who opens what is sealed for this age recipient, also somebody who was removed."""
        row = self._one(f"SELECT {_COLUMNS} FROM party WHERE age_recipient = ?", age_recipient)
        return None if row is None else _person(row)

    def rename(self, person_id: str, name: str, *, source: object = None) -> None:
        """Give somebody another name; Refused for a bad one."""
        self._update(person_id, "name", person_name(name), source)

    def mark_verified(self, person_id: str, *, source: object = None) -> None:
        """Note that the person's fingerprint was compared with them just now."""
        self._update(person_id, "verified_at", stamp(now()), source)

    def trash(self, person_id: str, *, source: object = None) -> None:
        """Remove somebody from the list; what was shared with them stays on record."""
        self._update(person_id, "deleted_at", stamp(now()), source)

    def restore(self, person_id: str, *, source: object = None) -> None:
        """Bring somebody back."""
        self._update(person_id, "deleted_at", None, source)

    def _update(self, person_id: str, column: str, value: str | None, source: object) -> None:
        self.get(person_id)
        with self._changes.write(Kind.PERSON, source=source):
            self._write(
                f"UPDATE party SET {column} = ?, updated_at = ?, rev = rev + 1 WHERE id = ?",
                value,
                stamp(now()),
                person_id,
            )

    def _refuse_twins(self, age_recipient: str | None, signing_key: bytes | None) -> None:
        twin = self.by_key(signing_key) if signing_key else None
        twin = twin or (self.by_recipient(age_recipient) if age_recipient else None)
        if twin is not None:
            raise Refused(f"This key is known already: it belongs to {twin.name}.")


def _person(row: Row) -> Person:
    person_id, name, role, age_recipient, signing_key, created, verified, deleted = row
    return Person(
        id=person_id,
        name=name,
        role=Role(role),
        age_recipient=age_recipient,
        signing_key=None if signing_key is None else bytes(signing_key),
        created_at=moment(created),
        verified_at=moment_or_none(verified),
        deleted_at=moment_or_none(deleted),
    )
