// A chart or a map of a share, drawn anew: lines, shapes and words, with numbers for attributes and nothing else.

const SVG = "http://www.w3.org/2000/svg";
const MOST = 5000; // shapes in one chart

const NUMBER = /^-?[0-9]{1,6}(?:\.[0-9]{1,6})?%?$/;
const NUMBERS = /^[-0-9., ]{1,200000}$/;
const PLACED = { x: NUMBER, y: NUMBER };
const BY_TAG = {
  svg: { width: NUMBER, height: NUMBER, viewBox: NUMBERS, role: /^img$/, "aria-label": /^/ },
  g: {},
  path: { d: /^[MmLlHhVvCcSsQqTtAaZz0-9., -]{1,200000}$/ },
  line: { x1: NUMBER, y1: NUMBER, x2: NUMBER, y2: NUMBER },
  polyline: { points: NUMBERS },
  circle: { cx: NUMBER, cy: NUMBER, r: NUMBER },
  rect: { ...PLACED, width: NUMBER, height: NUMBER, rx: NUMBER, ry: NUMBER },
  text: { ...PLACED, dx: NUMBER, dy: NUMBER, "text-anchor": /^(?:start|middle|end)$/ },
  title: {},
};
const DRAWN = {
  class: /^(?:level|c[0-2]|map(?:-[a-z]{1,20}){0,2})$/, fill: /^(?:none|currentColor)$/, stroke: /^(?:none|currentColor)$/, "stroke-width": NUMBER,
  "stroke-dasharray": NUMBERS, "stroke-linecap": /^round$/, "stroke-linejoin": /^round$/,
};

/** Copies an svg element of the share into `to`, as far as it is on the list. */
export function copyChart(node, to) {
  let left = MOST;
  const made = copied(node, 0);
  if (made) to.append(made);

  function copied(from, depth) {
    const allowed = from.namespaceURI === SVG && Object.hasOwn(BY_TAG, from.localName) && BY_TAG[from.localName];
    if (!allowed || depth > 8 || left-- <= 0) return null;
    const out = document.createElementNS(SVG, from.localName);
    for (const [name, pattern] of Object.entries({ ...DRAWN, ...allowed })) {
      const value = from.getAttribute(name);
      if (value !== null && pattern.test(value)) out.setAttribute(name, value);
    }
    for (const child of from.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) out.append(child.data);
      else if (child.nodeType === Node.ELEMENT_NODE) out.append(copied(child, depth + 1) ?? "");
    }
    return out;
  }
}
