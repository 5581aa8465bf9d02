// The page's own program, run a second time beside it for one task.

import { Unreadable } from "./unreadable.js";

/** Returns what the worker makes of the task; throws Unreadable. */
export function beside(task, given) {
  const source = document.getElementById("program").textContent;
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(address);
  URL.revokeObjectURL(address);
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data: { done, code } }) => (code ? reject(new Unreadable(code)) : resolve(done));
    worker.onerror = () => reject(new Unreadable("damaged"));
    worker.postMessage({ task, ...given });
  }).finally(() => worker.terminate());
}
