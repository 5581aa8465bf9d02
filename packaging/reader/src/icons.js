// The app's own icons, drawn into the page.

import download from "../../../resources/icons/download.svg";
import eye from "../../../resources/icons/eye.svg";
import seal from "../../../resources/icons/file-lock-2.svg";
import heart from "../../../resources/icons/heart.svg";
import question from "../../../resources/icons/circle-help.svg";
import remove from "../../../resources/icons/trash-2.svg";
import note from "../../../resources/icons/sticky-note.svg";
import talk from "../../../resources/icons/message-square.svg";
import target from "../../../resources/icons/target.svg";
import write from "../../../resources/icons/pen-line.svg";

const SOURCES = {
  question, noticing: eye, appreciation: heart, note, talk, write, remove, seal, download, target,
};

/** Returns the icon `name` as an element that says nothing by itself. */
export function icon(name) {
  const drawn = new DOMParser().parseFromString(SOURCES[name], "image/svg+xml").documentElement;
  const made = document.importNode(drawn, true);
  made.setAttribute("class", "icon");
  made.setAttribute("aria-hidden", "true");
  return made;
}

/** Puts an icon before the words of each element below `root` that names one. */
export function dress(root) {
  for (const one of root.querySelectorAll("[data-icon]")) one.prepend(icon(one.dataset.icon));
}
