// What the page says of what was done: aloud alone, or in a line at its foot that can be undone.

import { byId } from "./elements.js";

const STAYS = 8000; // milliseconds

let timer = 0;
let undo = null;

/** Says `text` to whoever listens to the page instead of looking at it. */
export function say(text) {
  byId("heard").textContent = text;
}

/** Shows and says `text`; `back`, if given, is what Undo does. */
export function tell(text, back = null) {
  clearTimeout(timer);
  undo = back;
  byId("toast-text").textContent = text;
  byId("undo").hidden = !back;
  byId("toast").hidden = false;
  later();
}

/** Takes the line away. */
export function hush() {
  clearTimeout(timer);
  undo = null;
  byId("toast-text").textContent = "";
  byId("toast").hidden = true;
}

/** Brings the line to life, once. */
export function listenToUndo() {
  const toast = byId("toast");
  byId("undo").addEventListener("click", back);
  for (const kind of ["mouseenter", "focusin"]) toast.addEventListener(kind, () => clearTimeout(timer));
  for (const kind of ["mouseleave", "focusout"]) toast.addEventListener(kind, later);
  document.addEventListener("keydown", (event) => {
    const wanted = event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (!wanted || !undo || event.target.matches("input, textarea")) return;
    event.preventDefault();
    back();
  });
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(hush, STAYS);
}

function back() {
  const doing = undo;
  hush();
  doing?.();
}
