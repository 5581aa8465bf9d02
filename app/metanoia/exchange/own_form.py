"""The form and the answers of an exported entry, read back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from metanoia.domain.answers import FilledForm
from metanoia.domain.errors import Refused
from metanoia.domain.form_rows import from_json
from metanoia.domain.form_text import as_markdown
from metanoia.store.form_library import library

_FREELY = "its text came in as a free entry"


def form_in(fields: Mapping[str, Any]) -> tuple[FilledForm | None, str]:
    """Return the filled form that exported fields hold, and what is wrong with it, if anything.

    What cannot be used is None: then the entry is a free one, and the sentence says why.
    """
    if "form" not in fields and "answers" not in fields:
        return None, ""
    try:
        key, version = fields["form"]["key"], int(fields["form"]["version"])
        form = library().get(key)
        if form is None:
            return None, f"It was written with a form that is not known here; {_FREELY}."
        if not 1 <= version <= 10_000:
            raise ValueError
        values = from_json(form.all_fields, fields.get("answers", {}))
    except Refused as error:
        return None, f"Its answers cannot be used: {error} So {_FREELY}."
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return None, f"Its form cannot be understood (“form”, “answers”); {_FREELY}."
    return FilledForm(key, version, values), ""


def may_be_private(fields: Mapping[str, Any]) -> bool:
    """Tell whether the form that exported fields name keeps out of shares, or cannot be known to leave."""
    named = fields.get("form")
    key = named.get("key") if isinstance(named, Mapping) else None
    form = library().get(key) if isinstance(key, str) else None
    return form is None or form.never_share


def differs(filled: FilledForm, body: str) -> str:
    """Return a sentence if a text says something else than the answers of this version of its form."""
    form = library()[filled.key]
    if not body or form.version != filled.version or as_markdown(form, filled.values) == body:
        return ""
    return "Its text was changed apart from its answers; it is made of them anew when they change."
