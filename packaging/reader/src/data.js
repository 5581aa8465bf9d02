// data.json of a share: what a reply needs of it, in the form of version 2 whatever version it is.

import * as check from "./checks.js";
import { readEvents } from "./targets.js";
import { Unreadable } from "./unreadable.js";

const VERSION = 2;
const LOOPS_LIMIT = 500;
const LOOP_LIMIT = 10_000;
const CHARACTERS = { 1: "reinforcing", "-1": "balancing", 0: "not known which way" };
const ITEM_LIMIT = 5000;
const RECIPIENT = /^age1[02-9ac-hj-np-z]{58}$/;
const TOKEN = /^[A-Za-z0-9+/]{43}=$/;

/**
 * Returns {shareId, replyTo, token, items, targetEvents, withdrawn} of data.json (text);
 * an item is {type, id, date, plain, loops}. Throws for anything else.
 */
export function readData(said) {
  const found = JSON.parse(said);
  if (found.format !== "metanoia-share" || !(check.whole(found.version, 1) <= VERSION)) {
    throw found.format === "metanoia-share" ? new Unreadable("newer") : new Error("format");
  }
  const items = check.list(found.items, ITEM_LIMIT, found.version === 1 ? firstItem : item);
  if (new Set(items.map(({ type, id }) => `${type}:${id}`)).size !== items.length) throw new Error("twice");
  if (!RECIPIENT.test(found.reply_to.age) || !TOKEN.test(found.reply_token)) throw new Error("reply");
  return {
    shareId: check.identifier(found.share_id),
    replyTo: found.reply_to.age,
    token: found.reply_token,
    items,
    targetEvents: readEvents(found.target_events ?? []),
    withdrawn: check.list(found.withdrawn_shares ?? [], ITEM_LIMIT, check.identifier),
  };
}

function item(found) {
  const plain = {};
  for (const [path, said] of Object.entries(found.plain)) plain[check.path(path)] = check.text(said);
  return {
    type: check.oneOf(found.type, check.THINGS),
    id: check.identifier(found.id),
    date: found.type === "entry" ? check.day(found.fields.date) : null,
    plain,
    loops: found.type === "map" ? loops(found.fields, plain) : {},
  };
}

/** The loops of a map by the fields of comments on them, told as exchange/shown_map.py tells them. */
function loops(fields, plain) {
  const said = {};
  for (const { ref, label, polarity, delayed, variables } of check.list(fields.loops, LOOPS_LIMIT, (one) => one)) {
    const way = [...variables, variables[0]].map((id) => plain[`variable/${id}`] ?? "").join(" → ");
    const kind = `${CHARACTERS[polarity]}${delayed ? ", delayed" : ""}`;
    said[check.path(`loop/${ref}`)] = check.line(`Loop ${label}, ${kind}: ${way}`, LOOP_LIMIT);
  }
  return said;
}

/** In version 1 there are entries alone, and their words stand among the other fields. */
function firstItem({ type, id, fields }) {
  const { title, body, date } = fields;
  const plain = Object.fromEntries(Object.entries({ title, body }).filter(([, said]) => said));
  return item({ type: check.oneOf(type, ["entry"]), id, fields: { date }, plain });
}
