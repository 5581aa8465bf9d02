"""The cards of the values sort: one word each, and what it may stand for. The words are our own choice."""

from __future__ import annotations

from typing import Final, NamedTuple


class Card(NamedTuple):
    """One value to be sorted, and what it may stand for."""

    name: str
    gloss: str


CARDS: Final = (
    Card("Adventure", "setting out without knowing how it ends"),
    Card("Ambition", "wanting to reach further than now"),
    Card("Beauty", "making and meeting what is beautiful"),
    Card("Belonging", "having a place among people"),
    Card("Calm", "being still while much is going on"),
    Card("Candour", "saying what I see, early and kindly"),
    Card("Care", "looking after what was given into my hands"),
    Card("Closeness", "being known by a few people, and knowing them"),
    Card("Courage", "doing what is right while I am afraid"),
    Card("Craft", "doing a piece of work well for its own sake"),
    Card("Creativity", "bringing about what was not there before"),
    Card("Curiosity", "wanting to find out"),
    Card("Dignity", "letting nobody be made small, me included"),
    Card("Discipline", "keeping at what I chose"),
    Card("Fairness", "the same measure for everyone"),
    Card("Faith", "trusting in something greater than me"),
    Card("Family", "being there for those I come from and live with"),
    Card("Freedom", "deciding about my own days"),
    Card("Friendship", "standing by one another by choice"),
    Card("Generosity", "giving without counting"),
    Card("Gratitude", "seeing what I was given"),
    Card("Growth", "becoming more than I was"),
    Card("Health", "treating body and mind as mine to keep"),
    Card("Humility", "knowing how much I do not know"),
    Card("Humour", "laughing, at myself too"),
    Card("Influence", "moving things that matter"),
    Card("Integrity", "doing what I say when nobody looks"),
    Card("Kindness", "making it easier for others"),
    Card("Learning", "changing my mind for good reasons"),
    Card("Loyalty", "staying when it gets hard"),
    Card("Nature", "living with what grows"),
    Card("Order", "everything in its place and time"),
    Card("Patience", "giving things the time they need"),
    Card("Play", "doing something for no reason but joy"),
    Card("Prosperity", "having enough, and some to spare"),
    Card("Recognition", "being seen for what I do"),
    Card("Rest", "stopping before I have to"),
    Card("Security", "ground that holds under me and mine"),
    Card("Service", "being of use to others"),
    Card("Simplicity", "needing little"),
    Card("Solitude", "time with nobody but me"),
    Card("Trust", "relying on people, and being relied on"),
)
