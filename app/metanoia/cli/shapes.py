"""What --json prints, command by command: promised here, shown by --help, held by tests/cli."""

from __future__ import annotations

ENTRY = "{id, date, time, tz, title, body, tags, starred, words}"
LISTED = "{id, date, time, tz, title, tags, starred, words}"
REPLY = (
    "share, sender, signed, written_at, note, next_session, "
    "comments: [{id, entry, quote, kind, text}]"
)
SHARED = "{id, date, time, title, body, tags}"
FILE = "{name, size, sha256}"
OPENED = (
    "id, sender, known_as, verified, addressed_to_me, sender_fingerprint, fingerprint, sealed_at, note, "
    f"entries: [{SHARED}], "
    "things: [{kind, id, heading, about, passages: [{field, label, text}], drawing}], "
    f"attachments: [{FILE}]"
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
IMPORTED = "{format, new, changed, skipped, problems: [{where, why}]}"

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
    "review due": "{weekly, quarterly, predictions: [{id, statement, due_on}], "
    "actions: [{id, text, due_on}], tests: [{id, plan, due_on}], again: [{kind, id, words, due_on}]}",
    "share": "{number, file, page, size, fingerprint, summary}",
    "share --check": f"{{summary, size, sender, note, entries: [{SHARED}], files: [{FILE}]}}",
    "desk open": f"{{{OPENED}}}",
    "desk open --keep": f"{{{OPENED}, kept, withdrawn}}",
    "desk list": "[{id, name, alias, shares, unread, last_share_on, days_since, open_questions, "
    "targets_due, next_session_on, keep_until, to_be_deleted, drafts, "
    "changes: {new, changed, same, not_in_this_share}, damaged}]",
    "desk prep": "{client, share, share_on, before_on, same, "
    "sections: [{key, title, lines: [{text, item, detail}]}]}",
    "desk note": "{id, text}",
    "desk delete": "{deleted}",
    "desk reply": "{file, size, comments}",
    "reply import": f"{{{REPLY}, new, changed, same}}",
    "reply list": f"[{{{REPLY}}}]",
    "check": "{sound, problems: [text], backups: [{number, made_at, size, whole}]}",
    "backup": "{number, made_at, size, path}",
    "backup --list": "[{number, made_at, size, path, verified_at, set_aside}]",
    "restore": "{journal, former}",
    "key show": "{format, version, name, age, ssh, fingerprint}",
    "key change": "{journal, backups}",
    "key recover": "{journal}",
    "stats": "{entries, words, days, tags, attachments, first_day, last_day}",
    "demo": "{done, journal, steps: [{step, said, seconds}]}",
}

NOTES = (
    'Dates are "YYYY-MM-DD", times "HH:MM", moments "YYYY-MM-DDTHH:MM:SSZ", sizes bytes. '
    "time, known_as, quote, next_session, first_day, last_day, verified_at, the former of a restore "
    "and the journal of demo may be null; so may the confidence of an assumption that is only noticed, what it was "
    "revised to and from, outcome and settled_at of an open prediction, and what a record has no "
    'number for. verified is "yours", "known" or "unknown"; stance is "supports" or "challenges". '
    "confidence, percent, said, true, and low and high of a record are per cents, brier goes from 0 to 1 and "
    "overconfidence from -1 to 1. Of a goal what was not said, noted or measured yet is null, closeness, "
    "pull, importance and lived go from 0 to 10, gap is 1 at the start and 0 when there, and trend is "
    '"closing", "widening", "steady", "mixed" or "too_few". '
    "kept tells whether a share is new on the desk, withdrawn are the ids of shares that were deleted "
    "with it; drawing is what a chart says, or null; what a client never did or agreed is null, damaged is empty while their file is whole, and "
    "the item of a line is [kind, id] or null. "
    "What show prints of an entry that was written with a form has "
    "{form: {key, version}, answers: {question: answer}} besides; what import prints of an export "
    "that holds such things has {assumptions, predictions, actions, goals, values, sorts, metrics, "
    "reviews}, how many of each came."
)


def epilog() -> str:
    """Return the shapes as the end of the help, each said once."""
    commands: dict[str, list[str]] = {}
    for command, shape in SHAPES.items():
        commands.setdefault(shape, []).append(command)
    lines = [f"{', '.join(named)}: {shape}" for shape, named in commands.items()]
    return f"With --json a command prints one JSON value:\n\n\b\n{chr(10).join(lines)}\n\n{NOTES}"
