"""The list of hidden names on a real encrypted file."""

from __future__ import annotations

from metanoia.domain.private_terms import PrivateTerm
from metanoia.store.private_terms import PrivateTerms

SAM, LENA = PrivateTerm("Sam"), PrivateTerm("Lena", "a colleague")


def test_the_list_is_kept_whole_and_in_its_order(store):
    terms = store.part(PrivateTerms)
    assert terms.all() == ()
    terms.keep([LENA, SAM])
    assert terms.all() == (LENA, SAM)
    terms.keep([SAM])
    assert terms.all() == (SAM,)
    terms.keep([])
    assert terms.all() == ()


def test_the_same_list_is_no_change(store):
    terms = store.part(PrivateTerms)
    terms.keep([SAM])
    before = store.commits
    terms.keep((SAM,))
    assert store.commits == before
