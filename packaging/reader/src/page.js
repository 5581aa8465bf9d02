// The door: the file and the words. Behind it the share is read; when it closes, nothing is left of it.

import { scan } from "./age.js";
import { beside } from "./beside.js";
import { byId } from "./elements.js";
import { dress } from "./icons.js";
import { Reading } from "./reading.js";
import { sentence } from "./refusals.js";
import { listenToUndo } from "./toast.js";
import { Unreadable } from "./unreadable.js";

const DRAFT = /\.metanoia-draft$/i;

let within = [];
let files = [];
let choosing = null; // what was chosen is still being read

/** Brings the page to life. */
export function show() {
  dress(document);
  listenToUndo();
  byId("open").addEventListener("submit", open);
  byId("file").addEventListener("change", () => (choosing = chosen()));
  byId("take-out").addEventListener("click", takeOut);
  for (const one of document.querySelectorAll("[data-dismiss]")) {
    one.addEventListener("click", () => one.closest("dialog").close());
  }
  byId("door").hidden = false;
  const share = byId("share");
  if (!share) return byId("file").focus();
  byId("file-label").textContent = "Your saved draft, if there is one";
  byId("file").accept = ".metanoia-draft";
  byId("file").multiple = false;
  byId("words").after(byId("choose"));
  const bytes = Uint8Array.from(atob(share.textContent.trim()), (sign) => sign.charCodeAt(0));
  within = [{ bytes, isDraft: false }];
  take([]);
}

async function chosen() {
  take(
    await Promise.all(
      [...byId("file").files].map(async (file) => ({
        bytes: new Uint8Array(await file.arrayBuffer()),
        isDraft: DRAFT.test(file.name),
        name: file.name,
      })),
    ),
  );
}

function take(found) {
  files = [...within, ...found];
  tell("");
  for (const one of files) {
    try {
      scan(one.bytes);
    } catch (error) {
      const code = error instanceof Unreadable ? error.code : "damaged";
      tell(sentence(one.isDraft ? "draft" : code));
      files = files.filter((other) => other !== one);
    }
  }
  const draft = files.find(({ isDraft }) => isDraft);
  byId("taken").hidden = !draft;
  byId("taken").firstElementChild.textContent = draft ? `With the draft ${draft.name}` : "";
  if (files.length) byId("words").focus();
}

function takeOut() {
  byId("file").value = within.length ? "" : byId("file").value;
  take(files.filter(({ isDraft }) => !isDraft && !within.some(({ bytes }) => bytes === files[0].bytes)));
}

async function open(event) {
  event.preventDefault();
  await choosing;
  const words = byId("words").value;
  if (!files.length) return tell(byId("problem").textContent || "Choose the file of the share first.");
  if (!words.trim()) return tell("Type the words that the sender told you.");
  tell("");
  wait(true);
  try {
    const found = await beside("open", { files: files.map(({ bytes, isDraft }) => ({ bytes, isDraft })), words });
    byId("words").value = "";
    byId("door").hidden = true;
    byId("reading").hidden = false;
    new Reading(found, closed);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    tell(sentence(error.code));
    byId("words").select();
  } finally {
    wait(false);
  }
}

function closed() {
  byId("reading").hidden = true;
  byId("door").hidden = false;
  if (within.length) byId("file").value = "";
  take(within.length ? [] : files);
}

function wait(waiting) {
  byId("go").disabled = waiting;
  byId("go").textContent = waiting ? "Opening…" : "Open";
}

function tell(text) {
  byId("problem").textContent = text;
}
