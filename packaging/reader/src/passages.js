// Where a comment belongs: from what is selected in the page to a passage, and from a passage to its tint.

import { Alignment, belowTitle, pointsBefore, unitsBefore } from "./anchors.js";
import { LOOP } from "./checks.js";

const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, pre, blockquote, dt, dd";
const QUOTE_LENGTH = 280;

/** The things of a share as they stand in the page. */
export class Passages {
  /** `root` holds the drawn page; `items` are those of data.js, in the order of the articles. */
  constructor(root, items) {
    this.root = root;
    this.items = new Map(items.map((item) => [`${item.type}:${item.id}`, item]));
    this.alignments = new WeakMap();
    if (!root.querySelector("[data-item]")) markFirst(root, items);
    this.articles = [...root.querySelectorAll("[data-item]")].filter((one) => this.items.has(one.dataset.item));
  }

  item(article) {
    return this.items.get(article.dataset.item);
  }

  article([type, id]) {
    return this.articles.find((one) => one.dataset.item === `${type}:${id}`);
  }

  /** Compares two comments by where they stand: the whole of a thing first, then along its text. */
  compare(one, other) {
    const [here, there] = [one, other].map(({ item, field, selector }) => [
      this.articles.indexOf(this.article(item)),
      1 + [...this.article(item).querySelectorAll("[data-field]")].findIndex((at) => at.dataset.field === field),
      selector?.start ?? 0,
    ]);
    const differs = here.findIndex((place, at) => place !== there[at]);
    return differs < 0 ? 0 : here[differs] - there[differs];
  }

  /**
   * Returns what is selected as {item, field, selector, quote, rects}, null if nothing is, or "outside" if it
   * is nothing that was shared. What cannot be found in the source becomes a passage of its whole block, and
   * what reaches over several passages the whole thing; then `quote` keeps the words.
   */
  selected() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !selection.toString().trim()) return null;
    const range = selection.getRangeAt(0);
    const near = range.commonAncestorContainer;
    if (!this.root.contains(near) || (near.parentElement ?? near).closest(".margin")) return null;
    const article = this.articles.find((one) => range.intersectsNode(one) && textIn(range, one).trim());
    if (!article) return "outside";
    const { type, id } = this.item(article);
    const touched = [...article.querySelectorAll("[data-field]")].filter((one) => textIn(range, one).trim());
    const alone = touched.length === 1 && bare(textIn(range, article)) === bare(textIn(range, touched[0]));
    const passage = alone ? this.passage(article, touched[0], range) : null;
    const quote = passage ? passage.quote : short(textIn(range, article));
    return { item: [type, id], field: "", selector: null, ...passage, quote, rects: range.getClientRects() };
  }

  passage(article, field, range) {
    if (LOOP.test(field.dataset.field)) return { field: field.dataset.field, selector: null, quote: "" };
    const found = this.alignment(article, field);
    if (!found) return null;
    const [from, to] = units(range, field);
    const said = field.textContent;
    const [start, stop] = [pointsBefore(said, from), pointsBefore(said, to)];
    const selector = found.select(start, stop);
    if (selector) return { field: field.dataset.field, selector, quote: "" };
    const [first, last] = blockAround(field, range);
    const block = found.block(pointsBefore(said, first), pointsBefore(said, last));
    return block.exact && { field: field.dataset.field, selector: block, quote: short(said.slice(from, to)) };
  }

  alignment(article, field) {
    if (!this.alignments.has(field)) {
      const { type, plain } = this.item(article);
      const source = plain[field.dataset.field];
      const below = type === "entry" && field.dataset.field === "body" ? belowTitle(plain.title, source ?? "") : 0;
      this.alignments.set(field, source ? new Alignment(source, field.textContent, below) : null);
    }
    return this.alignments.get(field);
  }

  /** Tints the passage of a comment and returns its words as they are seen, "" if it is for the whole. */
  tint({ id, item, field, selector, kind }) {
    const article = this.article(item);
    const within = [...article.querySelectorAll("[data-field]")].find((one) => one.dataset.field === field);
    if (within && LOOP.test(field)) return short(within.textContent);
    const places = selector && within && this.alignment(article, within)?.shown(selector);
    if (!places) return "";
    const said = within.textContent;
    const [from, to] = places.map((place) => unitsBefore(said, place));
    wrap(within, from, to, () => {
      const mark = document.createElement("mark");
      mark.className = `is-${kind}`;
      mark.dataset.comment = id;
      return mark;
    });
    return short(said.slice(from, to));
  }

  /** Takes the tint of a comment away. */
  untint(id) {
    for (const mark of this.root.querySelectorAll(`mark[data-comment="${id}"]`)) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
  }
}

/** In pages of version 1 the entries stand in the order of the data, each with its text. */
function markFirst(root, items) {
  items.forEach((item, at) => {
    const article = root.querySelector(`#entry-${at + 1}`);
    if (!article) return;
    article.dataset.item = `${item.type}:${item.id}`;
    const text = article.querySelector(".text");
    if (text) text.dataset.field = "body";
  });
}

/** The part of a range that lies in an element, in UTF-16 units of its text. */
function units(range, within) {
  const before = document.createRange();
  before.selectNodeContents(within);
  const length = before.toString().length;
  const at = (node, offset, outside) => {
    if (!within.contains(node)) return outside;
    before.setEnd(node, offset);
    return before.toString().length;
  };
  const from = at(range.startContainer, range.startOffset, 0);
  return [from, at(range.endContainer, range.endOffset, length)];
}

function textIn(range, within) {
  if (!range.intersectsNode(within)) return "";
  return within.textContent.slice(...units(range, within));
}

function bare(said) {
  return said.replace(/\s+/g, "");
}

function blockAround(field, range) {
  const block = (node) => {
    const near = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest(BLOCKS);
    return near && field.contains(near) ? near : null;
  };
  const [from, to] = units(range, field);
  const whole = document.createRange();
  whole.selectNodeContents(field);
  const [first, last] = [block(range.startContainer), block(range.endContainer)];
  if (first) whole.setStartBefore(first);
  if (last) whole.setEndAfter(last);
  const [start, stop] = units(whole, field);
  return [Math.min(start, from), Math.max(stop, to)];
}

function short(said) {
  const words = Array.from(said.trim().replace(/\s+/g, " "));
  return words.length > QUOTE_LENGTH ? `${words.slice(0, QUOTE_LENGTH).join("")}…` : words.join("");
}

function wrap(within, from, to, make) {
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  const nodes = [];
  for (let at = 0; walker.nextNode(); ) {
    const node = walker.currentNode;
    const [start, stop] = [Math.max(from - at, 0), Math.min(to - at, node.length)];
    if (start < stop && node.data.slice(start, stop).trim()) nodes.push([node, start, stop]);
    at += node.length;
  }
  for (const [node, start, stop] of nodes) {
    const part = start ? node.splitText(start) : node;
    if (stop - start < part.length) part.splitText(stop - start);
    const mark = make();
    part.replaceWith(mark);
    mark.append(part);
  }
}
