// From what a reader sees back to the words as they were written, and the other way round.
//
// A passage is kept over the source, which is Markdown: code points in NFC, lines ended by LF. What is
// seen lacks its marks, so letters are matched with letters, and marks only between them.

const CONTEXT = 32;
const AGREE = [8, 3]; // letters in a row by which both are taken to be at the same place again
const SEEN_AHEAD = 80; // letters that may be seen and not written: the note above a plain text
const WRITTEN_AHEAD = 4000; // letters that may be written and not seen
const WORK = 20_000_000; // comparisons, after which the rest stays unmatched

const MARK = /[\s!-/:-@[-`{-~☐☑]/;
const UNSEEN = [
  /!\[[^\]\n]{0,2000}\]\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)/dg, // a picture
  /\](\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\))/dg, // where a link leads
  /\](\[[^\]\n]{0,200}\])/dg,
  /^ {0,3}\[[^\]\n]{1,200}\]:[^\n]*$/dgm,
  /&(#?[A-Za-z0-9]{1,31};)/dg,
  /^[ \t>]*[-+*] +(\[[xX]\])/dgm,
  /^[ \t>]*([0-9]{1,9}[.)]) /dgm, // the number of a list
];
const CODE = [/^ {0,3}(?:`{3,}|~{3,})[^`\n]*\n([^]*?)^ {0,3}(?:`{3,}|~{3,})$/dgm, /`([^`\n]+)`/dg]; // as it is
const FENCE = /^ {0,3}(?:`{3,}|~{3,})[^`\n]*$/dgm; // with the name of a language

/** The code points of a text in NFC, lines ended by LF. */
export function points(text) {
  return Array.from(text.replace(/\r\n?/g, "\n").normalize("NFC"));
}

/** How many code points in NFC stand before a place that is counted in UTF-16 units. */
export function pointsBefore(text, units) {
  return points(text.slice(0, units)).length;
}

/** The last place in UTF-16 units that has so many code points in NFC before it. */
export function unitsBefore(text, count) {
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pointsBefore(text, middle) > count) high = middle - 1;
    else low = middle;
  }
  return low;
}

/** Where the text begins that is shown below a title: after a first line that only repeats it. */
export function belowTitle(title, body) {
  const lead = /^\n*/.exec(body)[0].length;
  const end = body.indexOf("\n", lead);
  const first = body.slice(lead, end < 0 ? body.length : end);
  return title && first.trim() === `# ${title}` ? (end < 0 ? body.length : end + 1) : 0;
}

/** A source and what is seen of it, side by side; `from` is the place of the source it begins at. */
export class Alignment {
  constructor(source, seen, from = 0) {
    this.source = points(source);
    this.seen = points(seen);
    this.hidden = unseen(source);
    this.places = aligned(this.source, this.seen, this.hidden, pointsBefore(source, from));
  }

  /** The passage behind what is seen from `start` to `stop`, or null where some of it is not found. */
  select(start, stop) {
    let [first, last] = [Infinity, -1];
    for (let at = start; at < stop; at++) {
      const place = this.places[at];
      if (place < 0 && !MARK.test(this.seen[at])) return null;
      if (place < 0 || !this.source[place].trim()) continue;
      first = Math.min(first, place);
      last = Math.max(last, place);
    }
    return last < 0 ? null : this.passage(first, whole(this.source, this.hidden, first, last + 1));
  }

  /** The passage behind a whole block; of the whole source if nothing in the block is found. */
  block(start, stop) {
    const found = this.places.slice(start, stop).filter((place) => place >= 0);
    if (!found.length) return this.passage(0, this.source.length);
    return this.passage(found[0], found.at(-1) + 1);
  }

  passage(start, stop) {
    while (start < stop && !this.source[start].trim()) start++;
    while (stop > start && !this.source[stop - 1].trim()) stop--;
    const said = (from, to) => this.source.slice(Math.max(from, 0), to).join("");
    return {
      exact: said(start, stop),
      prefix: said(start - CONTEXT, start),
      suffix: said(stop, stop + CONTEXT),
      start,
      stop,
    };
  }

