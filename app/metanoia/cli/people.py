"""metanoia people: whom this journal shares with, and by which keys it knows them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from metanoia.cli import options
from metanoia.cli.terminal import answer, line, say, show, table, text_or_typed
from metanoia.cli.unlocking import opened
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.people import Circle, Person, Role, same_name

if TYPE_CHECKING:
    import datetime as dt

    from metanoia.exchange.contact import ContactCard
    from metanoia.journal import Journal

_SAID = {
    "new": "Kept. Read the digits to one another before you trust the name.",
    "same": "This card was here already; nothing changed.",
    "back": "They are among your people again.",
    "changed": "Other keys than the ones you know. Nothing is sealed for them until you have compared "
    "the new digits with them: metanoia people confirm.",
}


@click.group("people", invoke_without_command=True)
@options.as_json
@options.common
@click.pass_context
def people_command(context: click.Context, as_json: bool) -> None:
    """Whom you share with. Without a command it lists them."""
    if context.invoked_subcommand is None:
        _list(context, as_json)


@people_command.command("list")
@options.as_json
@options.common
@click.pass_context
def list_command(context: click.Context, as_json: bool) -> None:
    """List people with the digits of their keys, and circles."""
    _list(context, as_json)


@people_command.command("add")
@click.argument("card", metavar="CARD", default="-")
@click.option("--role", type=click.Choice([one.value for one in Role]), default=Role.COACH.value)
@click.option("--name", default="", help="The name to keep them by; else the one on the card.")
@click.option("--person", metavar="PERSON", help="Whose new keys these are, if you know.")
@options.as_json
@options.common
@click.pass_context
def add_command(
    context: click.Context, card: str, role: str, name: str, person: str | None, as_json: bool
) -> None:
    """Take in a contact card: a file, a picture of its QR code, or - for standard input.

    Other keys under a name that you know wait until you confirm them.
    """
    with opened(options.named(context)) as journal:
        found = _card(card)
        whose = journal.people.find(person).id if person else None
        kept, came = journal.people.take_card(found, role, name=name, person_id=whose)
    if as_json:
        answer({"came": came, **_as_json(kept)})
        return
    show(_digits(kept))
    say(_SAID[came])


@people_command.command("confirm")
@click.argument("person")
@click.option("--old", is_flag=True, help="Keep the old keys, and forget the new ones.")
@options.as_json
@options.common
@click.pass_context
def confirm_command(context: click.Context, person: str, old: bool, as_json: bool) -> None:
    """Say that you have compared the digits with PERSON.

    New keys that wait take the place of the old ones.
    """
    with opened(options.named(context)) as journal:
        found = journal.people.find(person)
        if old:
            found = journal.people.dismiss_change(found.id)
        elif found.changed is not None:
            found = journal.people.confirm_change(found.id)
        elif found.signing_key is None:
            raise Refused(f"There is no contact card of {found.name} to compare. Ask them for it.")
        else:
            journal.people.mark_verified(found.id)
            found = journal.people.get(found.id)
    if as_json:
        answer(
            {
                "id": found.id,
                "name": found.name,
                "fingerprint": _fingerprint(found),
                "compared_at": _moment(found.verified_at),
            }
        )
    else:
        show(_digits(found))


@people_command.command("rename")
@click.argument("person")
@click.argument("name")
@options.as_json
@options.common
@click.pass_context
def rename_command(context: click.Context, person: str, name: str, as_json: bool) -> None:
    """Give a person or a circle another name."""
    with opened(options.named(context)) as journal:
        found = _named(journal, person)
        (journal.people if isinstance(found, Person) else journal.circles).rename(found.id, name)
        found = _again(journal, found)
    _tell(found, as_json)


@people_command.command("remove")
@click.argument("person")
@options.as_json
@options.common
@click.pass_context
def remove_command(context: click.Context, person: str, as_json: bool) -> None:
    """Remove a person or a circle. What was shared with them stays on record.

    A person's contact card, taken in again, brings them back.
    """
    with opened(options.named(context)) as journal:
        found = _named(journal, person)
        (journal.people if isinstance(found, Person) else journal.circles).trash(found.id)
    _tell(found, as_json)


@people_command.command("circle")
@click.argument("name")
@click.option("--with", "people", metavar="PERSON", multiple=True, required=True, help="May be repeated.")  # fmt: skip
@options.as_json
@options.common
@click.pass_context
def circle_command(
    context: click.Context, name: str, people: tuple[str, ...], as_json: bool
) -> None:
    """Make a circle of people, or say anew who is in it."""
    with opened(options.named(context)) as journal:
        members = [journal.people.find(one).id for one in people]
        circle = next((one for one in journal.circles.all() if same_name(one.name, name)), None)
        if circle is None:
            circle = journal.circles.add(name, members)
        else:
            journal.circles.set_members(circle.id, members)
            circle = journal.circles.get(circle.id)
        names = _members(journal, circle)
    if as_json:
        answer({"id": circle.id, "name": circle.name, "members": names})
    else:
        show(f"{line(circle.name)}: {line(', '.join(names))}")


def _list(context: click.Context, as_json: bool) -> None:
    with opened(options.named(context)) as journal:
        people = journal.people.all()
        circles = [(one, _members(journal, one)) for one in journal.circles.all()]
    if as_json:
        named = [{"id": one.id, "name": one.name, "members": who} for one, who in circles]
        answer({"people": [_as_json(one) for one in people], "circles": named})
        return
    if not people:
        say("There is nobody yet. Take in their contact card: metanoia people add FILE.")
    table([_row(one) for one in people])
    for circle, names in circles:
        show(f"{line(circle.name)}: {line(', '.join(names))}")
    for one in people:
        if one.changed:
            say(f"{line(one.refusal() or '')}\n{_digits(one)}")


def _card(named: str) -> ContactCard:
    """Return the card in a file or a picture, or from standard input for "-"."""
    from metanoia.exchange import contact, contact_picture

    if named == "-":
        return contact.parse(text_or_typed(None))
    return contact_picture.read(Path(named))


def _named(journal: Journal, said: str) -> Person | Circle:
    for circle in journal.circles.all():
        if same_name(circle.name, said):
            return circle
    try:
        return journal.people.find(said)
    except NotFound:
        raise NotFound("No person or circle has that name. metanoia people lists them.") from None


def _again(journal: Journal, found: Person | Circle) -> Person | Circle:
    if isinstance(found, Person):
        return journal.people.get(found.id)
    return journal.circles.get(found.id)


def _tell(found: Person | Circle, as_json: bool) -> None:
    if as_json:
        answer({"id": found.id, "name": found.name})
    else:
        show(line(found.name))


def _members(journal: Journal, circle: Circle) -> list[str]:
    return [journal.people.get(one).name for one in circle.members]


def _row(person: Person) -> tuple[str, ...]:
    state = "compared" if person.verified_at else "not compared"
    if person.signing_key is None:
        state = "no card"
    if person.changed:
        state = "other keys"
    return person.id[:8], person.role.value, state, _fingerprint(person) or "", line(person.name)


def _digits(person: Person) -> str:
    said = f"{line(person.name)}: {_fingerprint(person) or 'a key without a card'}"
    if person.changed is None:
        return said
    return f"{said}\nnew digits: {_new_fingerprint(person)}"


def _fingerprint(person: Person) -> str | None:
    from metanoia.exchange import contact

    if person.age_recipient is None or person.signing_key is None:
        return None
    return contact.fingerprint(person.age_recipient, person.signing_key)


def _new_fingerprint(person: Person) -> str | None:
    from metanoia.exchange import contact

    new = person.changed
    return contact.fingerprint(new.age_recipient, new.signing_key) if new else None


def _as_json(person: Person) -> dict[str, object]:
    new = person.changed
    changed = {"fingerprint": _new_fingerprint(person), "came_at": _moment(new.came_at)} if new else None  # fmt: skip
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role.value,
        "age": person.age_recipient,
        "fingerprint": _fingerprint(person),
        "compared_at": _moment(person.verified_at),
        "changed": changed,
        "tag": person.tag,
    }


def _moment(at: dt.datetime | None) -> str | None:
    from metanoia.vault.stamps import stamp

    return None if at is None else stamp(at)
