// Opening takes seconds of unbroken work with words, so it is done away from the page.

import { Unreadable, openShare } from "./share.js";

/** Answers each {sealed, words} with {share} or {code}. */
export function listen() {
  self.onmessage = async ({ data: { sealed, words } }) => {
    try {
      self.postMessage({ share: await openShare(new Uint8Array(sealed), words) });
    } catch (error) {
      self.postMessage({ code: error instanceof Unreadable ? error.code : "damaged" });
    }
  };
}
