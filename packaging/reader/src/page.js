// What a person sees: the file and the words, then the share, then nothing again.

import { drawn } from "./drawn.js";
import { sentence } from "./refusals.js";
import { Unreadable, scan } from "./share.js";

const blobs = [];
let sealed = null;
let worker = null;

/** Brings the page to life. */
export function show() {
  byId("open").addEventListener("submit", open);
  byId("file").addEventListener("change", chosen);
  byId("close").addEventListener("click", close);
  byId("door").hidden = false;
  const within = byId("share");
  if (within) {
    byId("choose").hidden = true;
    take(Uint8Array.from(atob(within.textContent.trim()), (sign) => sign.charCodeAt(0)));
  } else {
    byId("file").focus();
  }
}

async function chosen() {
  const [file] = byId("file").files;
  if (file) take(new Uint8Array(await file.arrayBuffer()));
}

function take(bytes) {
  tell("");
  try {
    scan(bytes);
  } catch (error) {
    sealed = null;
    tell(sentence(error instanceof Unreadable ? error.code : "damaged"));
    return;
  }
  sealed = bytes;
  byId("words").focus();
}

function open(event) {
  event.preventDefault();
  const words = byId("words").value;
  if (!sealed) return tell(byId("problem").textContent || "Choose the file of the share first.");
  if (!words.trim()) return tell("Type the words that the sender told you.");
  tell("");
  wait(true);
  const source = byId("program").textContent;
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  worker = new Worker(address);
  worker.onmessage = ({ data }) => opened(data);
  worker.onerror = () => opened({ code: "damaged" });
  worker.postMessage({ sealed, words });
  URL.revokeObjectURL(address);
}

function opened({ share, code }) {
  worker.terminate();
  worker = null;
  wait(false);
  if (code) {
    tell(sentence(code));
    byId("words").select();
    return;
  }
  byId("words").value = "";
  byId("shared").replaceChildren(drawn(share.page, share.files, address));
  byId("fingerprint").textContent = share.fingerprint;
  byId("sender").textContent = share.sender;
  byId("sender-fingerprint").textContent = share.senderFingerprint;
  byId("door").hidden = true;
  byId("reading").hidden = false;
  byId("close").focus();
  window.scrollTo(0, 0);
}

/** Leaves nothing of the share in the page. */
function close() {
  for (const blob of blobs.splice(0)) URL.revokeObjectURL(blob);
  for (const id of ["shared", "fingerprint", "sender", "sender-fingerprint"]) byId(id).replaceChildren();
  byId("reading").hidden = true;
  byId("door").hidden = false;
  byId("words").focus();
}

function address(bytes, media) {
  blobs.push(URL.createObjectURL(new Blob([bytes], { type: media })));
  return blobs.at(-1);
}

function wait(waiting) {
  byId("go").disabled = waiting;
  byId("go").textContent = waiting ? "Opening…" : "Open";
}

function tell(text) {
  byId("problem").textContent = text;
}

function byId(id) {
  return document.getElementById(id);
}
