// The age files that go in and out: opened and sealed by words, and sealed for the sender's key.

import { Decrypter, Encrypter } from "age-encryption";
import { joined } from "./bytes.js";
import { Unreadable } from "./unreadable.js";

const SEALED_BYTES = 256 * 2 ** 20;
const HEADER_BYTES = 16 * 2 ** 10;
const FACTOR = 17;
const FACTOR_LIMIT = 20; // more than 1 GiB of memory beyond it

/** Refuses what no words can open, before any work is done for it. */
export function scan(sealed) {
  if (sealed.length > SEALED_BYTES) throw new Unreadable("too-large");
  const head = new TextDecoder("latin1").decode(sealed.subarray(0, HEADER_BYTES));
  if (!head.startsWith("age-encryption.org/v1\n")) throw new Unreadable("not-a-share");
  const stanza = /^[^\n]*\n-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n/.exec(head);
  if (!/\n--- [A-Za-z0-9+/]{43}\n/.test(head)) throw new Unreadable("truncated");
  if (!stanza) throw new Unreadable("needs-key");
  if (Number(stanza[1]) > FACTOR_LIMIT) throw new Unreadable("work-factor");
}

/** Returns {packed, words}: what was sealed, and the words as they opened it. Throws Unreadable. */
export async function opened(sealed, typed) {
  scan(sealed);
  for (const words of new Set([typed, plain(typed)].map((one) => one.normalize("NFC")))) {
    const decrypter = new Decrypter();
    decrypter.addPassphrase(words);
    try {
      return { packed: await whole(await decrypter.decrypt(stream(sealed))), words };
    } catch (error) {
      if (error instanceof RangeError) throw new Unreadable("work-factor"); // no memory for so much work
      if (!/no identity matched/.test(error.message)) throw new Unreadable("damaged");
    }
  }
  throw new Unreadable("wrong-words");
}

/** Returns the age file that opens with these words. */
export async function sealedByWords(packed, words) {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(words);
  encrypter.setScryptWorkFactor(FACTOR);
  return whole(await encrypter.encrypt(stream(packed)));
}

/** Returns the age file that this recipient ("age1...") alone can open. */
export async function sealedFor(packed, recipient) {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return whole(await encrypter.encrypt(stream(packed)));
}

function plain(words) {
  return words.toLowerCase().trim().split(/\s+/).join(" ");
}

// the library's calls with whole arrays go through fetch, which the policy forbids
function stream(bytes) {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}

async function whole(source) {
  const reader = source.getReader();
  const pieces = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(pieces);
    pieces.push(value);
  }
}
