// What was said of a share so far; every change is told to whoever listens.

import { uuid } from "./bytes.js";

export const MOST = 1000;
export const LONGEST = 9500; // with its quote a comment stays within the 10,000 signs that the app takes

/** The comments of a reply, in the order of the page. */
export class Comments extends EventTarget {
  /** `order` compares two comments by where they stand. */
  constructor(kept, order) {
    super();
    this.all = [...kept];
    this.order = order;
  }

  /** How many say something. */
  get count() {
    return this.all.filter(({ body }) => body.trim()).length;
  }

  /** Those that say something, in their order. */
  get said() {
    return this.all.filter(({ body }) => body.trim()).sort(this.order);
  }

  get(id) {
    return this.all.find((one) => one.id === id);
  }

  /** Adds an empty comment {item, field, selector, quote, kind} and returns it. */
  add({ item, field, selector, quote, kind }) {
    const comment = { id: uuid(), item, field, selector, quote, kind, body: "" };
    this.all.push(comment);
    this.changed();
    return comment;
  }

  change(comment, to) {
    Object.assign(comment, to);
    this.changed();
  }

  /** Takes a comment out and returns what brings it back. */
  remove(comment) {
    const at = this.all.indexOf(comment);
    this.all.splice(at, 1);
    this.changed();
    return () => {
      this.all.splice(at, 0, comment);
      this.changed();
    };
  }

  changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/** A comment as it is sent: words that have no place of their own in the source stand above it. */
export function sent({ id, item, field, selector, quote, kind, body }) {
  const said = body.trim();
  return { id, item, field, selector, kind, body: quote ? `> ${quote}\n\n${said}` : said };
}
