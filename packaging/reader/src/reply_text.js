// The parts of a reply that need no program, in the words of exchange/reply_text.py.

import { line } from "./checks.js";

export const LABELS = {
  question: "Question",
  noticing: "I notice",
  appreciation: "I appreciate",
  note: "Note",
};

const LINE_END = /\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/;
const MONTHS =
  "January February March April May June July August September October November December".split(" ");

/** A day ("YYYY-MM-DD…") as it is said: "12 March 2026". */
export function spoken(day) {
  return `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}

/** README.txt. */
export function readme(sender, at) {
  return `A reply from ${sender}, sealed on ${spoken(at)}

Somebody read what you shared with them and wrote this to you.

To read it        Metanoia brings it in beside what you shared.
Or as text        comments/reply.md holds all of it.
For programs      data.json holds the same.

manifest.json lists every other file with its SHA-256.
`;
}

/** All that a reply says: the comments below each thing in its order, then the closing note. */
export function asMarkdown(draft, items, at) {
  const parts = [`# A reply from ${draft.name}`, `Written on ${spoken(at)}`];
  for (const item of [...items].sort(entriesFirst)) {
    const said = draft.comments.filter(({ item: [type, id] }) => type === item.type && id === item.id);
    if (said.length) parts.push(`## ${named(item)}`, ...said.map((one) => comment(one, item.loops)));
  }
  if (draft.closing_note) parts.push("## To close", draft.closing_note);
  if (draft.next_session_on) parts.push(`Next session: ${spoken(draft.next_session_on)}`);
  return `${parts.join("\n\n")}\n`;
}

function entriesFirst(one, other) {
  return Number(one.type !== "entry") - Number(other.type !== "entry");
}

function named({ type, date, plain }) {
  if (type === "entry") return `${spoken(date)}: ${line(plain.title ?? "") || "Without a title"}`;
  const words = plain.title ?? plain.name ?? plain.statement ?? plain.text ?? "";
  return `${type[0].toUpperCase()}${type.slice(1)}: ${words.trim().replace(/\s+/g, " ")}`;
}

function comment({ field, selector, kind, body }, loops) {
  const on = selector ? selector.exact : (loops[field] ?? "");
  const lines = on ? on.split(LINE_END).map((one) => `> ${one}`.trimEnd()) : [];
  return [...lines, ...(lines.length ? [""] : []), `**${LABELS[kind]}.** ${body}`].join("\n");
}
