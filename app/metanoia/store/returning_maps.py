"""Bringing back maps that left with an export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from metanoia.domain.map_wholes import WholeMap
from metanoia.domain.maps import Variable
from metanoia.store import driver
from metanoia.store.changes import Changes
from metanoia.store.insertion import Insertion, columns
from metanoia.store.maps import Maps
from metanoia.store.returning_mastery import Came


class ReturningMaps(Insertion):
    """What comes back; ``own`` gives the id that a metric of the export has here."""

    def __init__(
        self,
        connection: driver.Connection,
        changes: Changes,
        own: Callable[[str, str], str],
    ) -> None:
        super().__init__(connection, changes)
        self._own = own
        self._maps = Maps(connection, changes)

    def insert(self, whole: WholeMap) -> Came:
        """Write it, inside a write block, after all that it may name; return what came.

        A measure, metric or assumption that is not there is not named.
        """
        one = whole.thing
        self._put(
            "map",
            **columns(one, "id title question horizon_days"),
            **columns(whole, "created_at updated_at"),
        )
        variables = tuple(self._fed(variable) for variable in one.variables)
        self._maps.hang(replace(one, variables=variables))
        return (("map", one.id),)

    def _fed(self, one: Variable) -> Variable:
        return replace(one, metric=self._own("metric", one.metric)) if one.metric else one
