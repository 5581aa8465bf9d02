// Bytes and texts, one from the other.

import { sha256 } from "@noble/hashes/sha2.js";

/** The pieces as one array. */
export function joined(pieces) {
  const whole = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** SHA-256 in 64 hex signs. */
export function hash(bytes) {
  return Array.from(sha256(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The text of UTF-8; throws for anything else. */
export function text(bytes) {
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

/** UTF-8 of a text. */
export function encoded(said) {
  return new TextEncoder().encode(said);
}

/** A value as JSON in UTF-8, its keys in order. */
export function json(value) {
  return encoded(JSON.stringify(value, ordered, 1));
}

/** A new UUID of version 4; `crypto.randomUUID` is missing where a page is no secure context. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const signs = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return signs.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function ordered(_key, value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
