"""The caseload of 20 clients with 12 shares each, against the bare statements; 50 ms at most when warm."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys
import tempfile
from pathlib import Path

import common

sys.path.insert(0, str(Path(__file__).parents[1]))

import clients as made
from journals import new_journal
from metanoia.domain.people import Role
from metanoia.journal import Journal
from metanoia.store.caseload import COMPARED
from metanoia.store.client_replies import QUESTIONS
from metanoia.store.client_shares import LISTED
from metanoia.store.client_targets import EVENTS

CLIENTS, SHARES, THINGS, QUESTIONS_EACH = 20, 12, 30, 4
TODAY = dt.date(2026, 3, 2)


def measure(sizes: list[int]) -> list[common.Ratio]:
    """List the clients again and again, as the desk does after each change."""
    with tempfile.TemporaryDirectory() as place, new_journal(Path(place) / "journal") as journal:
        _fill(journal)
        people = [person.id for person in journal.clients.people()]

        def bare() -> None:
            for person in people:
                file = journal.clients._file(person)
                rows = [file.all(sql) for sql in (LISTED, QUESTIONS, EVENTS)]
                file.one(COMPARED, rows[0][0][0], rows[0][1][0])

        rows = f"caseload of {CLIENTS} x {SHARES}, to its statements"
        anew = [lambda: _anew(journal)] * 20
        again = [lambda: journal.clients.caseload(TODAY)] * 20
        return [
            common.paired("CL", rows, CLIENTS, anew, [bare] * 20),
            common.paired("CL", "the same, nothing changed", CLIENTS, again, [bare] * 20),
            common.paired("CL", "caseload, first time", CLIENTS, [lambda: _cold(journal)] * 5, [bare] * 5),
        ]  # fmt: skip


def _anew(journal: Journal) -> None:
    journal.clients._rows.clear()
    journal.clients.caseload(TODAY)


def _cold(journal: Journal) -> None:
    journal.clients.close()
    journal.clients.caseload(TODAY)


def _fill(journal: Journal) -> None:
    for c in range(CLIENTS):
        key = bytes(31) + bytes([c])
        person = journal.people.add(f"Client {c}", Role.CLIENT, None, key)
        for n in range(1, SHARES + 1):
            things = tuple(
                made.thing(
                    "goal", t, {"state": "active", "n": n // (t + 1)}, {"title": f"Goal {t}"}
                )
                for t in range(THINGS)
            )
            events = tuple(made.event(e, "journaler", "propose") for e in range(1, n + 1))
            share = made.share(n, key=key, things=things, target_events=events)
            journal.clients.keep(*made.whole(share), person.id)
            words = tuple(made.comment(10 * n + q) for q in range(QUESTIONS_EACH))
            draft = dataclasses.replace(journal.clients.draft(person.id, share.id), comments=words)
            journal.clients.sent(person.id, share.id, draft, b"sealed")
