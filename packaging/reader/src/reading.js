// A share that is open: read, commented on, answered, and cleared away.

import { Bar } from "./bar.js";
import { beside } from "./beside.js";
import { uuid } from "./bytes.js";
import { wellFormed } from "./checks.js";
import { Comments } from "./comments.js";
import { drawn } from "./drawn.js";
import { byId, counted } from "./elements.js";
import { Margin } from "./margin.js";
import { Passages } from "./passages.js";
import { spoken } from "./reply_text.js";
import { Sealing, named, save } from "./sealing.js";
import { TargetsView } from "./targets_view.js";
import { hush, tell } from "./toast.js";

const WRITTEN = ["closing-note", "next-session", "name"];
const FILLED = ["shared", "fingerprint", "sender", "sender-fingerprint", "withdrawn", "target-list", "bar", "heard"];

/** Shows what was opened ({share, draft, words}) until it is closed; then calls `closed`. */
export class Reading {
  constructor({ share, draft, words }, closed) {
    Object.assign(this, { share, words, closed, blobs: [], ending: new AbortController() });
    this.reviewId = draft?.review_id ?? uuid();
    this.seq = draft?.seq ?? 0;
    this.unsaved = false;
    this.last = draft ? "Draft opened" : "";
    this.draw();
    this.passages = new Passages(byId("shared"), share.data.items);
    const kept = (draft?.comments ?? []).filter(({ item }) => this.passages.article(item));
    this.comments = new Comments(kept, (one, other) => this.passages.compare(one, other));
    this.margin = new Margin(this.passages, this.comments);
    this.targets = new TargetsView(share, draft?.target_events ?? [], () => this.changed());
    byId("closing-note").value = draft?.closing_note ?? "";
    byId("next-session").value = draft?.next_session_on ?? "";
    byId("name").value = draft?.name ?? "";
    new Bar(this.passages, (place, kind) => this.margin.begin(place, kind), this.ending.signal);
    new Sealing(this);
    this.listen();
    this.count();
    byId("close").focus();
    window.scrollTo(0, 0);
  }

  draw() {
    const { share } = this;
    byId("shared").replaceChildren(drawn(share.page, share.files, (bytes, media) => this.address(bytes, media)));
    byId("fingerprint").textContent = share.fingerprint;
    byId("sender").textContent = share.sender;
    byId("sender-fingerprint").textContent = share.senderFingerprint;
    byId("seal").lastChild.textContent = `Seal the reply for ${share.sender}`;
    const gone = share.data.withdrawn.map((id) => `-${id.slice(0, 4)}.metanoia`);
    byId("withdrawn").hidden = !gone.length;
    byId("withdrawn").textContent =
      gone.length === 1
        ? `${share.sender} took an earlier share back and asks you to delete it: the file whose name ends in ${gone[0]}.`
        : `${share.sender} took earlier shares back and asks you to delete them: the files whose names end in ${gone.join(", ")}.`;
  }

  listen() {
    const { signal } = this.ending;
    const on = (id, kind, done) => byId(id).addEventListener(kind, done, { signal });
    this.comments.addEventListener("change", () => this.changed(), { signal });
    on("closing-note", "input", () => this.changed());
    on("next-session", "input", () => this.changed());
    on("to-close", "click", () => {
      byId("closing-note").focus();
      byId("closing").scrollIntoView({ block: "center" });
    });
    on("keep", "click", () => this.keep());
    on("leave-keep", "click", () => this.keep());
    on("close", "click", () => this.leave());
    on("leave", "click", () => this.close());
    window.addEventListener("beforeunload", (event) => this.unsaved && event.preventDefault(), { signal });
  }

  /** Asks once before anything that was written goes. */
  leave() {
    if (!this.unsaved) return this.close();
    byId("leaving").showModal();
    byId("leaving").querySelector("[data-dismiss]").focus();
  }

  /** The reply so far, in the form of draft.js. */
  draft() {
    return {
      share_id: this.share.data.shareId,
      share_sha256: this.share.manifestSha256,
      review_id: this.reviewId,
      seq: this.seq,
      name: byId("name").value,
      comments: this.comments.said.map((one) => ({ ...one, body: wellFormed(one.body) })),
      closing_note: wellFormed(byId("closing-note").value.trim()),
      next_session_on: byId("next-session").value || null,
      target_events: this.targets.said,
    };
  }

  async keep() {
    byId("leaving").close();
    byId("keep").disabled = true;
    tell("Sealing the draft with the words of the share…");
    try {
      const draft = this.draft();
      this.unsaved = false;
      const sealed = await beside("keep", { draft, words: this.words });
      const name = named(draft.share_id, ".metanoia-draft");
      save(sealed, name);
      this.last = "Draft saved";
      tell(`Your draft was saved as ${name}. Choose it together with the share to go on.`);
    } catch {
      this.unsaved = true;
      tell("The draft could not be sealed. What you wrote is still here; try once more.");
    } finally {
      byId("keep").disabled = false;
      this.count();
    }
  }

  changed() {
    this.unsaved = true;
    this.count();
  }

  count() {
    const number = this.comments.count;
    byId("count").textContent = number ? counted(number, "comment") : "No comments yet";
    byId("state").textContent = this.unsaved ? "Not saved yet" : this.last;
  }

  /** What the reply holds, in a few words; empty if it says nothing yet. */
  sum() {
    const { comments, closing_note: note, next_session_on: next, target_events: events } = this.draft();
    return [
      comments.length && counted(comments.length, "comment"),
      note && "a closing note",
      next && `our next session on ${spoken(next)}`,
      events.length && counted(new Set(events.map(({ target }) => target)).size, "learning target"),
    ].filter(Boolean);
  }

  /** Leaves nothing of the share and the reply in the page. */
  close() {
    this.ending.abort();
    this.margin.end();
    this.unsaved = false;
    hush();
    for (const blob of this.blobs.splice(0)) URL.revokeObjectURL(blob);
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    for (const id of FILLED) byId(id).replaceChildren();
    for (const id of WRITTEN) byId(id).value = "";
    for (const id of ["sealing-title", "sum", "for-whom", "sealed-name", "sealed-next"]) byId(id).textContent = "";
    byId("seal").lastChild.textContent = "";
    this.share = this.words = this.comments = null;
    this.closed();
  }

  address(bytes, media) {
    this.blobs.push(URL.createObjectURL(new Blob([bytes], { type: media })));
    return this.blobs.at(-1);
  }
}
