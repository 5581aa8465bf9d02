"""A journaler and a coach, each with a journal of their own, and all that goes to and fro between them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import uuid
from pathlib import Path

from PIL import Image

from journals import new_journal
from metanoia.domain.assumptions import NewAssumption
from metanoia.domain.consents import Agreed
from metanoia.domain.goals import NewCheckIn, NewGoal
from metanoia.domain.learning_targets import wording
from metanoia.domain.people import Person, Role
from metanoia.domain.predictions import NewPrediction
from metanoia.domain.private_terms import PrivateTerm
from metanoia.domain.replies import Comment, CommentKind, OpenedReply, Taken
from metanoia.domain.shared_things import PARTS, Tick
from metanoia.domain.shares import OpenedShare, ShareRequest
from metanoia.exchange import (
    bundle_reader,
    client_desk,
    contact,
    desk,
    manifest,
    reply,
    seal,
)
from metanoia.journal import Journal
from metanoia.text.anchors import select
from sharing import make_identity, write

WITHHELD = "saltmarsh heron"  # a passage that no reader may see
FROM_PEER = "frost on the orchard"  # a passage that the second reader may not see
HIDDEN = "Tormodsen"  # a name that no reader may see
PRIVATE = "hornbeam lynx"  # in a note that only the coach sees
SECRETS = (WITHHELD, HIDDEN, PRIVATE)

BODY = (
    f"Nobody said a word, so I did. {HIDDEN} looked away. I thought of the {WITHHELD}, and of the "
    f"{FROM_PEER}. Then we went on."
)
VISION = "They speak before I do."
HELD = "If I wait, they think I do not know"
TODAY = dt.datetime.now().astimezone().date()
OWN_TARGET = wording("Wait ten seconds after each question", "Lena counts them", None)
COACH_TARGET = wording("Ask once before each answer", "Two people notice", None)


def picture() -> bytes:
    """Return a small photo."""
    out = io.BytesIO()
    Image.new("RGB", (12, 9), (120, 140, 90)).save(out, "PNG")
    return out.getvalue()


class RoundTrip:
    """Mara and her coach Ingrid, who know one another by the text of their contact cards."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mara = new_journal(folder / "mara" / "journal", "Mara's journal")
        self.ingrid = new_journal(folder / "ingrid" / "journal", "Ingrid's journal")
        self.coach = _meet(self.mara, _card(self.ingrid, "Ingrid Solheim"), Role.COACH)
        self.client = _meet(self.ingrid, _card(self.mara, "Mara Lind"), Role.CLIENT)
        self._peer = make_identity()
        self.peer = self.mara.people.add(
            "Jo", Role.PEER, self._peer.age_recipient, self._peer.signing_key
        )
        self.mara.people.mark_verified(self.peer.id)

    def close(self) -> None:
        """Close both journals."""
        self.mara.close()
        self.ingrid.close()

    # -- the journaler

    def write(self) -> None:
        """Write down all that is shared, and what of it is not to be seen."""
        mara = self.mara
        self.entries = [
            write(mara, "The silence", BODY, 3),
            write(mara, "Walking", "A slow mile.", 2),
            write(mara, "Monday", f"{HIDDEN} was late.", 1),
        ]
        mara.attachments.add(self.entries[1].id, "lake.png", picture())
        self.goal = mara.goals.add(
            NewGoal(
                title="Speak later", vision=VISION, reality="I fill each gap.",
                started_on=TODAY - dt.timedelta(30),
            )
        ).id  # fmt: skip
        self.look(3, 20)
        self.assumption = mara.assumptions.add(NewAssumption(statement=HELD, confidence=80)).id
        self.value = mara.values.add("Patience", "To let others finish").id
        self.prediction = mara.predictions.add(
            NewPrediction(
                statement="Lena speaks first on Monday", settled_by="I am there", percent=60,
                due_on=TODAY + dt.timedelta(7),
            )
        ).id  # fmt: skip
        self.target = mara.targets.propose(OWN_TARGET, party=self.coach.id, goal=self.goal).id
        for words, reader in ((WITHHELD, None), (FROM_PEER, self.peer.id)):
            start = BODY.index(words)
            passage = select(BODY, start, start + len(words))
            mara.redactions.add(("entry", str(self.entries[0].id)), "body", passage, reader)
        mara.private_terms.keep([PrivateTerm(HIDDEN, "a colleague")])

    def look(self, closeness: int, ago: int) -> None:
        """Look at the goal as many days ago."""
        seen, day = NewCheckIn(closeness=closeness, pull=8), TODAY - dt.timedelta(ago)
        self.mara.goals.check_in(self.goal, seen, date=day, today=TODAY)

    def ticks(self, *only: str) -> tuple[Tick, ...]:
        """Tick the goal with words and chart, the assumption with its line, value, prediction, target."""
        every = (
            Tick("goal", self.goal, frozenset({"words", "chart"})),
            Tick("assumption", self.assumption, frozenset({"line"})),
            Tick("value", self.value, frozenset(PARTS["value"])),
            Tick("prediction", self.prediction),
            Tick("target", self.target),
        )
        return tuple(one for one in every if not only or one.kind in only)

    def seal(self, name: str, readers: tuple[Person, ...], entries, things, note="") -> Path:
        """Agree, check and seal for these people; return the file."""
        ids = tuple(one.id for one in readers)
        until = Agreed(purpose="To wait longer", ends_on=TODAY + dt.timedelta(60), keep_days=30)
        request = ShareRequest(
            entries=tuple(one.id for one in entries), things=tuple(things), sender="Mara",
            cover_note=note, attachments=True, readers=ids,
            consent=self.mara.consents.agree(until, ids).id,
        )  # fmt: skip
        checked = seal.check(self.mara, request)
        assert checked.payload is not None, checked.problems
        to = seal.ForKeys(tuple(one.age_recipient for one in readers), ids)
        return seal.seal(self.mara, checked, to, self.folder / name).file

    def bring_in(self, sealed: bytes) -> tuple[OpenedReply, Taken]:
        """Bring a reply into the journaler's journal."""
        return reply.bring_in(self.mara, sealed)

    # -- the coach

    def keep(self, file: Path):
        """Open a share at the coach's and keep it; return it, and what keeping did."""
        whole = desk.open_whole(file, identity=self.ingrid.identity.get(), known=self.ingrid.people)
        return whole.share, self.ingrid.clients.keep(*whole, self.client.id)

    def comment(self, share: OpenedShare, *said: tuple[tuple[str, str], str, str, str]) -> None:
        """Write questions: on which thing, on which field of it ("" for all), on which words, what."""
        clients, person = self.ingrid.clients, self.client.id
        draft = clients.draft(person, share.id)
        texts = {("entry", str(one.id)): {"body": one.body} for one in share.entries}
        texts |= {(str(one.kind), one.id): dict(one.plain) for one in share.things}
        made = []
        for item, field, quote, body in said:
            text = texts[item].get(field, "")
            start = text.index(quote)
            made.append(
                Comment(
                    id=str(uuid.uuid4()), item=item, kind=CommentKind.QUESTION, body=body,
                    field=field,
                    selector=select(text, start, start + len(quote)) if field else None,
                )
            )  # fmt: skip
        comments = (*draft.comments, *made)
        clients.save_draft(person, share.id, dataclasses.replace(draft, comments=comments))

    def seal_reply(self, share_id: str) -> bytes:
        """Seal what the coach wrote to a share that is kept."""
        clients, person = self.ingrid.clients, self.client.id
        share = client_desk.opened(clients, person, share_id)
        draft = clients.draft(person, share_id)
        return client_desk.seal(
            clients, person, share, draft, name="Ingrid", identity=self.ingrid.identity.get()
        )

    # -- what left, decrypted

    def in_share(self, file: Path, *, peer: bool = False) -> dict[str, bytes]:
        """Return every member of a sealed share, as one of its readers has them."""
        own = self._peer if peer else self.ingrid.identity.get()
        found = bundle_reader.open_with_key(file.read_bytes(), own.age_secret, own.age_recipient)
        return {**found.members, manifest.MANIFEST: found.manifest_json}

    def in_reply(self, sealed: bytes) -> dict[str, bytes]:
        """Return every member of a sealed reply, as the journaler has them."""
        own = self.mara.identity.get()
        found = bundle_reader.open_reply(sealed, own.age_secret, own.age_recipient)
        return {**found.members, manifest.MANIFEST: found.manifest_json}


def _card(journal: Journal, name: str) -> str:
    own = journal.identity.get()
    return contact.as_text(
        contact.ContactCard(name=name, age_recipient=own.age_recipient, signing_key=own.signing_key)
    )


def _meet(journal: Journal, text: str, role: Role) -> Person:
    """Keep somebody by the text of their card, and compare the fingerprint."""
    card = contact.parse(text)
    person = journal.people.add(card.name, role, card.age_recipient, card.signing_key)
    journal.people.mark_verified(person.id)
    return journal.people.get(person.id)
