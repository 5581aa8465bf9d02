from __future__ import annotations

import pytest

from metanoia import resources
from metanoia.vault import words


def test_the_list_is_the_effs_large_one():
    assert len(words.listed()) == len(set(words.listed())) == 7776
    assert (words.listed()[0], words.listed()[-1]) == ("abacus", "zoom")
    assert "CC BY 3.0" in resources.path("licenses/eff_large_wordlist.txt").read_text()


@pytest.mark.parametrize("count", [1, 6])
def test_words_are_drawn_from_it(count):
    drawn = words.generate(count).split(" ")
    assert len(drawn) == count
    assert set(drawn) <= set(words.listed())


def test_each_draw_is_another():
    assert len({words.generate(5) for _ in range(50)}) == 50


def test_no_words_make_no_passphrase():
    with pytest.raises(ValueError, match="at least one"):
        words.generate(0)
