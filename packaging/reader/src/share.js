// A sealed share, opened in memory: words, container, hashes and signature, whole or not at all.

import { Decrypter } from "age-encryption";
import { sha256 } from "@noble/hashes/sha2.js";
import { members } from "./container.js";
import { signer } from "./signature.js";

const SEALED_BYTES = 256 * 2 ** 20;
const HEADER_BYTES = 16 * 2 ** 10;
const FACTOR_LIMIT = 20; // more than 1 GiB of memory beyond it
const PICTURE = /^image\/(?:jpeg|png|webp|gif)$/;

/** A share that cannot be opened; `code` names its sentence. */
export class Unreadable extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/**
 * Returns {sender, fingerprint, key, created, page, files} of `sealed` (Uint8Array) by its words:
 * `page` is its index.html, `files` maps names of attachments to {bytes, media}.
 * Throws Unreadable.
 */
export async function openShare(sealed, words) {
  scan(sealed);
  const packed = await decrypted(sealed, words);
  return read(packed);
}

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

async function decrypted(sealed, words) {
  const typed = [words, words.toLowerCase().trim().split(/\s+/).join(" ")];
  for (const attempt of new Set(typed.map((one) => one.normalize("NFC")))) {
    try {
      return await byWords(sealed, attempt);
    } catch (error) {
      if (error instanceof Unreadable) throw error;
      if (!/no identity matched/.test(error.message)) throw new Unreadable("damaged");
    }
  }
  throw new Unreadable("wrong-words");
}

async function byWords(sealed, words) {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(words);
  const source = new ReadableStream({
    start(controller) {
      controller.enqueue(sealed);
      controller.close();
    },
  });
  const reader = (await decrypter.decrypt(source)).getReader();
  const pieces = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(pieces);
    pieces.push(value);
  }
}

function joined(pieces) {
  const whole = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function read(packed) {
  const found = checked(() => members(packed), "contents");
  const listed = found["manifest.json"];
  const key = checked(() => signer(found["manifest.json.sig"], listed), "signature");
  const manifest = checked(() => JSON.parse(text(listed)), "contents");
  checked(() => agree(manifest, found), "contents");
  if (manifest.sender.ssh.split(" ")[1] !== key.line) throw new Unreadable("signature");
  return {
    sender: manifest.sender.name,
    fingerprint: digits(listed),
    senderFingerprint: digits(key.public, new TextEncoder().encode(manifest.sender.age)),
    page: text(found["index.html"]),
    files: attachments(manifest, found),
  };
}

function checked(step, code) {
  try {
    return step();
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable(code);
  }
}

/** Throws unless the manifest is that of a share for words, and lists exactly what is there. */
function agree(manifest, found) {
  if (manifest.format !== "metanoia-bundle") throw new Error("format");
  if (manifest.min_reader > 1) throw new Unreadable("newer");
  if (manifest.kind !== "export" || manifest.recipients.length) throw new Error("kind");
  const rest = new Set(Object.keys(found));
  rest.delete("manifest.json");
  rest.delete("manifest.json.sig");
  for (const { name, size, sha256: hash } of manifest.files) {
    if (!rest.delete(name)) throw new Error("missing or twice");
    if (found[name].length !== size || hex(sha256(found[name])) !== hash) throw new Error("hash");
  }
  if (rest.size) throw new Error("not listed");
}

function attachments(manifest, found) {
  const files = {};
  for (const { name, media } of manifest.files) {
    if (!name.startsWith("attachments/")) continue;
    files[name] = { bytes: found[name], media: PICTURE.test(media) ? media : "application/octet-stream" };
  }
  return files;
}

/** Six groups of five digits over the bytes, as the app shows them. */
function digits(...parts) {
  const hash = sha256(joined(parts));
  const groups = [];
  for (let at = 0; at < 30; at += 5) {
    const number = hash.subarray(at, at + 5).reduce((sum, byte) => sum * 256 + byte, 0);
    groups.push(String(number % 100000).padStart(5, "0"));
  }
  return groups.join(" ");
}

function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function text(bytes) {
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}
