"""What something seen does to a confidence, by Bayes; a proposal, never more."""

from __future__ import annotations

from typing import Final

CHOICES: Final = (5, 20, 50, 80, 95)
"""How likely one would see it, in per cent, as a person is asked."""


def posterior(prior: int, if_true: int, if_false: int) -> int:
    """Return the confidence after something was seen, 1 to 99 per cent; all three are per cents.

    ``if_true`` and ``if_false`` say how likely one would have seen it if the assumption were true, and
    if it were false; where both are 0 nothing is learned, and ``prior`` stays.

    Source: T. Bayes, "An essay towards solving a problem in the doctrine of chances", Phil. Trans. 53
    (1763): p·a / (p·a + (1 - p)·b).
    """
    seen = prior * if_true + (100 - prior) * if_false
    if not if_true and not if_false:
        return prior
    # 0% and 100% cannot be moved, so that what contradicts them has no answer: then the prior stays
    found = round(100 * prior * if_true / seen) if seen else prior
    return min(max(found, 1), 99)
