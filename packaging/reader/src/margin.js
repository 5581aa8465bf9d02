// The comments beside what they are on: cards in the margin, a tint on the words, and a line between.

import { card } from "./card.js";
import { LOOP } from "./checks.js";
import { MOST } from "./comments.js";
import { element } from "./elements.js";
import { icon } from "./icons.js";
import { say, tell } from "./toast.js";

const GAP = 12;
const SVG = "http://www.w3.org/2000/svg";
const THINGS = {
  entry: "entry", goal: "goal", value: "value", assumption: "assumption", prediction: "prediction",
  target: "learning target", map: "map",
};

/** Cards for the comments of a share. */
export class Margin {
  constructor(passages, comments) {
    Object.assign(this, { passages, comments, writing: null, active: null });
    this.stands = passages.articles.map((article) => this.stand(article));
    this.watch = new ResizeObserver(() => this.place());
    this.watch.observe(passages.root);
    this.on = {
      edit: (comment) => this.write(comment),
      done: (comment) => this.done(comment),
      remove: (comment) => this.remove(comment),
      body: (comment, body) => {
        comments.change(comment, { body });
        this.place();
      },
      kind: (comment, kind) => this.change(comment, kind),
      back: (comment) => this.back(comment),
    };
    for (const comment of comments.all) this.draw(comment);
    this.place();
  }

  /** Looks after nothing any more. */
  end() {
    this.watch.disconnect();
  }

  stand(article) {
    const { type, id } = this.passages.item(article);
    const whole = () => this.begin({ item: [type, id], field: "", selector: null, quote: "" }, "question");
    const margin = element("aside", { class: "margin", "aria-label": "Your comments" });
    const lines = document.createElementNS(SVG, "svg");
    lines.setAttribute("class", "lines");
    lines.setAttribute("aria-hidden", "true");
    const add = element(
      "button", { type: "button", class: "quiet comment", onclick: whole }, icon("talk"), `Comment on this ${THINGS[type]}`,
    );
    const stand = element("div", { class: "stand" });
    article.replaceWith(stand);
    stand.append(article, add, lines, margin);
    for (const loop of article.querySelectorAll("[data-field]")) this.offer(loop, [type, id]);
    margin.addEventListener("focusin", (event) => this.choose(event.target.closest(".card")?.dataset.card ?? null));
    margin.addEventListener("focusout", (event) => this.left(event));
    article.addEventListener("click", (event) => this.clicked(event));
    return { stand, article, margin, lines };
  }

  /** A loop of a map has no words of its own to select: a button below it begins a comment on the whole of it. */
  offer(loop, item) {
    const { field } = loop.dataset;
    if (!LOOP.test(field)) return;
    const begin = () => this.begin({ item, field, selector: null, quote: "" }, "question");
    loop.after(
      element("button", { type: "button", class: "quiet on-loop", onclick: begin }, icon("talk"), "Comment on this loop"),
    );
  }

  /** Begins a comment on what was selected, as one of the four kinds. */
  begin(place, kind) {
    if (this.comments.all.length >= MOST) return tell(`A reply holds at most ${MOST} comments.`);
    const comment = this.comments.add({ ...place, kind });
    document.getSelection().removeAllRanges();
    this.write(comment);
    return comment;
  }

  write(comment) {
    if (this.writing && this.writing !== comment) this.done(this.writing, false);
    this.writing = comment;
    this.draw(comment);
    this.place();
    const field = this.cardOf(comment).querySelector("textarea");
    field.focus();
    field.scrollIntoView({ block: "nearest" });
  }

  /** Ends the writing of a comment; an empty one goes away. */
  done(comment, focus = true) {
    if (this.writing === comment) this.writing = null;
    if (!comment.body.trim()) {
      this.comments.remove(comment);
      this.erase(comment, focus);
      say("The empty comment was left out.");
      return;
    }
    this.draw(comment);
    this.place();
    if (focus) {
      this.cardOf(comment).querySelector("button").focus({ preventScroll: true });
      this.back(comment);
    }
    say("Comment kept.");
  }

  /** Where the cards stand below the text, reading goes on at the words. */
  back(comment) {
    const words = this.passages.root.querySelector(`mark[data-comment="${comment.id}"]`);
    const { margin } = this.standOf(comment);
    if (!words || getComputedStyle(margin).position === "absolute") return;
    words.scrollIntoView({ block: "center" });
  }

