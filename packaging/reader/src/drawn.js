// The page of a share, drawn anew: each element and attribute is copied only if it is on the list.

import { copyChart } from "./chart.js";
import { THINGS } from "./checks.js";

const TAGS = new Set(
  ("p br hr h1 h2 h3 h4 h5 h6 em strong del code pre blockquote ul ol li a img table thead tbody tr th td sup sub " +
    "dl dt dd header section article nav div span figure figcaption footer").split(" "),
);
const CLASSES = new Set(
  "top kind facts note agreed answers when label text chart mapped key k0 k1 k2 tags files ties end".split(" "),
);
const ITEM = new RegExp(`^(?:${THINGS.join("|")}):[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$`);
const FIELD = /^[a-z_]{1,40}(?:\/[A-Za-z0-9_-]{1,60}){0,3}$/;
const PLACE = /^[a-z]+-[0-9]+$/;
const ALIGNED = /^(?:left|right|center)$/;
const DEPTH = 100;

/** Returns the content of `page` (HTML of a share) as nodes; `address(name)` gives files their blobs. */
export function drawn(page, files, address) {
  const main = new DOMParser().parseFromString(inner(page), "text/html").querySelector("main");
  const out = document.createDocumentFragment();
  if (main) copyChildren(main, out, { files, address }, 0);
  return out;
}

/** The page's <main> alone; how a column is set is no style any more, which the policy would forbid. */
function inner(page) {
  const main = page.slice(page.indexOf("<main>"), page.lastIndexOf("</main>") + "</main>".length);
  return main.replace(/<(t[hd]) style="text-align: ?(left|right|center);?"/g, '<$1 align="$2"');
}

function copyChildren(from, to, share, depth) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(node.data);
    else if (node.nodeType === Node.ELEMENT_NODE) copy(node, to, share, depth);
  }
}

function copy(node, to, share, depth) {
  const tag = node.localName;
  if (tag === "svg") return copyChart(node, to);
  if (!TAGS.has(tag) || depth > DEPTH || !(node instanceof HTMLElement)) return;
  const made = document.createElement(tag);
  for (const name of ["alt", "title", "aria-label"]) {
    if (node.hasAttribute(name)) made.setAttribute(name, node.getAttribute(name));
  }
  if (node.getAttribute("dir") === "auto") made.dir = "auto";
  if (CLASSES.has(node.className)) made.className = node.className;
  if (PLACE.test(node.id)) made.id = node.id;
  if (ITEM.test(node.dataset.item ?? "")) made.dataset.item = node.dataset.item;
  if (FIELD.test(node.dataset.field ?? "")) made.dataset.field = node.dataset.field;
  if (tag === "ol" && /^[0-9]{1,5}$/.test(node.getAttribute("start"))) made.start = Number(node.getAttribute("start"));
  if (ALIGNED.test(node.getAttribute("align"))) made.align = node.getAttribute("align");
  if (tag === "img") made.src = picture(node.getAttribute("src"), share);
  if (tag === "a") lead(made, node, share);
  copyChildren(node, made, share, depth + 1);
  to.append(made);
}

/** A picture comes along as data: it becomes a blob, and anything else becomes nothing. */
function picture(source, share) {
  const found = /^data:(image\/(?:jpeg|png|webp|gif));base64,([A-Za-z0-9+/=]*)$/.exec(source ?? "");
  if (!found) return "";
  const bytes = Uint8Array.from(atob(found[2]), (sign) => sign.charCodeAt(0));
  return share.address(bytes, found[1]);
}

function lead(made, node, share) {
  const href = node.getAttribute("href") ?? "";
  const file = share.files[href];
  if (file) {
    made.href = share.address(file.bytes, "application/octet-stream");
    made.download = node.textContent;
  } else if (href[0] === "#" && PLACE.test(href.slice(1))) {
    made.setAttribute("href", href);
  } else if (/^(?:https?:\/\/|mailto:)/i.test(href)) {
    made.href = href;
    made.target = "_blank";
    made.rel = "noopener noreferrer nofollow";
  }
}
