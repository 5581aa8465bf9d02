// The last step: a name under the reply, and the sealed file that only the sender opens.

import { beside } from "./beside.js";
import { oneLine } from "./checks.js";
import { sent } from "./comments.js";
import { byId } from "./elements.js";
import { hush } from "./toast.js";

const EPOCH = Date.UTC(2020, 0, 1);
const MINUTE = 60_000;

/** The dialogs that seal the reply of a reading. */
export class Sealing {
  constructor(reading) {
    this.reading = reading;
    const { signal } = reading.ending;
    byId("seal").addEventListener("click", () => this.ask(), { signal });
    byId("sign").addEventListener("submit", (event) => this.sign(event), { signal });
    byId("sealed-keep").addEventListener(
      "click",
      () => {
        byId("sealed").close();
        reading.keep();
      },
      { signal },
    );
  }

  ask() {
    const { sender } = this.reading.share;
    const sum = this.reading.sum();
    byId("sealing-title").textContent = `Seal the reply for ${sender}`;
    byId("sum").textContent = sum.length ? `In it: ${sum.join(", ")}.` : "";
    byId("for-whom").textContent = `Only the journal of ${sender} can open it. You send the file yourself, by mail or chat.`;
    this.problem(
      sum.length ? "" : "There is nothing in this reply yet. Write a comment or a closing note first.",
    );
    byId("sign-go").disabled = !sum.length;
    hush();
    byId("sealing").showModal();
    if (sum.length) byId("name").focus();
  }

  async sign(event) {
    event.preventDefault();
    const name = oneLine(byId("name").value);
    if (!name) {
      this.problem("Say who you are, so that the reply does not come from nobody.");
      return byId("name").focus();
    }
    byId("name").value = name;
    byId("sign-go").disabled = true;
    try {
      await this.seal(name);
    } catch {
      this.problem("The reply could not be sealed. What you wrote is still here; try once more.");
    } finally {
      byId("sign-go").disabled = false;
    }
  }

  async seal(name) {
    const { reading } = this;
    // later wordings have higher numbers, even those that go on from an older draft
    reading.seq = Math.max(reading.seq + 1, Math.floor((Date.now() - EPOCH) / MINUTE));
    const draft = { ...reading.draft(), name };
    draft.comments = draft.comments.map(sent);
    const at = `${new Date().toISOString().slice(0, 19)}Z`;
    const { data, manifestSha256 } = reading.share;
    const sealed = await beside("reply", { share: { data, manifestSha256 }, draft, at });
    const file = named(data.shareId, ".metanoia-reply");
    save(sealed, file);
    reading.unsaved = false;
    reading.last = "Reply sealed";
    reading.count();
    byId("sealing").close();
    byId("sealed-name").textContent = file;
    byId("sealed-next").textContent =
      `Send ${reading.share.sender} that file. If you may want to change it later, save your draft as well: this page keeps nothing.`;
    byId("sealed").showModal();
  }

  problem(text) {
    byId("sign-problem").textContent = text;
  }
}

/** A name that says nothing of the content: "metanoia-2026-01-20-4f2a.metanoia-reply". */
export function named(shareId, suffix) {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `metanoia-${day}-${shareId.slice(0, 4)}${suffix}`;
}

/** Hands bytes to the person as a file to save. */
export function save(bytes, name) {
  const address = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
