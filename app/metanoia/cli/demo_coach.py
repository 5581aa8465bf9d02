"""The steps of metanoia demo that have to do with the coach: met, shared with, heard, answered."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from metanoia.cli import lived
from metanoia.domain.errors import DemonstrationFailed

if TYPE_CHECKING:
    from metanoia.domain.clients import WholeShare
    from metanoia.domain.entries import Entry
    from metanoia.domain.goals import GoalId
    from metanoia.domain.learning_targets import TargetId
    from metanoia.domain.people import Person, Role
    from metanoia.domain.replies import Comment
    from metanoia.domain.shares import OpenedShare
    from metanoia.journal import Journal

QUESTION = "How does the lake look when the heron is loud?"
TARGET = "Sit still until the heron has left"
NOTE = "Ask about the family next time."
_ANSWER = "I have never heard it loud."
_QUOTED = 24  # characters
_NAME = "The coach"
_WRITER = "Mara"


class Coaching:
    """A coach with a journal of their own, and what goes to and fro with ``journal``."""

    def __init__(self, place: Path, journal: Journal) -> None:
        self._place = place
        self._journal = journal
        self.sealed = place / "share.metanoia"
        self.chosen: tuple[Entry, ...] = ()

    def meet(self) -> tuple[Journal, str]:
        """Make the coach's journal; each side keeps the contact card of the other."""
        from metanoia.domain.people import Role
        from metanoia.journal import Journal
        from metanoia.vault import words

        self.coach, _ = Journal.create(self._place / "coach", words.generate(6), name=_NAME)
        try:
            self._reader = _introduce(self.coach, _NAME, self._journal, Role.COACH)
            self._client = _introduce(self._journal, _WRITER, self.coach, Role.CLIENT)
        except BaseException:
            self.coach.close()
            raise
        return self.coach, "made a coach with a journal of their own; each keeps the other's card"

    def seal(self, chosen: tuple[Entry, ...], goal: GoalId) -> tuple[None, str]:
        """Share these entries, a goal and a learning target that is proposed."""
        from metanoia.domain.learning_targets import wording
        from metanoia.domain.shared_things import Tick
        from metanoia.domain.shares import ShareRequest
        from metanoia.exchange import seal

        self.chosen = chosen
        words = wording(TARGET, "It left three times before I did", None)
        self._target: TargetId = self._journal.targets.propose(words, party=self._reader.id).id
        request = ShareRequest(
            entries=tuple(one.id for one in chosen),
            things=(
                Tick("goal", goal, frozenset({"words", "chart"})),
                Tick("target", self._target),
            ),
            sender=_WRITER,
            readers=(self._reader.id,),
            consent=self._agree(),
        )
        checked = seal.check(self._journal, request)
        to = seal.ForKeys((self.coach.identity.get().age_recipient,))
        sealed = seal.seal(self._journal, checked, to, self.sealed)
        _expect(self.sealed.stat().st_size == sealed.size, "the sealed file is not whole")
        return None, f"checked and sealed a share for the coach: {checked.summary}"

    def read(self) -> tuple[WholeShare, str]:
        """Open the share as the coach."""
        from metanoia.exchange.contact import fingerprint
        from metanoia.exchange.desk import open_whole

        whole = open_whole(self.sealed, identity=self.coach.identity.get(), known=self.coach.people)
        share = whole.share
        read = {entry.id: entry.title for entry in share.entries}
        _expect(read == {entry.id: entry.title for entry in self.chosen}, "the share differs")
        own = self._journal.identity.get()
        signed = share.sender_fingerprint == fingerprint(own.age_recipient, own.signing_key)
        _expect(signed and share.verified == "known", "the signature is somebody else's")
        return whole, f"the coach opened it and knows whose it is: {share.sender_fingerprint}"

    def reply(self, whole: WholeShare) -> tuple[bytes, str]:
        """Keep the share at the desk, ask something of its words, agree to the target, seal a reply."""
        from metanoia.exchange import client_desk, desk

        clients, person, share_id = self.coach.clients, self._client.id, whole.share.id
        _expect(clients.keep(*whole, person).new, "the share was not kept")
        share = client_desk.opened(clients, person, share_id)
        draft = clients.draft(person, share_id)
        clients.save_draft(
            person, share_id, dataclasses.replace(draft, comments=(_question(share),))
        )
        clients.say(person, share_id, self._target, "agree")
        clients.add_note(person, NOTE, share=share_id)
        sealed = client_desk.seal(
            clients, person, share, clients.draft(person, share_id),
            name=_NAME, identity=self.coach.identity.get(),
        )  # fmt: skip
        file = self._place / "reply.metanoia-reply"
        file.write_bytes(sealed)
        return desk.contents(file), "the coach kept it, asked a question, and agreed to the target"

    def bring_in(self, sealed: bytes) -> tuple[None, str]:
        """Bring the reply in, twice; answer the question that it asks."""
        from metanoia.exchange import reply

        replies = self._journal.replies
        waiting = replies.count_open
        opened, taken = reply.bring_in(self._journal, sealed)
        _expect(opened.party == self._reader.id, "the reply is somebody else's")
        _expect((taken.new, taken.targets) == (1, 1), "the reply did not come in whole")
        again = reply.bring_in(self._journal, sealed)[1]
        _expect((again.new, again.same) == (0, 1), "the reply came in twice")
        (there,) = [
            one for one in self.coach.clients.targets(self._client.id) if one.id == self._target
        ]
        here = self._journal.targets.get(self._target).standing
        agreed = here.state == "agreed" and here == there.standing
        _expect(agreed, "the learning target was not agreed in the same words")
        (asked,) = opened.reply.comments
        replies.answer(asked.id, _ANSWER)
        _expect(replies.count_open == waiting, "the question was not answered")
        return None, "brought the reply in beside the words; answered it; the target is agreed"

    def _agree(self) -> str:
        from metanoia.domain.consents import Agreed

        until = lived.today(self._journal) + dt.timedelta(days=30)
        agreed = Agreed(purpose="To look at one assumption together", ends_on=until, keep_days=30)
        return self._journal.consents.agree(agreed, (self._reader.id,)).id


def _introduce(whose: Journal, name: str, to: Journal, role: Role) -> Person:
    """Let ``to`` keep the owner of a journal by the text of their contact card."""
    from metanoia.exchange import contact

    own = whose.identity.get()
    given = contact.as_text(
        contact.ContactCard(name=name, age_recipient=own.age_recipient, signing_key=own.signing_key)
    )
    card = contact.parse(given)
    person = to.people.add(card.name, role, card.age_recipient, card.signing_key)
    to.people.mark_verified(person.id)
    return to.people.get(person.id)


def _question(share: OpenedShare) -> Comment:
    """Return a question on the first words of the first entry of a share."""
    from metanoia.domain.replies import Comment, CommentKind
    from metanoia.text import anchors

    entry = share.entries[0]
    return Comment(
        id=str(uuid.uuid4()),
        item=("entry", str(entry.id)),
        kind=CommentKind.QUESTION,
        body=QUESTION,
        field="body",
        selector=anchors.select(entry.body, 0, _QUOTED),
    )


def _expect(worked: bool, otherwise: str) -> None:
    if not worked:
        raise DemonstrationFailed(otherwise)
