// A sealed share, opened in memory: words, container, hashes and signature, whole or not at all.

import { sha256 } from "@noble/hashes/sha2.js";
import { opened } from "./age.js";
import { encoded, hash, joined, text } from "./bytes.js";
import { members } from "./container.js";
import { readData } from "./data.js";
import { readDraft } from "./draft.js";
import { signer } from "./signature.js";
import { Unreadable, checked } from "./unreadable.js";

const PICTURE = /^image\/(?:jpeg|png|webp|gif)$/;

// faults of a file whose name says that it is a draft: it can be left out
const OF_DRAFT = ["not-a-share", "truncated", "damaged", "contents", "needs-key", "work-factor"];

/**
 * Opens {bytes, isDraft} files, a share and perhaps a draft of a reply to it, by the words of the share;
 * `isDraft` is what the name says.
 *
 * Returns {share, draft, words}: the share has sender, fingerprint, senderFingerprint, page (index.html),
 * files (names of attachments → {bytes, media}), data, manifestSha256. Throws Unreadable.
 */
export async function openAll(files, typed) {
  const found = { share: null, draft: null, words: null };
  const refusals = [];
  for (const { bytes, isDraft } of files) {
    try {
      const { packed, words } = await opened(bytes, typed);
      const parts = checked(() => members(packed), "contents");
      const what = "draft.json" in parts ? "draft" : "share";
      if (found[what]) throw new Unreadable(`two-${what}s`);
      found[what] = what === "draft" ? checked(() => readDraft(parts), "draft") : readShare(parts);
      found.words = words;
    } catch (error) {
      const code = error instanceof Unreadable ? error.code : "damaged";
      refusals.push(new Unreadable(isDraft && OF_DRAFT.includes(code) ? "draft" : code));
    }
  }
  const wrong = refusals.find(({ code }) => code !== "wrong-words") ?? refusals[0];
  if (wrong) throw found.share && wrong.code === "wrong-words" ? new Unreadable("draft-words") : wrong;
  if (!found.share) throw new Unreadable("only-draft");
  if (found.draft && found.draft.share_sha256 !== found.share.manifestSha256) throw new Unreadable("other-draft");
  return found;
}

function readShare(found) {
  const listed = found["manifest.json"];
  const key = checked(() => signer(found["manifest.json.sig"], listed), "signature");
  const manifest = checked(() => JSON.parse(text(listed)), "contents");
  checked(() => agree(manifest, found), "contents");
  if (manifest.sender.ssh.split(" ")[1] !== key.line) throw new Unreadable("signature");
  const data = checked(() => readData(text(found["data.json"])), "contents");
  if (data.shareId !== manifest.bundle_id || data.replyTo !== manifest.reply_to.age) throw new Unreadable("contents");
  return {
    sender: manifest.sender.name,
    fingerprint: digits(listed),
    senderFingerprint: digits(key.public, encoded(manifest.sender.age)),
    page: checked(() => text(found["index.html"]), "contents"),
    files: attachments(manifest, found),
    data,
    manifestSha256: hash(listed),
  };
}

/** Throws unless the manifest is that of a share for words, and lists exactly what is there. */
function agree(manifest, found) {
  if (manifest.format !== "metanoia-bundle") throw new Error("format");
  if (manifest.min_reader > 1) throw new Unreadable("newer");
  if (manifest.kind !== "export" || manifest.recipients.length) throw new Error("kind");
  const rest = new Set(Object.keys(found));
  rest.delete("manifest.json");
  rest.delete("manifest.json.sig");
  for (const { name, size, sha256: listed } of manifest.files) {
    if (!rest.delete(name)) throw new Error("missing or twice");
    if (found[name].length !== size || hash(found[name]) !== listed) throw new Error("hash");
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
  const whole = sha256(joined(parts));
  const groups = [];
  for (let at = 0; at < 30; at += 5) {
    const number = whole.subarray(at, at + 5).reduce((sum, byte) => sum * 256 + byte, 0);
    groups.push(String(number % 100000).padStart(5, "0"));
  }
  return groups.join(" ");
}
