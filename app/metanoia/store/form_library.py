"""The forms that ship with the app: one file each, so that a new one needs no code."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from metanoia import resources
from metanoia.domain.form_files import FormBroken, form_in
from metanoia.domain.forms import Form

_LIMIT = 256_000  # bytes


class Loaded(NamedTuple):
    """The forms by their key, and a sentence for each file that holds none."""

    forms: Mapping[str, Form]
    problems: tuple[str, ...]


def library() -> Mapping[str, Form]:
    """Return every form by its key, in the order of their files."""
    return _shipped().forms


def problems() -> tuple[str, ...]:
    """Return what is wrong with files that cannot be used, a sentence each."""
    return _shipped().problems


def load(folder: Path) -> Loaded:
    """Read every form of a folder; a broken file keeps none of the others from being read."""
    forms: dict[str, Form] = {}
    wrong = []
    for file in sorted(folder.glob("*.json")):
        try:
            forms[file.stem] = form_in(_text(file), file.stem)
        except FormBroken as error:
            wrong.append(f"The form {file.name} cannot be used: {error}.")
    return Loaded(MappingProxyType(forms), tuple(wrong))


def _text(file: Path) -> str:
    try:
        data = file.read_bytes()
        if len(data) > _LIMIT:
            raise FormBroken("it is too long")
        return data.decode()
    except (OSError, UnicodeDecodeError):
        raise FormBroken("it cannot be read as text") from None


@functools.cache
def _shipped() -> Loaded:
    return load(resources.path("forms"))
