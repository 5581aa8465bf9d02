"""The list of names that are hidden from readers of a share."""

from __future__ import annotations

from collections.abc import Sequence

from metanoia.domain.kinds import Kind
from metanoia.domain.private_terms import PrivateTerm
from metanoia.store.part import Part


class PrivateTerms(Part):
    """The names and what stands in their place, in the order of the list."""

    def all(self) -> tuple[PrivateTerm, ...]:
        """Return the list."""
        rows = self._all("SELECT term, replacement FROM private_term ORDER BY ord")
        return tuple(PrivateTerm(term, replacement) for term, replacement in rows)

    def keep(self, terms: Sequence[PrivateTerm], *, source: object = None) -> None:
        """Keep ``terms`` as the whole list, in one change; nothing is written if it is the same."""
        if tuple(terms) == self.all():
            return
        with self._changes.write(Kind.SHARE, source=source):
            self._write("DELETE FROM private_term")
            for place, one in enumerate(terms, 1):
                self._write(
                    "INSERT INTO private_term VALUES(?, ?, ?)", place, one.term, one.replacement
                )
