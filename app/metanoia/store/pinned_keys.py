"""Contact cards coming in: the first use pins the keys, and others wait until they are confirmed."""

from __future__ import annotations

import json
from typing import Final

from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.people import (
    Card,
    NewKeys,
    Person,
    Role,
    TakenCard,
    person_name,
    same_name,
)
from metanoia.store.part import Part, new_id, now, stamp
from metanoia.store.person_rows import ALL, FOUND, person_of

_FORMER: Final = "former_keys"  # of meta: {age recipient: id of whose it was}


class PinnedKeys(Part):
    """Whose keys are known; nobody takes another's place by bearing their name."""

    def get(self, person_id: str) -> Person:
        """Return a person, removed ones too; NotFound if there is none."""
        found = self._found("p.id = ?", person_id)
        if found is None:
            raise NotFound("That person is not in this journal.")
        return found

    def all(self) -> list[Person]:
        """Return everybody who was not removed, by name."""
        return [person_of(row) for row in self._all(ALL)]

    def by_key(self, signing_key: bytes) -> Person | None:
        """Return whose signing key (32 bytes) this is, also of somebody who was removed."""
        return self._found("p.signing_key = ?", signing_key)

    def by_recipient(self, age_recipient: str) -> Person | None:
        """Return who opens what is sealed for this age recipient, also somebody who was removed."""
        return self._found("p.age_recipient = ?", age_recipient)

    def by_new_key(self, signing_key: bytes) -> Person | None:
        """Return under whose name this signing key came, where it waits to be confirmed."""
        return self._found("p.changed_key = ?", signing_key)

    def take_card(
        self,
        card: Card,
        role: Role | str,
        *,
        name: str = "",
        person_id: str | None = None,
        source: object = None,
    ) -> TakenCard:
        """Take a contact card in; ``name`` stands for the one on the card.

        It is the card of ``person_id`` if that is said, else of whoever has one of its keys, else of
        whoever bears its name. A new name pins the keys; keys that are known change nothing; other
        keys of a known person wait beside the old ones. Refused for one's own card, and for keys that
        are somebody else's.
        """
        name = person_name(name or card.name)
        self._refuse_own(card)
        person = self._holder(card)
        if person_id is not None:
            if person is not None and person.id != person_id:
                raise Refused(f"These are the keys of {person.name}. Ask for the card again.")
            person = self.get(person_id)
        person = person or self._namesake(name)
        if person is None:
            made = self._pin(name, Role(role), card.age_recipient, card.signing_key, source)
            return TakenCard(made, "new")
        return self._come_again(person, card, source)

    def confirm_change(self, person_id: str, *, source: object = None) -> Person:
        """Let the new keys be the person's, compared just now; Refused where none wait."""
        person, new = self._changed(person_id)
        former = self._former()
        if person.age_recipient is not None and person.age_recipient != new.age_recipient:
            former[person.age_recipient] = person.id
        with self._changes.write(Kind.PERSON, source=source):
            self._write("INSERT OR REPLACE INTO meta VALUES(?, ?)", _FORMER, json.dumps(former))
            self._write(
                """UPDATE party SET age_recipient = changed_age, signing_key = changed_key,
                changed_age = NULL, changed_key = NULL, changed_at = NULL, verified_at = ?,
                updated_at = ?, rev = rev + 1 WHERE id = ?""",
                *(stamp(now()), stamp(now()), person_id),
            )
        return self.get(person_id)

    def dismiss_change(self, person_id: str, *, source: object = None) -> Person:
        """Keep the old keys and forget the new ones; Refused where none wait."""
        self._changed(person_id)
        with self._changes.write(Kind.PERSON, source=source):
            self._write(
                """UPDATE party SET changed_age = NULL, changed_key = NULL, changed_at = NULL,
                updated_at = ?, rev = rev + 1 WHERE id = ?""",
                *(stamp(now()), person_id),
            )
        return self.get(person_id)

    def refusal(self, age_recipient: str) -> str | None:
        """Return why nothing may be sealed for this age recipient, whoever asks; None if it may."""
        person = self.by_recipient(age_recipient)
        if person is not None:
            return person.refusal() if person.changed else None
        waiting = self._found("p.changed_age = ?", age_recipient)
        if waiting is not None:
            return waiting.refusal()
        owner = self._former().get(age_recipient)
        if owner is None:
            return None
        return f"This is a former key of {self.get(owner).name}. Seal for the one they have now."

    # -- what a card meets

    def _holder(self, card: Card) -> Person | None:
        """Return whose keys are on the card, be it one of them; Refused if they are two people's."""
        by_key, by_age = self.by_key(card.signing_key), self.by_recipient(card.age_recipient)
        waiting = self.by_new_key(card.signing_key)
        waiting = waiting or self._found("p.changed_age = ?", card.age_recipient)
        found = [person for person in (by_key, by_age, waiting) if person is not None]
        if len({person.id for person in found}) > 1:
            names = " and ".join(dict.fromkeys(person.name for person in found))
            raise Refused(f"This card mixes the keys of {names}. Ask for the card again.")
        return found[0] if found else None

    def _namesake(self, name: str, but: str = "") -> Person | None:
        return next(
            (one for one in self.all() if one.id != but and same_name(one.name, name)), None
        )

    def _refuse_namesake(self, name: str, but: str = "") -> None:
        namesake = self._namesake(name, but)
        if namesake is not None:
            raise Refused(
                f"You know somebody by the name {namesake.name}. Add what tells them apart."
            )

    def _come_again(self, person: Person, card: Card, source: object) -> TakenCard:
        keys = (card.age_recipient, card.signing_key)
        if person.deleted_at is not None:
            self._refuse_namesake(person.name, but=person.id)
        if keys == (person.age_recipient, person.signing_key):
            if person.deleted_at is None:
                return TakenCard(person, "same")
            self._set(person.id, {"deleted_at": None}, source)
            return TakenCard(self.get(person.id), "back")
        if person.age_recipient is None and person.signing_key is None:
            pinned = dict(zip(("age_recipient", "signing_key"), keys, strict=True))
            self._set(person.id, {**pinned, "deleted_at": None}, source)
            return TakenCard(self.get(person.id), "new")
        waiting = person.changed
        if waiting is None or keys != (waiting.age_recipient, waiting.signing_key):
            came = {"changed_age": keys[0], "changed_key": keys[1], "changed_at": stamp(now())}
            self._set(person.id, {**came, "deleted_at": None}, source)
        return TakenCard(self.get(person.id), "changed")

    def _pin(
        self,
        name: str,
        role: Role,
        age_recipient: str | None,
        signing_key: bytes | None,
        source: object,
    ) -> Person:
        person_id, at = new_id(), stamp(now())
        with self._changes.write(Kind.PERSON, source=source):
            self._write(
                """INSERT INTO party(id, created_at, updated_at, name, role, age_recipient, signing_key)
                VALUES(?, ?, ?, ?, ?, ?, ?)""",
                *(person_id, at, at, name, role.value, age_recipient, signing_key),
            )
        return self.get(person_id)

    def _refuse_own(self, card: Card) -> None:
        own = self._one(
            "SELECT 1 FROM identity WHERE age_recipient = ? OR signing_key = ?",
            *(card.age_recipient, card.signing_key),
        )
        if own is not None:
            raise Refused("This is your own card. Take in theirs.")

    # -- rows

    def _changed(self, person_id: str) -> tuple[Person, NewKeys]:
        person = self.get(person_id)
        if person.changed is None:
            raise Refused(f"No other keys of {person.name} wait to be compared.")
        return person, person.changed

    def _former(self) -> dict[str, str]:
        row = self._one("SELECT value FROM meta WHERE key = ?", _FORMER)
        found: dict[str, str] = json.loads(row[0]) if row else {}
        return found

    def _found(self, where: str, value: object) -> Person | None:
        row = self._one(f"{FOUND} WHERE {where}", value)
        return None if row is None else person_of(row)

    def _set(self, person_id: str, values: dict[str, object], source: object) -> None:
        named = ", ".join(f"{column} = ?" for column in values)
        with self._changes.write(Kind.PERSON, source=source):
            self._write(
                f"UPDATE party SET {named}, updated_at = ?, rev = rev + 1 WHERE id = ?",
                *(*values.values(), stamp(now()), person_id),
            )