  remove(comment) {
    const back = this.comments.remove(comment);
    if (this.writing === comment) this.writing = null;
    this.erase(comment, true);
    if (!comment.body.trim()) return;
    tell("Comment deleted.", () => {
      back();
      this.draw(comment);
      this.place();
      this.cardOf(comment).querySelector("button").focus();
    });
  }

  change(comment, kind) {
    this.comments.change(comment, { kind });
    this.draw(comment);
    this.place();
    this.cardOf(comment).querySelector("input:checked").focus();
  }

  draw(comment) {
    const { margin } = this.standOf(comment);
    this.passages.untint(comment.id);
    const words = this.passages.tint(comment);
    const made = card(comment, words, this.writing === comment, this.on);
    const old = this.cardOf(comment);
    if (old) {
      this.swapping = true;
      old.replaceWith(made);
      this.swapping = false;
    } else {
      const later = [...margin.children].find(
        (one) => this.comments.order(comment, this.comments.get(one.dataset.card)) < 0,
      );
      margin.insertBefore(made, later ?? null);
    }
    this.light();
  }

  erase(comment, focus) {
    const { stand } = this.standOf(comment);
    this.swapping = true;
    this.cardOf(comment)?.remove();
    this.swapping = false;
    this.passages.untint(comment.id);
    if (this.active === comment.id) this.active = null;
    this.place();
    if (focus) stand.querySelector(".comment").focus();
  }

  /** Leaving a card that is being written keeps it, as leaving any field does. */
  left({ target, relatedTarget }) {
    if (this.swapping || !document.hasFocus()) return;
    const from = target.closest(".card");
    if (!from || from.contains(relatedTarget)) return;
    const comment = this.comments.get(from.dataset.card);
    if (comment && comment === this.writing && comment.body.trim()) this.done(comment, false);
  }

  clicked(event) {
    const mark = event.target.closest("mark");
    if (!mark || !document.getSelection().isCollapsed) return;
    const found = this.cardOf({ id: mark.dataset.comment });
    this.choose(mark.dataset.comment);
    found?.scrollIntoView({ block: "nearest" });
  }

  choose(id) {
    this.active = id;
    this.light();
    this.place();
  }

  light() {
    for (const one of this.passages.root.querySelectorAll(".card, mark")) {
      one.classList.toggle("active", (one.dataset.card ?? one.dataset.comment) === this.active);
    }
  }

  /** Puts each card beside its words, or below the one above it, and draws the lines. */
  place() {
    for (const { stand, article, margin, lines } of this.stands) {
      if (!margin.children.length) {
        stand.style.removeProperty("--room");
        lines.replaceChildren();
        continue;
      }
      const beside = getComputedStyle(margin).position === "absolute";
      const top = stand.getBoundingClientRect().top;
      const paths = [];
      let free = article.offsetTop;
      for (const one of margin.children) {
        const marks = article.querySelectorAll(`mark[data-comment="${one.dataset.card}"]`);
        const last = marks[marks.length - 1]?.getClientRects();
        const line = last?.length ? last[last.length - 1] : null;
        const middle = line ? line.top + line.height / 2 - top : null;
        const at = Math.max(free, middle === null ? free : middle - 34);
        one.style.setProperty("--top", `${at}px`);
        free = at + one.offsetHeight + GAP;
        if (beside && middle !== null) paths.push(tie(one, middle, at + 20, margin.offsetLeft - article.offsetWidth - 8));
      }
      stand.style.setProperty("--room", beside ? `${free}px` : "0");
      lines.replaceChildren(...paths);
    }
  }

  standOf({ item }) {
    return this.stands.find(({ article }) => article === this.passages.article(item));
  }

  cardOf({ id }) {
    return this.passages.root.querySelector(`[data-card="${id}"]`);
  }
}

function tie(one, from, to, end) {
  const group = document.createElementNS(SVG, "g");
  const [dot, path] = ["circle", "path"].map((tag) => document.createElementNS(SVG, tag));
  group.setAttribute("class", one.className.replace("card", "tie"));
  for (const [name, value] of [["cx", 4], ["cy", from], ["r", 2.5]]) dot.setAttribute(name, value);
  path.setAttribute("d", `M4 ${from} C${end / 2} ${from} ${end / 2} ${to} ${end} ${to}`);
  group.append(path, dot);
  return group;
}
