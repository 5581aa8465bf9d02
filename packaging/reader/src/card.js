// One comment in the margin: read, written, taken away.

import { KINDS } from "./checks.js";
import { LONGEST } from "./comments.js";
import { element } from "./elements.js";
import { icon } from "./icons.js";
import { LABELS } from "./reply_text.js";

const TITLES = { ...LABELS, question: "A question", note: "A note" };
const ASKING = {
  question: "What would you like to ask?",
  noticing: "What do you notice?",
  appreciation: "What do you appreciate?",
  note: "What do you want to note?",
};

/**
 * Returns the card of a comment on these `words`; `on` has edit, done, remove, kind and body, each called
 * with the comment.
 */
export function card(comment, words, writing, on) {
  const name = TITLES[comment.kind];
  const made = element("section", { class: `card is-${comment.kind}`, "aria-label": name, "data-card": comment.id });
  const inside = writing ? written(comment, on) : shown(comment, on);
  made.append(
    element("header", {}, icon(comment.kind), element("strong", {}, name), ...inside.tools),
    about(comment, words, on),
    ...inside.rest,
  );
  return made;
}

/** What it is on; words that are tinted beside it need not be read twice. */
function about(comment, words, on) {
  const { quote } = comment;
  if (!quote && !words) return element("p", { class: "facts" }, "On all of it");
  return element("blockquote", { class: quote ? null : "tinted", dir: "auto", onclick: () => on.back(comment) }, quote || words);
}

function shown(comment, on) {
  return {
    tools: [
      tool("write", "Edit this comment", () => on.edit(comment)),
      tool("remove", "Delete this comment", () => on.remove(comment)),
    ],
    rest: [element("p", { class: "said", dir: "auto" }, comment.body)],
  };
}

function written(comment, on) {
  const field = element("textarea", {
    rows: 3, maxlength: LONGEST, dir: "auto", "aria-label": "Your comment", placeholder: ASKING[comment.kind],
    oninput: () => on.body(comment, field.value),
    onkeydown: (event) => {
      const ends = event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey));
      if (!ends) return;
      event.preventDefault();
      event.stopPropagation();
      on.done(comment);
    },
  });
  field.value = comment.body;
  return {
    tools: [tool("remove", "Delete this comment", () => on.remove(comment))],
    rest: [
      field,
      element(
        "footer", {}, kinds(comment, on),
        element("button", { type: "button", class: "soft", onclick: () => on.done(comment) }, "Done"),
      ),
    ],
  };
}

function kinds(comment, on) {
  const choice = (kind) =>
    element(
      "label", { class: `is-${kind}`, title: LABELS[kind] },
      element("input", {
        type: "radio", name: `kind-${comment.id}`, value: kind, checked: kind === comment.kind,
        "aria-label": LABELS[kind], onchange: () => on.kind(comment, kind),
      }),
      icon(kind),
    );
  return element("fieldset", { "aria-label": "What it is" }, ...KINDS.map(choice));
}

function tool(name, title, onclick) {
  return element("button", { type: "button", class: "tool", title, "aria-label": title, onclick }, icon(name));
}
