// Short ways to make and find elements; words go in as text, never as HTML.

/** Returns the element with this id. */
export function byId(id) {
  return document.getElementById(id);
}

/** Returns a new element with attributes and what is in it (texts and nodes; null is left out). */
export function element(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null) made.setAttribute(name, value);
  }
  made.append(...inside.filter((one) => one !== null));
  return made;
}

/** "1 comment", "3 comments". */
export function counted(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
