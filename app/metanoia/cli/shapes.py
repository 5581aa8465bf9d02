"""What --json prints, command by command: promised here, shown by --help, held by tests/cli."""

from __future__ import annotations

ENTRY = "{id, date, time, tz, title, body, tags, starred, words}"
LISTED = "{id, date, time, tz, title, tags, starred, words}"
SHARED = "{id, date, time, title, body, tags}"
FILE = "{name, size, sha256}"
IMPORTED = "{format, new, changed, skipped, problems: [{where, why}]}"

SHAPES = {
    "new": "{journal, recovery_key}",
    "write": ENTRY,
    "list": f"[{LISTED}]",
    "show": ENTRY,
    "search": "[{id, date, title, snippet}]",
    "import": IMPORTED,
    "export": "{path, format, entries}",
    "share": "{number, file, size, fingerprint, summary}",
    "share --check": f"{{summary, size, sender, note, entries: [{SHARED}], files: [{FILE}]}}",
    "desk open": "{id, sender, known_as, verified, addressed_to_me, sender_fingerprint, "
    f"fingerprint, sealed_at, note, entries: [{SHARED}], attachments: [{FILE}]}}",
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
    "time, known_as, first_day, last_day, verified_at, the former of a restore and the journal of "
    'demo may be null. verified is "yours", "known" or "unknown".'
)


def epilog() -> str:
    """Return the shapes as the end of the help."""
    lines = [f"{command}: {shape}" for command, shape in SHAPES.items()]
    return f"With --json a command prints one JSON value:\n\n\b\n{chr(10).join(lines)}\n\n{NOTES}"
