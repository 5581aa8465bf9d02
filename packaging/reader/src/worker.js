// Words cost seconds of unbroken work, so that sealing and opening are done away from the page.

import { sealDraft } from "./draft.js";
import { sealReply } from "./reply.js";
import { openAll } from "./share.js";
import { Unreadable } from "./unreadable.js";

const TASKS = {
  open: ({ files, words }) => openAll(files, words),
  keep: ({ draft, words }) => sealDraft(draft, words),
  reply: sealReply,
};

/** Answers each {task, ...} with {done} or {code}. */
export function listen() {
  self.onmessage = async ({ data: { task, ...given } }) => {
    try {
      self.postMessage({ done: await TASKS[task](given) });
    } catch (error) {
      self.postMessage({ code: error instanceof Unreadable ? error.code : "damaged" });
    }
  };
}
