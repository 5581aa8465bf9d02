"""What is agreed with readers, until when, and that it can end."""

from __future__ import annotations

import datetime as dt

import pytest

from metanoia.domain.consents import Agreed
from metanoia.domain.errors import NotFound, Refused
from metanoia.store.consents import Consents
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
