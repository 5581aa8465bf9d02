"""A shared vision in words: whose text it is, where one stands, what strains and what nothing serves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from metanoia.ui import dates
from metanoia.ui.amounts import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from metanoia.domain.visions import GroupKind, Theme, Vision

UNSAID: Final = "unsaid"
Stand = int | str | None  # 0 to 4, None for not yet understood, UNSAID where nothing was said


def group(kind: GroupKind) -> str:
    """Return what a kind of group is called: "Team"."""
    return {
        "team": _tr("Team"),
        "organisation": _tr("Organisation"),
        "community": _tr("Community"),
        "family": _tr("Family"),
    }[kind]


def stance(stand: Stand) -> str:
    """Return the words of a stance: "Choosing to help"."""
    return {
        0: _tr("Not on board"),
        1: _tr("Going along"),
        2: _tr("Doing what is asked"),
        3: _tr("Choosing to help"),
        4: _tr("It is mine too"),
        None: _tr("I don’t yet understand it"),
        UNSAID: _tr("Where do you stand?"),
    }[stand]


def subtitle(vision: Vision, looked_on: dt.date | None, today: dt.date) -> str:
    """Return whose text it is and of when, and when it was last looked at."""
    whose = {
        "team": _tr("“{}”, our team’s text of {}."),
        "organisation": _tr("“{}”, our organisation’s text of {}."),
        "community": _tr("“{}”, our community’s text of {}."),
        "family": _tr("“{}”, our family’s text of {}."),
    }[vision.group].format(vision.name, dates.medium(vision.as_of, today))
    if looked_on is None:
        return whose
    return whose + " " + _tr("I last looked at it on {}.").format(dates.medium(looked_on, today))


def fit(score: float | None) -> str:
    """Return "Fit +0.52", "" without a score."""
    if score is None:
        return ""
    signed = f"{abs(score):.2f}"
    sign = "" if float(signed) == 0 else "+" if score > 0 else "−"
    return _tr("Fit {}").format(sign + signed)


def strains(pairs: Sequence[tuple[str, int]]) -> str:
    """Return the sentence about values and theme numbers that strain, "" for none."""
    if not pairs:
        return ""
    first = _tr("{} strains against {}").format(*pairs[0])
    rest = [_tr("{} against {}").format(*pair) for pair in pairs[1:]]
    ask = _tr("What would ease it?") if len(pairs) == 1 else _tr("What would ease one of them?")
    return f"{', '.join([first, *rest])}. {ask}"


def unserved(themes: Sequence[Theme]) -> str:
    """Return the sentence about themes that no goal serves, "" for none."""
    if not themes:
        return ""
    if len(themes) == 1:
        return _tr("No goal of mine serves {}, “{}”, yet.").format(
            themes[0].number, themes[0].title
        )
    numbers = [str(one.number) for one in themes]
    told = _tr("{} and {}").format(", ".join(numbers[:-1]), numbers[-1])
    return _tr("No goal of mine serves {} yet.").format(told)


def unsupported(titles: Sequence[str]) -> str:
    """Return the sentence about goals that serve neither a value nor a theme, "" for none."""
    if not titles:
        return ""
    if len(titles) == 1:
        return _tr("“{}” serves none of these themes and no value of mine.").format(titles[0])
    more = counted(len(titles) - 1, _tr("one more goal"), _tr("{} more goals"))
    return _tr("“{}” and {} serve no theme and no value of mine.").format(titles[0], more)


def served_by(titles: Sequence[str]) -> str:
    """Return the sentence about the goals that serve a theme."""
    if not titles:
        return _tr("No goal of yours serves it yet.")
    listed = ", ".join(f"“{title}”" for title in titles)
    return _tr("Served by {}.").format(listed)


def course(stances: Sequence[tuple[dt.date, int | None]], today: dt.date) -> str:
    """Return where one stood from day to day as a sentence."""
    return "; ".join(f"{dates.medium(day, today)}: {stance(one)}" for day, one in stances)


def _tr(text: str) -> str:
    return QCoreApplication.translate("VisionWords", text)
