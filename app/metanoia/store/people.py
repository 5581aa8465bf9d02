"""The people this journal shares with."""

from __future__ import annotations

import datetime as dt

from metanoia.domain import tags
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.people import Person, Role, person_name, same_name
from metanoia.store import driver
from metanoia.store.changes import Changes
from metanoia.store.part import moment, new_id, now, stamp
from metanoia.store.pinned_keys import PinnedKeys
from metanoia.store.tags import Tags


class People(PinnedKeys):
    """Coaches, clients and peers, pinned by their keys."""

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._tags = Tags(connection, changes)

    def add(
        self,
        name: str,
        role: Role | str,
        age_recipient: str | None = None,
        signing_key: bytes | None = None,
        *,
        source: object = None,
    ) -> Person:
        """Keep somebody new; Refused for a bad name, and for a name or a key that is known already."""
        name = person_name(name)
        self._refuse_twins(age_recipient, signing_key)
        namesake = self._namesake(name)
        if namesake is not None and namesake.age_recipient and age_recipient:
            raise Refused(
                f"You know {namesake.name} with other keys. If these are theirs now, take their contact "
                "card in under People, on the Share page; if not, add what tells the two apart."
            )
        self._refuse_namesake(name)
        return self._pin(name, Role(role), age_recipient, signing_key, source)

    def find(self, said: str) -> Person:
        """Return the person whom a name, or the beginning of an id (four signs or more), means.

        NotFound where nobody is, Refused where several are.
        """
        people = self.all()
        found = [one for one in people if same_name(one.name, said)]
        if not found and len(said) >= 4:
            found = [one for one in people if one.id.startswith(said.lower())]
        if not found:
            raise NotFound(f"Nobody of your people has the name or id “{said}”.")
        if len(found) > 1:
            raise Refused(f"Several of your people begin with “{said}”. Say more of the id.")
        return found[0]

    def rename(self, person_id: str, name: str, *, source: object = None) -> None:
        """Give somebody another name; Refused for a bad one, and one that somebody else has."""
        person, name = self.get(person_id), person_name(name)
        self._refuse_namesake(name, but=person_id)
        if name != person.name:
            self._set(person_id, {"name": name}, source)

    def set_role(self, person_id: str, role: Role | str, *, source: object = None) -> None:
        """Say what the person is to the journal's owner."""
        if self.get(person_id).role is not Role(role):
            self._set(person_id, {"role": Role(role).value}, source)

    def set_tag(self, person_id: str, tag: str | None, *, source: object = None) -> None:
        """Say which entries are meant for the person, by their tag; None for none. Refused as a tag."""
        with self._changes.write(Kind.PERSON, source=source):
            self._set(person_id, {"tag_id": self._tag_id(self.get(person_id).id, tag)}, source)

    def mark_verified(self, person_id: str, *, source: object = None) -> None:
        """Note that the person's fingerprint was compared with them just now."""
        self.get(person_id)
        self._set(person_id, {"verified_at": stamp(now())}, source)

    def trash(self, person_id: str, *, source: object = None) -> None:
        """Remove somebody from the list; what was shared with them stays on record."""
        self.get(person_id)
        self._set(person_id, {"deleted_at": stamp(now())}, source)

    def restore(self, person_id: str, *, source: object = None) -> None:
        """Bring somebody back; Refused where somebody else has taken their name meanwhile."""
        self._refuse_namesake(self.get(person_id).name, but=person_id)
        self._set(person_id, {"deleted_at": None}, source)

    def put_back(self, before: Person, *, source: object = None) -> None:
        """Let a person be exactly as they were, to undo what was done since.

        Refused where somebody else has their name or a key of theirs by now.
        """
        self._refuse_twins(before.age_recipient, before.signing_key, but=before.id)
        if before.deleted_at is None:
            self._refuse_namesake(before.name, but=before.id)
        changed, deleted, seen = before.changed, before.deleted_at, before.verified_at
        with self._changes.write(Kind.PERSON, source=source):
            values: dict[str, object] = {
                "name": before.name,
                "role": before.role.value,
                "age_recipient": before.age_recipient,
                "signing_key": before.signing_key,
                "verified_at": stamp(seen) if seen else None,
                "deleted_at": stamp(deleted) if deleted else None,
                "changed_age": changed.age_recipient if changed else None,
                "changed_key": changed.signing_key if changed else None,
                "changed_at": stamp(changed.came_at) if changed else None,
                "tag_id": self._tag_id(before.id, before.tag),
            }
            self._set(before.id, values, source)

    def last_shared(self) -> dict[str, dt.datetime]:
        """Return when something was sealed last for each person (their ids) it ever was for."""
        rows = self._all(
            """SELECT w.party_id, max(s.sealed_at) FROM share_party AS w
            JOIN share AS s ON s.id = w.share_id WHERE s.state <> 'draft' GROUP BY w.party_id"""
        )
        return {person_id: moment(at) for person_id, at in rows}

    def _tag_id(self, person_id: str, tag: str | None) -> str | None:
        """Return the id of a tag, made if it is new; the one they had goes if nothing else has it."""
        tag_id = None
        if tag is not None:
            name = tags.tag(tag)
            self._write("INSERT OR IGNORE INTO tag(id, name) VALUES(?, ?)", new_id(), name)
            ((tag_id,),) = self._all("SELECT id FROM tag WHERE name = ?", name)
        ((had,),) = self._all("SELECT tag_id FROM party WHERE id = ?", person_id)
        if had is not None and had != tag_id:
            self._write("UPDATE party SET tag_id = NULL WHERE id = ?", person_id)
            self._tags.sweep([had])
        return tag_id

    def _refuse_twins(
        self, age_recipient: str | None, signing_key: bytes | None, but: str = ""
    ) -> None:
        found = []
        if signing_key is not None:
            found += [self.by_key(signing_key), self.by_new_key(signing_key)]
        if age_recipient is not None:
            found += [self.by_recipient(age_recipient), self._found("p.changed_age = ?", age_recipient)]  # fmt: skip
        twin = next((one for one in found if one is not None and one.id != but), None)
        if twin is not None:
            raise Refused(f"This key is known already: it belongs to {twin.name}.")
