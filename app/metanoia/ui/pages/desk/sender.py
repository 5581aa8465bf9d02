"""Whose signature a share bears, as far as this journal knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication

from metanoia.domain.people import same_name
from metanoia.ui import dates

if TYPE_CHECKING:
    from metanoia.domain.people import Person
    from metanoia.domain.shares import OpenedShare
    from metanoia.journal import Journal

State = Literal["yours", "compared", "known", "new", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sealed a share: ``name`` to show, ``person`` if kept, and how sure it is."""

    name: str
    state: State
    person: Person | None

    def sentence(self) -> str:
        """Say it in one line."""
        if self.state == "yours":
            return _tr("You sealed this yourself.")
        if self.state == "compared" and self.person and self.person.verified_at:
            day = dates.medium(self.person.verified_at.astimezone().date())
            return _tr("Key known, fingerprint compared {}").format(day)
        if self.state == "known":
            return _tr("Key known, fingerprint not compared yet")
        if self.state == "changed":
            return _tr("Another key than the one you know")
        if self.state == "removed":
            return _tr("Somebody you removed: compare the fingerprint to keep them again")
        return _tr("New key: compare the fingerprint before you trust the name")

    def warning(self) -> str:
        """Say what to beware of, "" if nothing."""
        if self.state != "changed":
            return ""
        words = _tr(
            "You know {} with another key. Either they made a new journal, or somebody else uses "
            "their name. Ask them by phone before you answer."
        )
        return words.format(self.name)


def sender_of(journal: Journal, share: OpenedShare) -> Sender:
    """Find out whose signature it is: by the key alone, never by the name."""
    if share.sender_key == journal.identity.get().signing_key:
        return Sender(share.sender, "yours", None)
    person = journal.people.by_key(share.sender_key)
    if person is not None:
        state: State = "known" if person.verified_at is None else "compared"
        if person.age_recipient not in (None, share.sender_age):
            state = "changed"
        if person.deleted_at is not None:
            state = "removed"
        return Sender(person.name, state, person)
    waiting = journal.people.by_new_key(share.sender_key)
    if waiting is not None:
        return Sender(waiting.name, "changed", waiting)
    twins = (one.name for one in journal.people.all() if one.signing_key)
    by_address = journal.people.by_recipient(share.sender_age)
    pinned = by_address is not None and by_address.signing_key is not None
    changed = pinned or any(same_name(share.sender, one) for one in twins)
    return Sender(share.sender, "changed" if changed else "new", by_address if pinned else None)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sender", text)
