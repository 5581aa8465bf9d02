// SSHSIG with Ed25519, as ssh-keygen -Y verify checks it (openssh PROTOCOL.sshsig).

import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { base64 } from "@scure/base";

const NAMESPACE = "bundle@metanoia.v1";
const ARMOR = /^-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]{1,2000})\n-----END SSH SIGNATURE-----\n?$/;
const encoder = new TextEncoder();

/**
 * Returns {public, line} of whoever signed `message`: 32 bytes, and the key as base64.
 * Throws if the signature is missing, for something else, or wrong.
 */
export function signer(armored, message) {
  const blob = base64.decode(ARMOR.exec(new TextDecoder().decode(armored))[1].replaceAll("\n", ""));
  if (ascii(blob.subarray(0, 6)) !== "SSHSIG" || blob[9] !== 1) throw new Error("format");
  const [key, namespace, reserved, digest, signed] = strings(blob.subarray(10));
  if (ascii(namespace) !== NAMESPACE || reserved.length || ascii(digest) !== "sha512") {
    throw new Error("purpose");
  }
  const [kind, bare] = strings(key);
  const [how, signature] = strings(signed);
  if (ascii(kind) !== "ssh-ed25519" || ascii(how) !== "ssh-ed25519") throw new Error("kind");
  const said = [encoder.encode(NAMESPACE), new Uint8Array(), encoder.encode("sha512"), sha512(message)];
  const whole = Uint8Array.from([...encoder.encode("SSHSIG"), ...said.flatMap((part) => [...string(part)])]);
  if (!ed25519.verify(signature, whole, bare)) throw new Error("wrong");
  return { public: bare, line: base64.encode(key) };
}

function strings(blob) {
  const found = [];
  for (let at = 0; at < blob.length; ) {
    const size = new DataView(blob.buffer, blob.byteOffset + at, 4).getUint32(0);
    at += 4 + size;
    if (at > blob.length) throw new Error("cut");
    found.push(blob.subarray(at - size, at));
  }
  return found;
}

function string(bytes) {
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, bytes.length);
  return [...size, ...bytes];
}

function ascii(bytes) {
  return String.fromCharCode(...bytes);
}
