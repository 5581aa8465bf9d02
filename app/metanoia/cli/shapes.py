"""What --json prints, command by command: promised here, shown by --help, held by tests/cli."""

from __future__ import annotations

ENTRY = "{id, date, time, tz, title, body, tags, starred, words}"
LISTED = "{id, date, time, tz, title, tags, starred, words}"
COMMENT = "{id, type, item, field, quote, kind, text, reply_to, state, answer}"
REPLY = f"share, sender, signed, written_at, note, next_session, comments: [{COMMENT}]"
TARGET = (
    "{id, text, sign_of_done, due_on, state, proposed_by, waits_for, agreed_sha256, with, goal, theme, "
    "events: [{id, at, actor, act, text, sign_of_done, due_on, outcome, note}]}"
)
SHARED = "{id, date, time, title, body, tags, mood, energy}"
THING = "{type, id, title, fields, plain}"
AGREED = "{purpose, ends_on, keep_days}"
FILE = "{name, size, sha256}"
OPENED = (
    "id, sender, known_as, verified, addressed_to_me, sender_fingerprint, fingerprint, sealed_at, note, "
    f"number, previous, agreement: {AGREED}, answers: [{{comment, text, date}}], withdrawn: [text], "
    f"things: [{THING}], entries: [{SHARED}], attachments: [{FILE}]"
)
ASSUMPTION = (
    "{id, statement, state, confidence, about, importance, if_wrong, noticed_on, revised_to, "
    "revised_from, closing_note, history: [{at, confidence, cause, reason}], "
    "evidence: [{id, stance, weight, text, source, date}], "
    "tests: [{id, plan, state, due_on, result}]}"
)
PREDICTION = (
    "{id, statement, settled_by, due_on, first_due_on, state, outcome, settled_at, note, "
    "forecasts: [{at, percent, note}]}"
)
GOAL = (
    "{id, title, state, vision, reality, why, importance, started_on, target_on, cadence_days, due_on, "
    "parent, closed_on, closing_note, trend, "
    "measures: [{id, name, kind, unit, start, target, low, high, value, gap}], "
    "check_ins: [{date, closeness, pull, note}], "
    "steps: [{id, kind, text, cue, state, due_on, times_met, times_used}], "
    "values: [{id, name, relation}]}"
)
PERSON = "id, name, role, age, fingerprint, compared_at, changed: {fingerprint, came_at}, tag"
CIRCLE = "{id, name, members: [text]}"
IMPORTED = "{format, new, changed, skipped, problems: [{where, why}]}"

MAP = (
    "{id, title, question, horizon_days, variables: [text], links: [[text]], roles, actors, mine: [text], "
    "places, because: [[text]], bends: [[text]], drawn, notes: [{text, x, y}], "
    "loops: [{along: [text], name, story}], patterns}"
)

