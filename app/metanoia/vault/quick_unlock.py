"""A journal's key behind a short PIN: in memory alone, sealed, for a few tries and some hours."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable

from metanoia.domain.errors import QuickUnlockOver, Refused, WrongPin
from metanoia.vault import scrypt_age
from metanoia.vault.vault import RawKey

SHORTEST, LONGEST = 4, 16
TRIES = 5
HOURS = 12
LOG_N = 15  # a quarter of a second

_IN_A_ROW = "01234567890 9876543210 abcdefghijklmnopqrstuvwxyz qwertyuiop"


def check_pin(text: str) -> str:
    """Return the PIN as it is compared; Refused for one that is too short, too long or too plain."""
    pin = unicodedata.normalize("NFC", text).strip()
    if not SHORTEST <= len(pin) <= LONGEST:
        raise Refused("A PIN has four to eight digits, or is a short word.")
    if len(set(pin)) < 3 or pin.casefold() in _IN_A_ROW:
        raise Refused("That PIN is the first that somebody would try. Choose another.")
    return pin


def elapsed() -> float:
    """Return seconds that go on in sleep too, where the system tells them."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


class QuickUnlock:
    """One sealed key; nothing of it is ever written to disk."""

    def __init__(
        self,
        key: bytes,
        pin: str,
        *,
        log_n: int = LOG_N,
        clock: Callable[[], float] = elapsed,
    ) -> None:
        """Seal ``key`` (32 bytes) with ``pin``, in about a quarter of a second. Refused."""
        self._sealed = scrypt_age.encrypt(key, check_pin(pin), log_n)
        self._clock = clock
        self._until = clock() + HOURS * 3600
        self._tries = TRIES

    @property
    def tries(self) -> int:
        """How many wrong tries are left; 0 once it is over."""
        if self._clock() >= self._until:
            self.forget()
        return self._tries

    def open(self, pin: str) -> RawKey:
        """Return the key, and give all tries back; WrongPin, or QuickUnlockOver after the last."""
        if not self.tries:
            raise QuickUnlockOver
        self._tries -= 1  # first, so that no fault makes a try free
        sealed = self._sealed
        try:
            key = scrypt_age.decrypt(sealed, unicodedata.normalize("NFC", pin).strip() or " ")
        except scrypt_age.AgeError:
            if not self._tries:
                self.forget()
                raise QuickUnlockOver from None
            raise WrongPin(self._tries) from None
        self._tries = TRIES
        return RawKey(key)

    def forget(self) -> None:
        """Drop the sealed key; only the passphrase opens from now on."""
        self._sealed, self._tries = b"", 0
