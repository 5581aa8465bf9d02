"""What patterns are called, what is asked about them, and where each might be moved."""

from __future__ import annotations

from typing import Final, NamedTuple


class PatternWords(NamedTuple):
    """The name of a pattern, the question whether it is one, and the two that follow if it is."""

    name: str
    question: str
    leverage: tuple[str, str]


_WORDS: Final = {
    "shifting_the_burden": PatternWords(
        "Shifting the burden",
        "The quick fix works, so the slow one never gets its turn. Is that what happens here?",
        (
            "What would the slow remedy need to get its first turn?",
            "How could you lean on the quick one a little less, without a crisis?",
        ),
    ),
    "growth_and_underinvestment": PatternWords(
        "Growth and under-investment",
        "Growth strains something that is only strengthened once it hurts. Do you wait too long here?",
        (
            "By which sign could you tell early that more capacity is needed?",
            "What would you have to build before it is asked for?",
        ),
    ),
    "tragedy_of_the_commons": PatternWords(
        "Tragedy of the commons",
        "Each does well by using what all share, and together they use it up. Who looks after it?",
        (
            "How could each one feel what they take?",
            "What could all agree to leave alone, and who would notice?",
        ),
    ),
    "success_to_the_successful": PatternWords(
        "Success to the successful",
        "What goes well gets more, and the other one less. Was the difference there at the start?",
        (
            "What would you give the other one if it could not be measured by results yet?",
            "Do the two have to live on the same thing at all?",
        ),
    ),
    "escalation": PatternWords(
        "Escalation",
        "Each one answers the other, and both feel they only defend themselves. Who could stop first?",
        (
            "What would happen if you left one move unanswered?",
            "What do both of you want that neither gains by this?",
        ),
    ),
    "eroding_goals": PatternWords(
        "Eroding goals",
        "The gap can be closed by doing more, or by wanting less. Has the goal moved?",
        (
            "What was the goal when you first said it, and who still remembers?",
            "What would hold it in place while the slow way takes its time?",
        ),
    ),
    "two_balancing_loops": PatternWords(
        "Two loops on one gap",
        "Is a goal being lowered here, or are two parties answering each other?",
        (
            "Which of the two answers would you miss if it stopped?",
            "What are both of them answers to?",
        ),
    ),
    "fixes_that_fail": PatternWords(
        "Fixes that fail",
        "The fix helps at once, and later brings the problem back. Have you seen that here?",
        (
            "What does the fix cost you later?",
            "What would you do if the fix were forbidden?",
        ),
    ),
    "limits_to_growth": PatternWords(
        "Limits to growth",
        "It grew by itself, and then something slowed it. Are you pushing harder against a limit?",
        (
            "What exactly slows it down, and could that give way?",
            "What would happen if you stopped pushing for a while?",
        ),
    ),
    "growth_or_fix": PatternWords(
        "Growth or fix",
        "Which came first: the growth or the fix?",
        (
            "Which of the two ways round takes longer?",
            "What did you hope for when you began it?",
        ),
    ),
    "balancing_with_delay": PatternWords(
        "Balancing with delay",
        "The answer comes late, so one goes on pushing. Do you over-correct here?",
        (
            "How long does it really take until what you do can be seen?",
            "What would you see if you waited that long before the next push?",
        ),
    ),
}


def words(pattern: str) -> PatternWords:
    """Return the words of one of ``patterns.PATTERNS``; KeyError."""
    return _WORDS[pattern]
