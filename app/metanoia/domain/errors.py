"""Everything that can go wrong, in sentences a person understands: what happened and what to do."""

from __future__ import annotations


class MetanoiaError(Exception):
    """A failure that is shown as it is: ``str(error)`` is one or two plain sentences."""


class Refused(MetanoiaError):
    """What was asked for breaks a rule (a title too long, a date out of range); nothing was changed."""


class NotFound(MetanoiaError):
    """What was named is not in this journal."""


class Cancelled(MetanoiaError):
    """The person stopped it; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("Stopped. Nothing was changed.")


# -- opening a journal


class JournalMissing(MetanoiaError):
    """There is no journal in the folder."""

    def __init__(self, folder: object) -> None:
        super().__init__(
            f"There is no journal in {folder}. Choose another folder, or make a new journal there."
        )


class JournalExists(MetanoiaError):
    """The folder for a new journal holds one already, or something else."""

    def __init__(self, folder: object) -> None:
        super().__init__(
            f"{folder} already holds something. Choose an empty folder for a new journal."
        )


class WrongPassphrase(MetanoiaError):
    """The key slot is whole, and this passphrase does not open it."""

    def __init__(self) -> None:
        super().__init__(
            "That passphrase does not open this journal. Check Caps Lock and the keyboard layout, "
            "or open it with the recovery key."
        )


class WrongRecoveryKey(MetanoiaError):
    """The recovery key is mistyped or belongs to another journal."""

    def __init__(self, why: str = "That recovery key does not open this journal.") -> None:
        super().__init__(
            f"{why} It has eight groups of four signs; compare it with your printed sheet."
        )


class KeyFileDamaged(MetanoiaError):
    """A key slot cannot be read at all, whatever the passphrase."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The key file {name} is damaged, so nothing can open it. Open the journal with the other "
            "key (passphrase or recovery key), or bring the file back from a backup."
        )


class KeyFileMissing(KeyFileDamaged):
    """A key slot is not there."""

    def __init__(self, name: str) -> None:
        MetanoiaError.__init__(
            self,
            f"The key file {name} is missing. Open the journal with the other key (passphrase or "
            "recovery key), or bring the file back from a backup.",
        )


class KeyFileForeign(KeyFileDamaged):
    """A key slot opens, and holds the key of another journal."""

    def __init__(self, name: str) -> None:
        MetanoiaError.__init__(
            self,
            f"The key file {name} belongs to another journal. Bring back the one that was here, from "
            "a backup of this journal.",
        )


class DescriptorDamaged(MetanoiaError):
    """vault.json is missing, unreadable, or not the one this key signed."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The file vault.json {why}. Bring the journal back from a backup.")


class JournalDamaged(MetanoiaError):
    """The key is right but the database cannot be read."""

    def __init__(self, why: str = "its file cannot be read") -> None:
        super().__init__(
            f"Your key is right, but the journal is damaged: {why}. "
            "Nothing was changed. Bring back a backup."
        )


class JournalNewer(MetanoiaError):
    """The journal was written by a newer Metanoia."""

    def __init__(self) -> None:
        super().__init__(
            "This journal was made by a newer version of Metanoia. Install that version to open it; "
            "nothing was changed."
        )


class JournalInUse(MetanoiaError):
    """Another Metanoia has this journal open."""

    def __init__(self) -> None:
        super().__init__(
            "This journal is already open in another Metanoia window or command. Close it there first."
        )


class JournalBusy(MetanoiaError):
    """This very journal is being written to by other work of this window."""

    def __init__(self) -> None:
        super().__init__(
            "An import or a check of the journal is under way, so this was not kept yet. "
            "Try once more when it is done."
        )


class WrongPin(MetanoiaError):
    """The PIN is not the one; ``left`` tries remain."""

    def __init__(self, left: int) -> None:
        tries = "One try is left." if left == 1 else f"{left} tries are left."
        super().__init__(f"That is not the PIN. {tries}")


class QuickUnlockOver(MetanoiaError):
    """The PIN was wrong too often, or chosen too long ago."""

    def __init__(self) -> None:
        super().__init__("The PIN opens the journal no more. Type your passphrase.")


class JournalMoved(MetanoiaError):
    """The journal's file is not where it was opened."""

    def __init__(self, folder: object) -> None:
        super().__init__(
            f"The journal is no longer in {folder}: its folder was moved, deleted or unplugged. "
            "Put it back where it was and it will be saved; until then keep this window open."
        )


class FolderReadOnly(MetanoiaError):
    """The journal's folder cannot be written to."""

    def __init__(self, folder: object) -> None:
        super().__init__(
            f"The folder {folder} cannot be written to. Check its permissions or the drive it is on."
        )


class DiskFull(MetanoiaError):
    """There is no room left; what was on disk before is untouched."""

    def __init__(self) -> None:
        super().__init__(
            "The disk is full, so nothing was changed. Free some space and try once more."
        )


class DiskFullMeanwhile(DiskFull):
    """There is no room left to encrypt the rest anew; with ``size`` MB of it that goes on by itself."""

    def __init__(self, size: int) -> None:
        super(DiskFull, self).__init__(
            "The disk is full, so not everything is encrypted anew yet. Nothing is lost: free "
            f"{size} MB, then open the journal with the new passphrase, and it goes on."
        )


class StorageFailed(MetanoiaError):
    """The disk refused a read or a write for another reason."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The journal could not be read or written ({why}). Check the disk and try once more."
        )


class TooManyFiles(StorageFailed):
    """The system lets this program, or all of them together, open no more files."""

    def __init__(self) -> None:
        super(StorageFailed, self).__init__(
            "This computer lets no more files be opened just now, so nothing was changed. "
            "Close other programs and try once more."
        )


class KeyringUnavailable(MetanoiaError):
    """This computer's keyring cannot be used; the passphrase always can."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"This computer's keyring cannot be used ({why}). Your passphrase still works."
        )
        self.why = why


# -- backups


class BackupDamaged(MetanoiaError):
    """A backup does not pass its verification."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The backup {name} is damaged and was left alone. Choose another one.")


class BackupsNotRewrapped(MetanoiaError):
    """The journal's key was changed, and its backups could not follow."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The change is made, but some backups still open as they did before. {why} "
            "Or make a new backup and delete the old ones."
        )


class SecondFolderGone(MetanoiaError):
    """The second folder for backups is not where it was chosen, as when a stick is unplugged."""

    def __init__(self, folder: object) -> None:
        super().__init__(
            f"The second folder {folder} is not there now. Plug the drive in, or choose the folder anew."
        )


class SecondFolderFailed(MetanoiaError):
    """The second folder for backups refused a read or a write."""

    def __init__(self) -> None:
        super().__init__(
            "The second folder could not be read or written, so no copy was made there. Check the drive "
            "and try once more."
        )


# -- what comes in and what leaves


class ImportUnreadable(MetanoiaError):
    """Nothing at all could be read from what was to be imported."""


class ExportFailed(MetanoiaError):
    """What was to go out could not be written; nothing was left behind."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The export could not be written: {why}. Nothing was left behind; choose another place."
        )


class WouldOverwrite(MetanoiaError):
    """A file is already there and nobody said to replace it."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"{path} is already there. Choose another name, or say that it may be replaced."
        )


class ShareUnreadable(MetanoiaError):
    """A sealed share was refused; ``code`` tells why and is stable ("not-for-me", "signature-wrong")."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


# -- the demonstration


class DemonstrationFailed(MetanoiaError):
    """A step of ``metanoia demo`` did not do what it should."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The demonstration failed: {why}. Please run the tests.")
