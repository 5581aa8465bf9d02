// The ZIP inside a sealed file: exact names, no tricks, and no more than any share may hold.

import { unzipSync, zipSync } from "fflate";

const NAME =
  /^(?:manifest\.json|manifest\.json\.sig|README\.txt|index\.html|data\.json|draft\.json|(?:entries|attachments|comments)\/[a-z0-9][a-z0-9_-]{0,79}\.[a-z0-9]{1,8})$/;
const MEMBER_LIMIT = 5000;
const MEMBER_BYTES = 64 * 2 ** 20;
const TOTAL_BYTES = 512 * 2 ** 20;

/** Returns name → bytes; throws for anything that a share never is. */
export function members(packed) {
  const seen = new Set();
  let total = 0;
  return unzipSync(packed, {
    filter({ name, originalSize, compression }) {
      total += originalSize;
      if (!NAME.test(name) || seen.has(name)) throw new Error("name");
      if (seen.size >= MEMBER_LIMIT || total > TOTAL_BYTES) throw new Error("too much");
      if (originalSize > MEMBER_BYTES || ![0, 8].includes(compression)) throw new Error("packing");
      seen.add(name);
      return true;
    },
  });
}

/** Returns the ZIP of these members as the app packs it: no moment of this computer, for its owner alone. */
export function packed(parts) {
  return zipSync(parts, { os: 3, attrs: 0o100600 << 16, mtime: new Date(1980, 0, 1) });
}
