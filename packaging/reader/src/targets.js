// Learning targets: what both sides said of them, and what follows from that (domain/learning_targets).

import { encoded, hash, uuid } from "./bytes.js";
import * as check from "./checks.js";

export const TEXT_LEAST = 5;
export const TEXT_MOST = 300;

const ACTORS = ["journaler", "coach"];
const ACTS = ["propose", "counter", "agree", "decline", "settle", "withdraw"];
const OUTCOMES = ["met", "partly_met", "not_met"];
const EVENT_LIMIT = 5000;
const LAST_SECOND = Date.UTC(9999, 11, 31, 23, 59, 59); // a year of five digits cannot be written

/** SHA-256 of text, sign and day on three lines, each trimmed and in NFC. */
export function wordingHash({ text, sign_of_done: sign, due_on: due }) {
  return hash(encoded([text, sign, due ?? ""].map((one) => one.normalize("NFC").trim()).join("\n")));
}

/** The events of a list from a stranger, each checked. */
export function readEvents(found) {
  const events = check.list(found, EVENT_LIMIT, readEvent);
  if (new Set(events.map(({ id }) => id)).size !== events.length) throw new Error("an event twice");
  return events;
}

function readEvent(one) {
  const event = {
    id: check.identifier(one.id),
    target: check.identifier(one.target),
    at: check.stamp(one.at),
    actor: check.oneOf(one.actor, ACTORS),
    act: check.oneOf(one.act, ACTS),
    text: check.line(one.text, TEXT_MOST),
    sign_of_done: check.line(one.sign_of_done, TEXT_MOST),
    due_on: check.day(one.due_on),
    wording_sha256: check.sha256(one.wording_sha256),
    outcome: one.outcome === null ? null : check.oneOf(one.outcome, OUTCOMES),
    note: check.text(one.note, 1000),
  };
  if (wordingHash(event) !== event.wording_sha256) throw new Error("a wording and its hash differ");
  if ((event.act === "settle") !== (event.outcome !== null)) throw new Error("an outcome");
  return event;
}

/** What the coach says of a target now, after these events; `wording` is {text, sign_of_done, due_on}. */
export function coachEvent(target, act, wording, events) {
  const { text, sign_of_done, due_on } = wording;
  const before = events.filter((one) => one.target === target).map((one) => one.at);
  return {
    id: uuid(),
    target: target ?? uuid(),
    at: saidAt(before),
    actor: "coach",
    act,
    text,
    sign_of_done,
    due_on,
    wording_sha256: wordingHash(wording),
    outcome: null,
    note: "",
  };
}

/** The moment of what is said now: later than all that was said before, whatever the clocks say. */
function saidAt(before) {
  const later = before.map((at) => Math.min(Date.parse(at) + 1000, LAST_SECOND));
  return `${new Date(Math.max(Date.now(), ...later)).toISOString().slice(0, 19)}Z`;
}

/** The targets of these events as [id, standing], in the order they were first spoken of. */
export function targetsOf(events) {
  const spoken = new Map();
  for (const event of events) spoken.set(event.target, [...(spoken.get(event.target) ?? []), event]);
  return [...spoken].map(([id, said]) => [id, standing(said)]).filter(([, now]) => now);
}

/** Where a target stands: {wording, state, waitsFor}, or null if nobody proposed it. */
export function standing(events) {
  const first = {};
  for (const { act, at, wording_sha256: said } of events) {
    if (words(act) && !(first[said] <= at)) first[said] = at;
  }
  const moment = ({ at, wording_sha256: said }) => (first[said] > at ? first[said] : at);
  const held = {};
  let now = null;
  for (const event of [...events].sort(before)) now = after(now, event, held);
  return now;

  function before(one, other) {
    return (
      compare(moment(one), moment(other)) || ACTS.indexOf(one.act) - ACTS.indexOf(other.act) || compare(one.id, other.id)
    );
  }
}

function after(now, event, held) {
  const said = event.wording_sha256;
  if (words(event.act)) {
    held[event.actor] = said;
    return open(event, held, event.act === "counter");
  }
  if (!now) return null;
  const agreed = now.state === "agreed" || OUTCOMES.includes(now.state);
  if (event.act === "agree") {
    if (said !== now.wording.wording_sha256 || !["proposed", "countered", "agreed"].includes(now.state)) return now;
    held[event.actor] = said;
    return open(event, held, now.state === "countered");
  }
  if (event.act === "settle") return agreed ? { ...now, state: event.outcome, waitsFor: null } : now;
  if (agreed && event.act === "decline") return now;
  for (const actor of ACTORS) delete held[actor];
  return { ...now, state: event.act === "decline" ? "declined" : "withdrawn", waitsFor: null };
}

function open(wording, held, countered) {
  const missing = ACTORS.find((actor) => held[actor] !== wording.wording_sha256) ?? null;
  const state = missing === null ? "agreed" : countered ? "countered" : "proposed";
  return { wording, state, waitsFor: missing };
}

function words(act) {
  return act === "propose" || act === "counter";
}

function compare(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}
