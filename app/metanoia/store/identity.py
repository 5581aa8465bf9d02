"""Who the journal's owner is to others: an age identity and a signing key, made with the journal."""

from __future__ import annotations

from metanoia.domain.errors import JournalDamaged
from metanoia.domain.kinds import Kind
from metanoia.domain.people import Identity
from metanoia.store.part import Part, moment, now, stamp


class Identities(Part):
    """The one identity of this journal."""

    def get(self) -> Identity:
        """Return the identity; JournalDamaged if the journal has lost it."""
        row = self._one(
            "SELECT age_secret, age_recipient, signing_seed, signing_key, made_at FROM identity"
        )
        if row is None:
            raise JournalDamaged("its sharing keys are missing")
        age_secret, age_recipient, signing_seed, signing_key, made_at = row
        return Identity(
            age_secret=age_secret,
            age_recipient=age_recipient,
            signing_seed=bytes(signing_seed),
            signing_key=bytes(signing_key),
            made_at=moment(made_at),
        )

    def create(self) -> Identity:
        """Make the identity of a new journal and return it."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from pyrage import x25519

        age = x25519.Identity.generate()
        signing = Ed25519PrivateKey.generate()
        with self._changes.write(Kind.META):
            self._write(
                "INSERT INTO identity VALUES(1, ?, ?, ?, ?, ?)",
                str(age),
                str(age.to_public()),
                signing.private_bytes_raw(),
                signing.public_key().public_bytes_raw(),
                stamp(now()),
            )
        return self.get()
