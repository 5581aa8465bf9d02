// The small bar over words that are selected: four kinds of comment, by button or by a key.

import { KINDS } from "./checks.js";
import { byId, element } from "./elements.js";
import { icon } from "./icons.js";
import { LABELS } from "./reply_text.js";
import { tell } from "./toast.js";

const KEYS = { question: "Q", noticing: "N", appreciation: "A", note: "T" };
const OUTSIDE = "Comments stand on what was shared. For anything else there is the closing note.";

/** Shows the bar whenever something of the share is selected; `begin(place, kind)` makes the comment. */
export class Bar {
  constructor(passages, begin, signal) {
    Object.assign(this, { passages, begin, place: null });
    this.bar = byId("bar");
    this.bar.replaceChildren(...KINDS.map((kind) => this.button(kind)));
    document.addEventListener("selectionchange", () => this.later(), { signal });
    document.addEventListener("pointerdown", (event) => this.pressed(event), { signal });
    for (const end of ["pointerup", "pointercancel"]) {
      document.addEventListener(end, () => this.released(), { signal });
    }
    document.addEventListener("keydown", (event) => this.key(event), { signal });
    // a press on the bar leaves the selection as it is
    this.bar.addEventListener("mousedown", (event) => event.preventDefault(), { signal });
    signal.addEventListener("abort", () => this.hide());
  }

  button(kind) {
    const label = LABELS[kind];
    return element(
      "button",
      { type: "button", class: `is-${kind}`, "aria-keyshortcuts": KEYS[kind], onclick: () => this.comment(kind) },
      icon(kind), label, element("kbd", { "aria-hidden": "true" }, KEYS[kind]),
    );
  }

  pressed(event) {
    this.held = !this.bar.contains(event.target);
  }

  released() {
    this.held = false;
    this.later();
  }

  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.look(), 60);
  }

  look() {
    if (this.held) return;
    const found = this.passages.selected();
    if (found === "outside") tell(OUTSIDE);
    if (found && found !== "outside") this.show(found);
    else this.hide();
  }

  show(place) {
    this.place = place;
    this.bar.hidden = false;
    const rect = place.rects[0];
    const width = this.bar.offsetWidth;
    const left = Math.min(Math.max(rect.left, 8), document.documentElement.clientWidth - width - 8);
    const above = rect.top - this.bar.offsetHeight - 10;
    const below = place.rects[place.rects.length - 1].bottom + 10;
    this.bar.style.setProperty("--left", `${left + scrollX}px`);
    this.bar.style.setProperty("--top", `${(above > 8 ? above : below) + scrollY}px`);
  }

  hide() {
    clearTimeout(this.waiting);
    this.place = null;
    this.bar.hidden = true;
  }

  key(event) {
    if (!this.place || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "Escape") return document.getSelection().removeAllRanges();
    const kind = KINDS.find((one) => KEYS[one] === event.key.toUpperCase());
    if (!kind) return;
    event.preventDefault();
    this.comment(kind);
  }

  comment(kind) {
    const place = this.passages.selected() ?? this.place;
    this.hide();
    if (place && place !== "outside") this.begin(place, kind);
  }
}

function typing(target) {
  return target instanceof HTMLElement && target.matches("input, textarea, select");
}
