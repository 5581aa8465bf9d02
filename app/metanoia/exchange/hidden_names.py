"""Names on the journaler's list, replaced in whatever is about to leave."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from metanoia.domain.private_terms import PrivateTerm, comparable
from metanoia.text.composed import told_apart

# dates, captions, the sender, and a map whose words stand below it again: no words of their own
_SAID_BY_THE_PAGE = {"top", "when", "facts", "kind", "end", "label", "chart", "mapped"}
_PICTURE = re.compile(rb'(?<= src=")data:[^"]*')
_VOID = {"br", "hr", "img", "meta", "link", "input"}


class HiddenNames:
    """Hides names in one text after another; who is "Person A" stays so to the end of the share."""

    def __init__(self, terms: Sequence[PrivateTerm]) -> None:
        self._terms = {one.key: one for one in terms}
        names = sorted(self._terms, key=len, reverse=True)  # "Sam Hill" before "Sam"
        spelt = ("\\s+".join(map(re.escape, name.split())) for name in names)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(spelt)})(?!\w)") if names else None
        self._shown: dict[str, str] = {}

    @property
    def hidden(self) -> tuple[tuple[str, str], ...]:
        """Each name that was found so far, and what stands for it, in the order of finding."""
        return tuple((self._terms[key].term, shown) for key, shown in self._shown.items())

    def hide(self, text: str) -> str:
        """Return ``text`` with every whole name replaced, whatever its case, width or hidden signs."""
        out, at = [], 0
        for start, stop, key in self._found(text):
            out += [text[at:start], self._replacement(key)]
            at = stop
        return "".join([*out, text[at:]])

    def only(self, hidden: tuple[tuple[str, str], ...]) -> None:
        """Forget every name that was found since ``hidden`` were all."""
        self._shown = {PrivateTerm(term).key: shown for term, shown in hidden}

    def found_in(self, text: str) -> str | None:
        """Return the first name of the list that stands in ``text``, None if there is none."""
        for _, _, key in self._found(text):
            return self._terms[key].term
        return None

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        if self._pattern is None:
            return
        if not self._pattern.search(comparable(text)):
            return  # as most texts hold none, and to tell where costs much more than to tell whether
        plain, places = told_apart(text, comparable)
        for found in self._pattern.finditer(plain):
            key = " ".join(found[0].split())
            yield places[found.start()][0], places[found.end() - 1][1], key

    def _replacement(self, key: str) -> str:
        own = self._terms[key].replacement
        if key not in self._shown:
            lettered = sum(1 for one in self._shown if not self._terms[one].replacement)
            self._shown[key] = own or f"Person {_letters(lettered)}"
        return self._shown[key]


def words_of_page(page: bytes) -> str:
    """Return the words of a share's index.html that come from the journal, as a reader sees them."""
    words = _Words()
    words.feed(_PICTURE.sub(b"", page).decode())  # megabytes without a word
    words.close()
    return "".join(words.found)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._open: list[bool] = []  # of each open element, whether the page speaks in it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.found += [
                " ",
                *(f" {value} " for name, value in attrs if name in ("alt", "title") and value),
            ]
            return
        names = set((dict(attrs).get("class") or "").split())
        self._open.append(tag in ("head", "style") or bool(names & _SAID_BY_THE_PAGE))
        if tag not in ("em", "strong", "del", "code", "sup", "sub", "a"):
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._open):
            self.found.append(data)


def _letters(number: int) -> str:
    """Return A, B, ... Z, AA, AB for 0, 1, ... 25, 26, 27."""
    first, last = divmod(number, 26)
    return (_letters(first - 1) if first else "") + chr(ord("A") + last)
