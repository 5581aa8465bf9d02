"""Every reason why a sealed share is not opened, each with its sentence: what happened, what to do."""

from __future__ import annotations

from metanoia.domain.errors import ShareUnreadable

_AGAIN = "Ask the sender for the file once more; nothing was opened or kept."
_FORGED = "Do not trust it. Ask the sender, by a way you know, to seal it once more."

SENTENCES = {
    # -- the file as it lies there
    "not-found": "There is no such file. Choose the share again.",
    "unreadable": "The file cannot be read. Check its permissions or the drive it is on.",
    "empty": f"This file is empty; it was probably cut off on its way. {_AGAIN}",
    "too-large": "This file is larger than any share (256 MB). It was not opened.",
    "not-a-share": "This file is not a sealed share. Choose a file that ends in .metanoia.",
    "armored": "This share was wrapped as text. Ask for the .metanoia file itself.",
    "header": f"The beginning of this share is damaged. {_AGAIN}",
    "truncated": f"This share was cut short on its way. {_AGAIN}",
    "too-many-recipients": "This share is addressed to more keys than a share may be (64). "
    "It was not opened.",
    "work-factor": "Opening this share would take this computer far too long, so it was refused. "
    "Ask the sender to seal it with Metanoia.",
    # -- the key or the words
    "needs-words": "This share opens with words. Ask the sender for them, best by phone.",
    "needs-key": "This share is sealed for a person's key, and no words open it. "
    "Open it in the journal whose key it was sealed for.",
    "wrong-words": "These words do not open the share. Check the spelling and the spaces; "
    "if they are right, the file was changed on its way.",
    "not-for-me": "This share is not sealed for your key. Send the sender your contact card "
    "and ask for a new one.",
    "bad-key": "The key of this journal cannot be used. Run a check of the journal.",
    "damaged": f"This share was damaged or changed on its way. {_AGAIN}",
    # -- the container inside
    "not-zip": f"What is inside this share is not the container of a share. {_AGAIN}",
    "too-many-members": "This share holds more files than a share may (5,000). It was not opened.",
    "bad-name": "This share holds a file whose name could be meant to do harm. It was not opened.",
    "duplicate-member": "This share holds the same file twice, so it cannot be trusted. "
    "It was not opened.",
    "not-a-regular-file": "This share holds something that is no ordinary file. It was not opened.",
    "zip-feature": "This share is packed in a way that shares never are. It was not opened.",
    "bomb": "This share would unpack to far more than it says. It was not opened.",
    "missing-member": f"A part of this share is missing. {_AGAIN}",
    "unlisted-member": "This share holds a file that its sender did not sign. It was not opened.",
    "hash": "A part of this share is not what its sender signed. " + _FORGED,
    # -- who sealed it, for whom, as what
    "manifest": f"The table of contents of this share makes no sense. {_AGAIN}",
    "newer-version": "This share was made by a newer Metanoia. Install that version to open it.",
    "wrong-kind": "This file is not a share: it is a reply or a contact card.",
    "signature-missing": "This share is not signed, so nobody can say who it is from. " + _FORGED,
    "signature-malformed": "The signature of this share cannot be read. " + _FORGED,
    "signature-wrong": "The signature of this share is wrong: it was changed after signing. "
    + _FORGED,
    "sender-mismatch": "This share is signed by another key than the one it names. " + _FORGED,
    "not-addressed-to-me": "This share was sealed for somebody else and then passed on to you. "
    "Ask the person who wrote it whether you may read it.",
    # -- a reply
    "not-a-reply": "This file is not a reply: it is a share or a contact card.",
    "unknown-share": "This reply answers a share that was not sealed from this journal. "
    "Open it in the journal it was written for.",
    "other-share": "This reply answers another version of your share than the one you sealed. "
    + _FORGED,
    "unknown-signer": "This reply is signed with a key that you do not know. If it is your reader's, "
    "keep them first: ask for their key card, and bring the reply in again.",
    "unconfirmed-key": "This reply is signed with other keys of somebody you know, and you have not "
    "compared them yet. Compare the new digits with them (People, on the Share page), then bring "
    "the reply in again.",
    "wrong-token": "Whoever wrote this reply could not open your share. Do not trust it.",
    "data": "The content of this share makes no sense to this Metanoia. "
    "Ask the sender to seal it once more.",
}


# What is said of a reply in other words than of a share.
_OF_REPLIES = {
    "not-a-share": "This file is not a sealed reply. Choose a file that ends in .metanoia-reply.",
    "armored": "This reply was wrapped as text. Ask for the .metanoia-reply file itself.",
    "needs-words": "This file opens with words, so it is not a reply. Open it at the Coach desk.",
    "not-for-me": "This reply is not sealed for the key of this journal. Open it in the journal that "
    "the share came from.",
    "not-addressed-to-me": "This reply was sealed for somebody else and then passed on to you. "
    "Nothing of it was kept.",
    "signature-missing": "This reply is neither signed nor from somebody who could open your share. "
    + _FORGED,
}


def of_reply(refusal: ShareUnreadable) -> ShareUnreadable:
    """Return the refusal of a sealed file in the words for a reply; its code stays."""
    said = str(refusal).replace("share may", "reply may").replace("his share", "his reply")
    return ShareUnreadable(refusal.code, _OF_REPLIES.get(refusal.code, said))


def unreadable(code: str) -> ShareUnreadable:
    """Return the refusal with this stable ``code`` and its sentence."""
    return ShareUnreadable(code, SENTENCES[code])
