// Why a file did not open, each in a sentence that says what to do next.

const AGAIN = "Ask the sender to seal it once more.";
const FORGED = "Do not trust it. Ask the sender, by a way you know, to seal it once more.";

const SENTENCES = {
  "not-a-share": "This file is not a sealed share. Choose a file that ends in .metanoia.",
  "too-large": "This file is larger than any share (256 MB). It was not opened.",
  "needs-key":
    "This share is sealed for a person’s key, and no words open it. Open it in Metanoia.",
  "work-factor":
    "Opening this share would take this browser far too long, so it was refused. " + AGAIN,
  "wrong-words":
    "These words do not open it. Check the spelling and the spaces; if they are right, the file was changed on its way.",
  truncated: `This share was cut short on its way. ${AGAIN}`,
  damaged: `This share was damaged or changed on its way. ${AGAIN}`,
  contents: `What is inside is not the content of a share. It was not opened. ${AGAIN}`,
  newer: "This share was made by a newer Metanoia. Ask the sender for the newer page.",
  signature: `The signature of this share is missing or wrong. ${FORGED}`,
  draft: "The draft is damaged. Take it out to open the share without it.",
  "newer-draft": "The draft was made by a newer page. Open it with that one.",
  "draft-words":
    "The words open the share, but not the draft: it is of another share, or was changed. Take it out to open the share without it.",
  "other-draft":
    "That draft is of another share. Choose the draft of this one, or take it out to begin anew.",
  "only-draft": "That is a draft of a reply. Choose the share that it answers as well.",
  "two-drafts": "Those are two drafts. Choose the one to go on with.",
  "two-shares": "Those are two shares. Choose one of them.",
};

/** The sentence for a code. */
export function sentence(code) {
  return SENTENCES[code];
}
