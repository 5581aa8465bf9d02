"""What is agreed with readers, until when, and that it can end."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from metanoia.domain.consents import Agreed
from metanoia.domain.errors import NotFound, Refused
from metanoia.store.consents import ALL, Consents
from metanoia.store.people import People

TODAY = dt.date(2026, 3, 12)
TERMS = Agreed(purpose="  To prepare   19 March ", ends_on=dt.date(2026, 6, 30), keep_days=90)


@pytest.fixture
def readers(store):
    return [store.part(People).add(name, "coach").id for name in ("Ingrid", "Tomas")]


def test_an_agreement_holds_for_its_people_until_its_day(store, readers):
    consents = store.part(Consents)
    made = consents.agree(TERMS, readers, TODAY)
    assert made.agreed.purpose == "To prepare 19 March"
    assert made.parties == tuple(sorted(readers))
    assert made.starts_on == TODAY
    assert made.refusal(dt.date(2026, 6, 30)) is None
    assert "30 June 2026" in made.refusal(dt.date(2026, 7, 1))
    assert consents.latest(reversed(readers)) == made
    assert consents.latest(readers[:1]) is None


def test_the_same_terms_once_more_are_the_same_agreement(store, readers):
    consents = store.part(Consents)
    first = consents.agree(TERMS, readers, TODAY)
    assert consents.agree(TERMS, [*readers, readers[0]], TODAY) == first
    other = consents.agree(Agreed(purpose="More", ends_on=TERMS.ends_on), readers, TODAY)
    assert consents.all() == [other, first]
    assert consents.latest(readers) == other


def test_an_ended_agreement_lets_nothing_be_sealed(store, readers):
    consents = store.part(Consents)
    made = consents.agree(TERMS, readers, TODAY)
    consents.end(made.id)
    assert "ended this agreement" in consents.get(made.id).refusal(TODAY)
    again = consents.agree(TERMS, readers, TODAY)
    assert again.id != made.id
    assert again.refusal(TODAY) is None


@pytest.mark.parametrize(("purpose", "keep"), [("  ", 90), ("x" * 301, 90), ("x", 0), ("x", 3651)])
def test_terms_that_say_nothing_or_too_much_are_refused(purpose, keep):
    with pytest.raises(Refused):
        Agreed(purpose=purpose, ends_on=TERMS.ends_on, keep_days=keep)


def test_an_unknown_agreement_is_not_found(store):
    with pytest.raises(NotFound):
        store.part(Consents).get("x")


def test_however_many_agreements_there_are_they_are_asked_for_once(store, readers, monkeypatch):
    consents = store.part(Consents)
    for days in (10, 20, 30):
        consents.agree(dataclasses.replace(TERMS, keep_days=days), readers, TODAY)
    asked = []
    plainly = Consents._all
    monkeypatch.setattr(
        Consents, "_all", lambda self, *sql: asked.append(sql) or plainly(self, *sql)
    )
    assert [one.parties for one in consents.all()] == [tuple(sorted(readers))] * 3
    assert len(asked) == 1
    plan = [row[3] for row in store.connection.execute(f"EXPLAIN QUERY PLAN {ALL}")]
    assert not [step for step in plan if step.startswith("SCAN consent_party")], plan
