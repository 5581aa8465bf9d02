// Learning targets in the page: those that wait for the coach, what the coach says of them, and new ones.

import { oneLine } from "./checks.js";
import { byId, element } from "./elements.js";
import { spoken } from "./reply_text.js";
import { TEXT_LEAST, TEXT_MOST, coachEvent, targetsOf } from "./targets.js";
import { tell } from "./toast.js";

const STATES = {
  proposed: "Proposed", countered: "Worded anew", agreed: "Agreed", declined: "Declined", met: "Met",
  partly_met: "Partly met", not_met: "Not met", withdrawn: "Withdrawn",
};

/** The targets of a share, and `said`: what the coach says of them in this reply. */
export class TargetsView {
  constructor(share, said, changed) {
    Object.assign(this, { share, said: [...said], changed, open: null });
    byId("propose").onclick = () => this.word(null);
    this.draw();
  }

  draw() {
    const all = targetsOf([...this.share.data.targetEvents, ...this.said]);
    byId("target-list").replaceChildren(
      ...all.map(([id, now]) => (this.open === id ? this.form(id, now.wording) : this.shown(id, now))),
      ...(this.open === "" ? [this.form(null, null)] : []),
    );
    byId("propose").hidden = this.open === "";
  }

  shown(id, { wording, state, waitsFor }) {
    const mine = this.said.some(({ target }) => target === id);
    const where = waitsFor === "coach" ? `${STATES[state]}, waits for you` : waitsFor ? `${STATES[state]}, waits for ${this.share.sender}` : STATES[state];
    const act = (label, done, kind = "quiet") =>
      element("button", { type: "button", class: kind, onclick: done }, label);
    const said = (what) => () => this.say(id, what, wording);
    return element(
      "section", { class: "target", "data-target": id, "aria-label": wording.text },
      element("p", { class: "facts" }, where),
      element("p", { class: "wording", dir: "auto" }, wording.text),
      element("p", { class: "facts", dir: "auto" }, `Done when: ${wording.sign_of_done}`),
      wording.due_on && element("p", { class: "facts" }, `Due ${spoken(wording.due_on)}`),
      element(
        "footer", {},
        ...(waitsFor === "coach"
          ? [act("Agree", said("agree"), "soft"), act("Word it anew", () => this.word(id)), act("Decline", said("decline"))]
          : []),
        mine ? act("Take back what I said", () => this.unsay(id)) : null,
      ),
    );
  }

  form(id, wording) {
    const field = (label, type, value, more = {}) =>
      [element("label", { for: `target-${label}` }, more.says), element("input", {
        id: `target-${label}`, type, value: value ?? "", maxlength: TEXT_MOST, autocomplete: "off", dir: type === "text" ? "auto" : null,
      })];
    const problem = element("p", { class: "problem", role: "alert" });
    const made = element(
      "form", { class: "target" },
      ...field("text", "text", wording?.text, { says: "What is to be learned" }),
      ...field("sign", "text", wording?.sign_of_done, { says: "How you will both know it is done" }),
      ...field("due", "date", wording?.due_on, { says: "Due, if there is a day" }),
      problem,
      element(
        "footer", {},
        element("button", { type: "submit", class: "soft" }, id ? "Send back in these words" : "Propose it"),
        element("button", { type: "button", class: "quiet", onclick: () => this.word(undefined) }, "Leave it"),
      ),
    );
    made.addEventListener("submit", (event) => {
      event.preventDefault();
      const [text, sign, due] = ["text", "sign", "due"].map((name) => oneLine(byId(`target-${name}`).value));
      if (Array.from(text).length < TEXT_LEAST) {
        problem.textContent = `A learning target has at least ${TEXT_LEAST} characters. Say a little more.`;
      } else if (!sign) {
        problem.textContent = "How you will both know it is done is still empty. Say it in a few words.";
      } else {
        this.open = null;
        this.say(id, id ? "counter" : "propose", { text, sign_of_done: sign, due_on: due || null });
      }
    });
    return made;
  }

  /** Opens the form for the words of a target; null is for a new one, undefined closes it. */
  word(id) {
    this.open = id === null ? "" : (id ?? null);
    this.draw();
    (id === undefined ? byId("propose") : byId("target-text")).focus();
  }

  say(id, act, wording) {
    const before = this.said;
    const all = [...this.share.data.targetEvents, ...this.said];
    this.said = [...this.said, coachEvent(id, act, wording, all)];
    this.done(before, { agree: "You agreed.", decline: "You declined.", counter: "Worded anew.", propose: "Proposed." }[act]);
  }

  unsay(id) {
    const before = this.said;
    this.said = this.said.filter(({ target }) => target !== id);
    this.done(before, "Taken back.");
  }

  done(before, told) {
    this.changed();
    this.draw();
    byId("propose").focus();
    tell(`${told} It goes with your reply.`, () => {
      this.said = before;
      this.changed();
      this.draw();
    });
  }
}
