"""How a person stands in the database."""

from __future__ import annotations

from typing import Final

from metanoia.domain.people import NewKeys, Person, Role
from metanoia.store.part import Row, moment, moment_or_none

FOUND: Final = """SELECT p.id, p.name, p.role, p.age_recipient, p.signing_key, p.created_at,
    p.verified_at, p.deleted_at, p.changed_age, p.changed_key, p.changed_at, t.name
    FROM party AS p LEFT JOIN tag AS t ON t.id = p.tag_id"""
ALL: Final = f"{FOUND} WHERE p.deleted_at IS NULL ORDER BY p.name COLLATE NOCASE, p.id"


def person_of(row: Row) -> Person:
    """Return the person that a row of ``FOUND`` says."""
    person_id, name, role, age_recipient, signing_key, created, verified, deleted = row[:8]
    changed_age, changed_key, changed_at, tag = row[8:]
    changed = None
    if changed_at is not None:
        changed = NewKeys(
            age_recipient=changed_age,
            signing_key=bytes(changed_key),
            came_at=moment(changed_at),
        )
    return Person(
        id=person_id,
        name=name,
        role=Role(role),
        age_recipient=age_recipient,
        signing_key=None if signing_key is None else bytes(signing_key),
        created_at=moment(created),
        verified_at=moment_or_none(verified),
        deleted_at=moment_or_none(deleted),
        changed=changed,
        tag=tag,
    )
