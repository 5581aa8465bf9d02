// The reply to a share, sealed for its sender alone, just as the app reads it (exchange/reply.py).

import { sealedFor } from "./age.js";
import { encoded, hash, json, uuid } from "./bytes.js";
import { packed } from "./container.js";
import { asMarkdown, readme } from "./reply_text.js";

const MEDIA = { json: "application/json", md: "text/markdown", txt: "text/plain" };

/**
 * Returns the sealed file. `share` is {data, manifestSha256}; `draft` that of draft.js with its comments as
 * {id, item, field, selector, kind, body}; `at` is "YYYY-MM-DDThh:mm:ssZ".
 */
export async function sealReply({ share, draft, at }) {
  const members = {
    "README.txt": encoded(readme(draft.name, at)),
    "comments/reply.md": encoded(asMarkdown(draft, share.data.items, at)),
    "data.json": json(said(share, draft, at)),
  };
  const manifest = json(listing(share, draft, at, members));
  return sealedFor(packed({ "manifest.json": manifest, ...members }), share.data.replyTo);
}

function said(share, draft, at) {
  return {
    format: "metanoia-review",
    version: 1,
    review_id: draft.review_id,
    share_id: share.data.shareId,
    share_sha256: share.manifestSha256,
    seq: draft.seq,
    written_at: at,
    from: { name: draft.name },
    comments: draft.comments.map(({ id, item, field, selector, kind, body }) => ({
      id, item, field_path: field, selector, kind, body, reply_to: null,
    })),
    closing_note: draft.closing_note,
    next_session_on: draft.next_session_on,
    target_events: draft.target_events,
    receipts: [],
  };
}

/** Nobody has a key here: the token of the share, which is inside it, stands for a signature. */
function listing(share, draft, at, members) {
  return {
    format: "metanoia-bundle",
    version: 1,
    min_reader: 1,
    app: "Metanoia in a browser",
    kind: "review",
    bundle_id: uuid(),
    created: at,
    sender: { name: draft.name },
    reply_token: share.data.token,
    in_reply_to: { bundle_id: share.data.shareId, manifest_sha256: share.manifestSha256 },
    recipients: [share.data.replyTo],
    files: Object.entries(members).map(([name, data]) => ({
      name, size: data.length, sha256: hash(data), media: MEDIA[name.split(".").at(-1)],
    })),
  };
}
