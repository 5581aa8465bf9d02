// The same program runs twice: as the page, and in a worker that opens the share beside it.

import { listen } from "./worker.js";
import { show } from "./page.js";

if (typeof document === "undefined") {
  listen();
} else {
  show();
}
