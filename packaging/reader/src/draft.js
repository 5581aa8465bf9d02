// A reply in the making, kept in a file that opens with the words of its share.

import { sealedByWords } from "./age.js";
import { json, text } from "./bytes.js";
import * as check from "./checks.js";
import { packed } from "./container.js";
import { readEvents } from "./targets.js";
import { Unreadable } from "./unreadable.js";

const FORMAT = "metanoia-draft";
const VERSION = 1;
const COMMENT_LIMIT = 10_000;
const COMMENTS_LIMIT = 1000;

/** Returns the sealed file of a draft. */
export function sealDraft(draft, words) {
  return sealedByWords(packed({ "draft.json": json({ ...draft, format: FORMAT, version: VERSION }) }), words);
}

/** Returns the draft that these members hold, each field checked; throws for anything else. */
export function readDraft(members) {
  if (Object.keys(members).length !== 1) throw new Error("members");
  const found = JSON.parse(text(members["draft.json"]));
  if (found.format !== FORMAT) throw new Error("format");
  if (check.whole(found.version, 1) > VERSION) throw new Unreadable("newer-draft");
  return {
    share_id: check.identifier(found.share_id),
    share_sha256: check.sha256(found.share_sha256),
    review_id: check.identifier(found.review_id),
    seq: check.whole(found.seq, 0),
    name: check.line(found.name, 120),
    comments: check.list(found.comments, COMMENTS_LIMIT, readComment),
    closing_note: check.text(found.closing_note, COMMENT_LIMIT),
    next_session_on: check.day(found.next_session_on),
    target_events: readEvents(found.target_events),
  };
}

function readComment(one) {
  const [type, id] = one.item;
  return {
    id: check.identifier(one.id),
    item: [check.oneOf(type, check.THINGS), check.identifier(id)],
    field: one.field === "" ? "" : check.path(one.field),
    selector: one.selector === null ? null : readSelector(one.selector),
    quote: check.text(one.quote, COMMENT_LIMIT),
    kind: check.oneOf(one.kind, check.KINDS),
    body: check.text(one.body, COMMENT_LIMIT),
  };
}

function readSelector({ exact, prefix, suffix, start, stop }) {
  if (check.whole(stop, 1) <= check.whole(start, 0)) throw new Error("a passage");
  return { exact: check.text(exact), prefix: check.text(prefix, 32), suffix: check.text(suffix, 32), start, stop };
}