SHAPES = {
    "new": "{journal, recovery_key}",
    "write": ENTRY,
    "list": f"[{LISTED}]",
    "show": ENTRY,
    "search": "[{id, date, title, snippet}]",
    "import": IMPORTED,
    "export": "{path, format, entries}",
    "assumption add": ASSUMPTION,
    "assumption list": "[{id, statement, state, confidence, importance, touched_at}]",
    "assumption show": ASSUMPTION,
    "assumption rate": ASSUMPTION,
    "assumption evidence": ASSUMPTION,
    "prediction add": PREDICTION,
    "prediction list": "[{id, statement, due_on, percent, first_percent, state, outcome, settled_at}]",
    "prediction settle": PREDICTION,
    "prediction record": "{counted, stage, brier, overconfidence, "
    "bins: [{from, to, n, said, true, low, high}], half_years: [{from, n, overconfidence}], changed: {n, brier}}",
    "goal add": GOAL,
    "goal list": "[{id, title, state, importance, closeness, pull, checked_on, due_on, target_on, gap}]",
    "goal show": GOAL,
    "goal checkin": GOAL,
    "value list": "[{id, name, meaning, rank, state, importance, lived, rated_on}]",
    "value rate": "{id, name, meaning, rank, state, ratings: [{date, importance, lived, note}]}",
    "map add": MAP,
    "map list": "[{id, title, question, variables, links}]",
    "map show": MAP,
    "map loops": "{loops: [{label, key, polarity, delayed}], more, patterns: [{pattern, strength, loops: [text]}]}",
    "review due": "{weekly, quarterly, predictions: [{id, statement, due_on}], "
    "actions: [{id, text, due_on}], tests: [{id, plan, due_on}], again: [{kind, id, words, due_on}]}",
    "people list": f"{{people: [{{{PERSON}}}], circles: [{CIRCLE}]}}",
    "people add": f"{{came, {PERSON}}}",
    "people confirm": "{id, name, fingerprint, compared_at}",
    "people rename": "{id, name}",
    "people remove": "{id, name}",
    "people circle": CIRCLE,
    "share": "{number, file, page, size, fingerprint, summary}",
    "share --check": f"{{summary, size, sender, note, agreement: {AGREED}, things: [{THING}], "
    f"entries: [{SHARED}], files: [{FILE}]}}",
    "desk open": f"{{{OPENED}}}",
    "desk open --keep": f"{{{OPENED}, kept, deleted}}",
    "desk list": "[{id, name, alias, shares, unread, last_share_on, days_since, open_questions, "
    "targets_due, next_session_on, keep_until, to_be_deleted, drafts, "
    "changes: {new, changed, same, not_in_this_share}, damaged}]",
    "desk prep": "{client, share, share_on, before_on, same, "
    "sections: [{key, title, lines: [{text, item, detail}]}]}",
    "desk note": "{id, text}",
    "desk delete": "{deleted}",
    "desk reply": "{file, size, comments}",
    "reply import": f"{{{REPLY}, new, changed, same, left, targets, gone}}",
    "reply list": f"[{{{REPLY}}}]",
    "reply answer": COMMENT,
    "reply close": COMMENT,
    "target list": "[{id, text, sign_of_done, due_on, state, proposed_by, waits_for, with, goal}]",
    "target propose": TARGET,
    "target agree": TARGET,
    "target reword": TARGET,
    "target decline": TARGET,
    "target settle": TARGET,
    "withdraw": "{number, id, state, sealed_at, withdrawn_at, readers, deleted_at}",
    "check": "{sound, problems: [text], backups: [{number, made_at, size, whole}], "
    "second: {path, there, backups: [{number, made_at, size, whole}]}}",
    "backup": "{number, made_at, size, path, second}",
    "backup --list": "[{number, made_at, size, path, verified_at, set_aside}]",
    "restore": "{journal, former}",
    "key show": "{format, version, name, age, ssh, fingerprint}",
    "key change": "{journal, backups}",
    "key recover": "{journal}",
    "key anew": "{journal, recovery_key}",
    "stats": "{entries, words, days, tags, attachments, first_day, last_day}",
    "demo": "{done, journal, steps: [{step, said, seconds}]}",
}

NOTES = (
    'Dates are "YYYY-MM-DD", times "HH:MM", moments "YYYY-MM-DDTHH:MM:SSZ", sizes bytes. '
    "time, known_as, quote, next_session, first_day, last_day, verified_at, second, the former of a restore "
    "and the journal of demo may be null, and so may reply_to, answer, due_on, waits_for, agreed_sha256, with, goal, "
    "theme and outcome of comments and targets; so may the confidence of an assumption that is only noticed, what it was "
    "revised to and from, outcome and settled_at of an open prediction, and what a record has no "
    'number for. verified is "yours", "known" or "unknown"; stance is "supports" or "challenges". '
    "confidence, percent, said, true, and low and high of a record are per cents, brier goes from 0 to 1 and "
    "overconfidence from -1 to 1. Of a goal what was not said, noted or measured yet is null, closeness, "
    "pull, importance and lived go from 0 to 10, gap is 1 at the start and 0 when there, and trend is "
    '"closing", "widening", "steady", "mixed" or "too_few". '
    'came of a contact card is "new", "same", "back" or "changed"; changed is null unless other keys '
    "wait, and so are the fingerprint of somebody without a card, compared_at and tag. "
    "kept tells whether a share is new on the desk, deleted are the ids of shares that went "
    "with it; what a client never did or agreed is null, damaged is empty while their file is whole, and "
    "the item of a line is [kind, id] or null. "
    "Of a map, links are [from, to, polarity, delayed] with a polarity of 1, -1 or 0, because [from, to, text]; "
    "roles, actors and places are by the names of variables, places [x, y] in px; the polarity of a loop "
    'is "R", "B" or "?", its key the names along it. '
    "What show prints of an entry that was written with a form has "
    "{form: {key, version}, answers: {question: answer}} besides; what import prints of an export "
    "that holds such things has {assumptions, predictions, actions, goals, values, sorts, metrics, "
    "reviews, visions, terms, targets, maps}, how many of each came. Of a share, time, mood, energy, previous and agreement may be null; "
    "the type of a thing is goal, value, assumption, prediction or target, plain holds its texts by the "
    "path of their field, and fields its numbers and days, those of a part only if it was ticked."
)


def epilog() -> str:
    """Return the shapes as the end of the help, each said once."""
    commands: dict[str, list[str]] = {}
    for command, shape in SHAPES.items():
        commands.setdefault(shape, []).append(command)
    lines = [f"{', '.join(named)}: {shape}" for shape, named in commands.items()]
    return f"With --json a command prints one JSON value:\n\n\b\n{chr(10).join(lines)}\n\n{NOTES}"
