// What stands in JSON from a stranger, each field looked at once.

export const KINDS = ["question", "noticing", "appreciation", "note"];
export const THINGS = ["entry", "goal", "value", "assumption", "prediction", "target", "map"];
export const LOOP = /^loop\/[0-9a-f]{16}$/;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const FIELD = /^[a-z_]{1,40}(?:\/[A-Za-z0-9_-]{1,60}){0,3}$/;
const SHA256 = /^[0-9a-f]{64}$/;
const STAMP = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/;
// controls and signs that turn text round: a line of a stranger's must not say other than it shows
const HIDDEN = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

export const identifier = fitting(UUID);
export const path = fitting(FIELD);
export const sha256 = fitting(SHA256);
export const stamp = fitting(STAMP);

/** A text of at most `limit` code points as it is. */
export function text(found, limit = Infinity) {
  if (typeof found !== "string" || (found.length > limit && Array.from(found).length > limit)) {
    throw new Error("text");
  }
  return found;
}

/** A text for one line, with a mark for each sign that could make it show other than it is. */
export function line(found, limit) {
  return text(found, limit).replace(HIDDEN, "\ufffd");
}

/** What a person typed, as it is kept on one line. */
export function oneLine(typed) {
  return wellFormed(typed).replace(/[\s\x00-\x1f\x7f-\x9f]+/g, " ").replace(HIDDEN, "").trim();
}

/** What a person typed, without half characters, which no file can hold. */
export function wellFormed(typed) {
  return typed.replace(/\p{Surrogate}/gu, "\ufffd");
}

/** A day as "YYYY-MM-DD" that there is, or null. */
export function day(found) {
  if (found === null) return null;
  const there = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text(found)) && new Date(`${found}T00:00:00Z`);
  if (!there || Number.isNaN(there.getTime()) || there.toISOString().slice(0, 10) !== found) {
    throw new Error("day");
  }
  return found;
}

/** A list of at most `limit`, each read by `read`. */
export function list(found, limit, read) {
  if (!Array.isArray(found) || found.length > limit) throw new Error("list");
  return found.map(read);
}

/** One of the `choices`. */
export function oneOf(found, choices) {
  if (!choices.includes(found)) throw new Error("choice");
  return found;
}

/** A whole number from `least` on. */
export function whole(found, least) {
  if (!Number.isSafeInteger(found) || found < least) throw new Error("number");
  return found;
}

function fitting(pattern) {
  return (found) => {
    if (typeof found !== "string" || !pattern.test(found)) throw new Error("form");
    return found;
  };
}
