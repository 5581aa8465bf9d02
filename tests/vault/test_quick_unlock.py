import pytest

from metanoia.domain.errors import QuickUnlockOver, Refused, WrongPin
from metanoia.vault.quick_unlock import HOURS, TRIES, QuickUnlock, check_pin
from metanoia.vault.vault import RawKey

KEY = bytes(range(1, 33))
PIN = "4711"


class Clock:
    def __init__(self):
        self.at = 1000.0

    def __call__(self):
        return self.at


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def sealed(clock):
    return QuickUnlock(KEY, PIN, log_n=2, clock=clock)


def test_the_pin_gives_the_key_as_often_as_it_is_right(sealed):
    for _ in range(TRIES + 2):
        assert sealed.open(PIN) == RawKey(KEY)
    assert sealed.tries == TRIES


def test_five_wrong_tries_end_it_for_good(sealed):
    for left in range(TRIES - 1, 0, -1):
        with pytest.raises(WrongPin, match="left"):
            sealed.open("9999")
        assert sealed.tries == left
    with pytest.raises(QuickUnlockOver):
        sealed.open("9999")
    assert sealed.tries == 0
    with pytest.raises(QuickUnlockOver):
        sealed.open(PIN)


def test_the_last_try_is_told_in_the_singular(sealed):
    for _ in range(TRIES - 2):
        with pytest.raises(WrongPin):
            sealed.open("9999")
    with pytest.raises(WrongPin, match="One try is left"):
        sealed.open("9999")


def test_a_right_pin_gives_all_tries_back(sealed):
    with pytest.raises(WrongPin):
        sealed.open("")
    sealed.open(f" {PIN} ")
    assert sealed.tries == TRIES


def test_it_is_over_after_some_hours_however_often_it_was_used(sealed, clock):
    clock.at += HOURS * 3600 - 1
    sealed.open(PIN)
    clock.at += 1
    assert sealed.tries == 0
    with pytest.raises(QuickUnlockOver):
        sealed.open(PIN)


def test_the_key_lies_in_it_only_sealed(sealed):
    held = b"".join(v for v in vars(sealed).values() if isinstance(v, bytes))
    assert held
    for form in (KEY, KEY.hex().encode(), PIN.encode()):
        assert form not in held
    sealed.forget()
    assert not any(v for v in vars(sealed).values() if isinstance(v, bytes))


@pytest.mark.parametrize("pin", ["4711", "83920174", "Wolke", "zürich", " 4711 "])
def test_a_short_number_or_word_will_do(pin):
    assert check_pin(pin) == pin.strip()


@pytest.mark.parametrize("pin", ["", "471", "    ", "1234", "9876", "0000", "1212", "x" * 17, "qwert", "ABCD"])  # fmt: skip
def test_what_anybody_would_try_first_is_refused(pin):
    with pytest.raises(Refused):
        check_pin(pin)