  /** Where a passage is seen, as [start, stop], or null. */
  shown({ start, stop }) {
    const inside = (place) => place >= start && place < stop;
    const first = this.places.findIndex(inside);
    return first < 0 ? null : [first, this.places.findLastIndex(inside) + 1];
  }
}

/** For each code point seen, its place in the source, or -1. */
function aligned(source, seen, hidden, from) {
  const written = letters(source, (at) => at >= from && !hidden.has(at));
  const read = letters(seen, () => true);
  const places = new Array(seen.length).fill(-1);
  let [r, w, work] = [0, 0, 0];
  while (r < read.length && w < written.length && work < WORK) {
    if (seen[read[r]] === source[written[w]]) {
      places[read[r++]] = written[w++];
      continue;
    }
    const [past, over, spent] = together(source, seen, written, read, w, r);
    work += spent;
    r += past;
    w += over;
  }
  rest(source, seen, places, from);
  return places;
}

function letters(text, counts) {
  return [...text.keys()].filter((at) => !MARK.test(text[at]) && counts(at));
}

/** How many letters to pass over on either side until both agree again: the fewest together. */
function together(source, seen, written, read, w, r) {
  let spent = 1;
  const most = Math.min(SEEN_AHEAD, read.length - r) + Math.min(WRITTEN_AHEAD, written.length - w);
  for (const enough of AGREE) {
    for (let sum = 1; sum <= most; sum++) {
      for (let past = Math.max(0, sum - WRITTEN_AHEAD); past <= Math.min(sum, SEEN_AHEAD); past++) {
        const over = sum - past;
        let same = 0;
        while (same < enough && agree(r + past + same, w + over + same)) same++;
        spent += same + 1;
        if (same === enough || (same && r + past + same === read.length)) return [past, over, spent];
      }
    }
  }
  return [1, 0, spent];

  function agree(atRead, atWritten) {
    return atRead < read.length && seen[read[atRead]] === source[written[atWritten]];
  }
}

/** Gives marks, blanks and what else is left their places, each between the letters beside it. */
function rest(source, seen, places, from) {
  const before = new Array(seen.length);
  for (let at = seen.length - 1, next = source.length; at >= 0; at--) {
    before[at] = next;
    if (places[at] >= 0) next = places[at];
  }
  let after = from;
  for (let at = 0; at < seen.length; at++) {
    if (places[at] < 0) places[at] = between(source, seen[at], after, before[at]);
    if (places[at] >= 0) after = places[at] + 1;
  }
}

function between(source, sign, after, before) {
  for (let place = after; place < before; place++) {
    if (sign.trim() ? source[place] === sign : !source[place].trim()) return place;
  }
  return -1;
}

/** The places of a source that no reader sees although letters stand there. */
function unseen(source) {
  const text = source.replace(/\r\n?/g, "\n").normalize("NFC");
  const hidden = new Set();
  const place = new Uint32Array(text.length + 1);
  for (let at = 0, count = 0; at < text.length; count++) {
    const units = text.codePointAt(at) > 0xffff ? 2 : 1;
    place.fill(count, at, at + units);
    place[(at += units)] = count + 1;
  }
  const each = (pattern, done) => {
    for (const { indices } of text.matchAll(pattern)) {
      const [start, stop] = indices[1] ?? indices[0];
      for (let at = place[start]; at < place[stop]; at++) done(at);
    }
  };
  for (const pattern of UNSEEN) each(pattern, (at) => hidden.add(at));
  for (const pattern of CODE) each(pattern, (at) => hidden.delete(at));
  each(FENCE, (at) => hidden.add(at));
  return hidden;
}

/** Where a passage ends with the marks that belong to it: of emphasis, or of a link, begun in it. */
function whole(source, hidden, start, stop) {
  for (const sign of ["*", "_", "~", "`"]) {
    let end = stop;
    while (source[end] === sign) end++;
    if (end > stop && count(source, start, stop, sign) % (2 * (end - stop)) === end - stop) stop = end;
  }
  const open = count(source, start, stop, "[") > count(source, start, stop, "]");
  if (open && source[stop] === "]" && hidden.has(stop + 1)) {
    while (hidden.has(++stop));
  }
  return stop;
}

function count(source, start, stop, sign) {
  return source.slice(start, stop).filter((one) => one === sign).length;
}
