from __future__ import annotations

import base64
import os
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import age_program
from metanoia.vault import sshsig
from metanoia.vault.sshsig import SignatureError, SignatureMalformed, SignatureWrong

SEED = bytes(range(32))
MESSAGE = b'{"format":"metanoia-bundle"}'


def armored(blob):
    text = base64.b64encode(blob).decode()
    lines = [text[i : i + 70] for i in range(0, len(text), 70)]
    return "\n".join(["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----", ""])


def blob_of(signature):
    return bytearray(base64.b64decode("".join(signature.splitlines()[1:-1])))


def test_a_signature_names_its_signer():
    assert sshsig.verify(sshsig.sign(SEED, MESSAGE), MESSAGE) == sshsig.public_key(SEED)


def test_another_message_is_refused():
    with pytest.raises(SignatureWrong):
        sshsig.verify(sshsig.sign(SEED, MESSAGE), MESSAGE + b" ")


def test_every_flipped_byte_is_refused():
    whole = blob_of(sshsig.sign(SEED, MESSAGE))
    for position in range(len(whole)):
        hurt = bytearray(whole)
        hurt[position] ^= 0x40
        with pytest.raises(SignatureError):
            sshsig.verify(armored(bytes(hurt)), MESSAGE)


def test_every_truncation_is_refused():
    whole = bytes(blob_of(sshsig.sign(SEED, MESSAGE)))
    for length in range(len(whole)):
        with pytest.raises(SignatureMalformed):
            sshsig.verify(armored(whole[:length]), MESSAGE)


def test_a_longer_string_of_any_kind_is_refused():
    string, public = sshsig._string, sshsig.public_key(SEED)
    good = [
        string(b"ssh-ed25519") + string(public),
        b"bundle@metanoia.v1",
        b"",
        b"sha512",
        string(b"ssh-ed25519") + string(bytes(64)),
    ]
    changes = [
        (0, string(b"ssh-rsa") + string(public)),
        (0, string(b"ssh-ed25519") + string(public + b"x")),
        (0, string(b"ssh-ed25519") + string(public) + string(b"more")),
        (1, b"file"),
        (2, b"reserved"),
        (3, b"sha256"),
        (4, string(b"ssh-ed25519") + string(bytes(65))),
    ]
    for place, other in changes:
        parts = [other if i == place else part for i, part in enumerate(good)]
        blob = b"SSHSIG\0\0\0\1" + b"".join(string(part) for part in parts)
        with pytest.raises(SignatureMalformed):
            sshsig.verify(armored(blob), MESSAGE)


def test_a_key_that_is_no_point_is_wrong_not_a_traceback():
    string = sshsig._string
    for public in (b"\xff" * 32, bytes(32)):
        parts = [
            string(b"ssh-ed25519") + string(public),
            b"bundle@metanoia.v1",
            b"",
            b"sha512",
            string(b"ssh-ed25519") + string(bytes(64)),
        ]
        blob = b"SSHSIG\0\0\0\1" + b"".join(string(part) for part in parts)
        with pytest.raises(SignatureError):
            sshsig.verify(armored(blob), MESSAGE)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300) | st.binary(max_size=200).map(armored))
def test_any_text_gives_a_typed_error(text):
    with pytest.raises(SignatureError):
        sshsig.verify(text, MESSAGE)


@age_program.needs_ssh_keygen
def test_ssh_keygen_verifies_ours(tmp_path):
    (tmp_path / "signers").write_text("mara " + sshsig.public_line(sshsig.public_key(SEED)) + "\n")
    (tmp_path / "signature").write_text(sshsig.sign(SEED, MESSAGE))

    def keygen(message):
        return subprocess.run(
            [
                *("ssh-keygen", "-Y", "verify", "-f", str(tmp_path / "signers"), "-I", "mara"),
                *("-n", sshsig.NAMESPACE, "-s", str(tmp_path / "signature")),
            ],
            input=message,
            capture_output=True,
            check=False,
        )

    good = keygen(MESSAGE)
    assert good.returncode == 0, good.stderr
    assert b"Good" in good.stdout
    assert keygen(MESSAGE + b" ").returncode != 0


def key_pair(tmp_path):
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "mara", "-f", str(tmp_path / "key")],
        check=True,
    )
    return base64.b64decode((tmp_path / "key.pub").read_text().split()[1])[-32:]


def ssh_sign(tmp_path, namespace, *more):
    (tmp_path / "message").write_bytes(MESSAGE)
    (tmp_path / "message.sig").unlink(missing_ok=True)
    subprocess.run(
        [
            *("ssh-keygen", "-Y", "sign", "-f", str(tmp_path / "key"), "-n", namespace),
            *more,
            str(tmp_path / "message"),
        ],
        check=True,
        capture_output=True,
        env={**os.environ, "SSH_AUTH_SOCK": ""},
    )
    return (tmp_path / "message.sig").read_text()


@age_program.needs_ssh_keygen
def test_ours_verifies_ssh_keygens(tmp_path):
    public = key_pair(tmp_path)
    assert sshsig.verify(ssh_sign(tmp_path, sshsig.NAMESPACE), MESSAGE) == public
    assert (tmp_path / "key.pub").read_text().strip() == sshsig.public_line(public, "mara")


@age_program.needs_ssh_keygen
def test_a_signature_for_another_purpose_is_refused(tmp_path):
    key_pair(tmp_path)
    with pytest.raises(SignatureMalformed, match="another purpose"):
        sshsig.verify(ssh_sign(tmp_path, "git"), MESSAGE)
