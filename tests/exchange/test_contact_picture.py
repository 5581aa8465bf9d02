"""A key card is read out of a picture of its QR code, or one sentence says why not."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageOps

from metanoia.domain.errors import Refused
from metanoia.exchange import contact, contact_picture
from qr_pictures import as_bytes, drawn, on_a_screen, photographed


class Own(NamedTuple):
    """The public half of a journal's keys, the same in every run: other keys make another picture."""

    age_recipient: str
    signing_key: bytes


ME = Own(
    "age15hdy5xnj5cg54jy0xuveehu8kpxxxnn0mk432gsurzjy9fj3rqmss8qnfq",
    bytes.fromhex("957bbe1f79c12fa2862a162666f4ca0f852aa6d5b40c9a5b10df588010d40fb2"),
)
OTHER = Own(
    "age1qhgv4swvvzrzfzpjg4vhn8473x334s5u8hjhkjtg2maqj0n9qefq8zlms8",
    bytes.fromhex("6f4305a656a3c8e979bc1e3621ef859db0e6b1a1c882ca562d8d162a65658ce2"),
)


def card(name="Mara Lindqvist", own=ME):
    return contact.ContactCard(
        name=name, age_recipient=own.age_recipient, signing_key=own.signing_key
    )


CARD = card()
CODE = drawn(CARD)


def taken(picture, kind="PNG", **more):
    return contact_picture.card_in_picture(as_bytes(picture, kind, **more))


def refused(data):
    with pytest.raises(Refused) as caught:
        contact_picture.card_in_picture(data)
    return str(caught.value)


# -- what is read


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_each_kind_of_picture_is_read(kind):
    assert taken(CODE, kind) == CARD
    assert taken(on_a_screen(CODE), kind) == CARD


def test_the_text_of_a_card_in_a_code_is_read_as_well():
    assert taken(drawn(contact.as_text(CARD))) == CARD


@pytest.mark.parametrize(
    "name", ["ÄÖÜ", "Änne", "Zoë", "李小龍", "やまだ", "Żółć", "Anna – B.", "é" * 120]
)
def test_a_name_comes_through_as_it_is(name):
    assert taken(drawn(card(name))).name == name


@settings(max_examples=30, deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=40)
)
@example("ÄÖÜ")
@example("¿Qué?")
def test_any_name_comes_through_as_it_is(name):
    assert taken(drawn(card(name), pixels=3)).name == name


@pytest.mark.parametrize("turned", [0, 3, 45, 90, 137, 180, 270, 301])
def test_a_turned_code_is_read(turned):
    assert taken(CODE.rotate(turned, expand=True, fillcolor=255)) == CARD


@pytest.mark.parametrize("pixels", [2, 3, 5, 11, 25])
def test_a_small_and_a_large_code_are_read(pixels):
    assert taken(drawn(CARD, pixels=pixels)) == CARD


@pytest.mark.parametrize("factor", [0.6, 0.77, 1.3, 2.9])
def test_a_scaled_screenshot_is_read(factor):
    screen = on_a_screen(CODE)
    size = (round(screen.width * factor), round(screen.height * factor))
    assert taken(screen.resize(size)) == CARD


@pytest.mark.parametrize("turned", [0, 8, 17, 95, 200])
@pytest.mark.parametrize("pixels", [6, 9])
def test_a_photo_is_read(turned, pixels):
    assert (
        taken(photographed(drawn(CARD, pixels=pixels), turned=turned), "JPEG", quality=60) == CARD
    )


def test_noise_and_stains_up_to_a_point_are_read():
    noisy = Image.blend(drawn(CARD, pixels=8), Image.effect_noise((CODE.width * 2,) * 2, 120), 0.4)
    assert taken(noisy) == CARD
    stained = drawn(CARD, pixels=8)
    middle = stained.width // 2
    ImageDraw.Draw(stained).ellipse((middle, middle, middle + 60, middle + 60), fill=128)
    assert taken(stained) == CARD


def test_light_on_dark_mirrored_and_sideways_codes_are_read():
    assert taken(ImageOps.invert(CODE)) == CARD
    assert taken(ImageOps.mirror(CODE)) == CARD
    exif = Image.Exif()
    exif[0x0112] = 6
    assert taken(CODE, "JPEG", exif=exif) == CARD


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
def test_each_kind_of_colour_is_read(mode):
    assert taken(CODE.convert(mode)) == CARD


def test_what_is_see_through_counts_as_white():
    nothing = Image.new("RGBA", CODE.size, (0, 0, 0, 0))
    nothing.paste((0, 0, 0, 255), mask=ImageOps.invert(CODE))
    assert taken(nothing) == CARD
    assert taken(nothing, "WEBP", lossless=True) == CARD


def test_of_a_moving_picture_the_first_frame_counts():
    empty = Image.new("L", CODE.size, 255)
    assert taken(CODE, "GIF", save_all=True, append_images=[empty]) == CARD
    assert "No QR code" in refused(as_bytes(empty, "GIF", save_all=True, append_images=[CODE]))


def test_a_photo_of_two_pictures_in_one_as_phones_make_is_read():
    assert taken(CODE.convert("RGB"), "MPO", save_all=True, append_images=[CODE.convert("RGB")]) == CARD  # fmt: skip


def test_the_same_code_twice_is_one():
    twice = Image.new("L", (CODE.width * 2, CODE.height), 255)
    twice.paste(CODE, (0, 0))
    twice.paste(CODE, (CODE.width, 0))
    assert taken(twice) == CARD


# -- what is refused, each with its own sentence


def test_a_picture_without_a_code():
    assert "No QR code" in refused(as_bytes(Image.new("RGB", (400, 300), "white")))
    assert "No QR code" in refused(as_bytes(Image.new("L", (1, 1))))
    assert "No QR code" in refused(as_bytes(Image.effect_noise((500, 500), 90)))


def test_half_a_code_and_a_spoilt_one_are_no_code():
    assert "No QR code" in refused(as_bytes(CODE.crop((0, 0, CODE.width, CODE.height // 2))))
    spoilt = CODE.copy()
    ImageDraw.Draw(spoilt).rectangle((CODE.width // 3, 0, CODE.width // 2, CODE.height), fill=0)
    assert "No QR code" in refused(as_bytes(spoilt))


def test_two_cards_are_not_guessed_between():
    other = drawn(card("Vera", OTHER))
    both = Image.new("L", (CODE.width + other.width, max(CODE.height, other.height)), 255)
    both.paste(CODE, (0, 0))
    both.paste(other, (CODE.width, 0))
    assert "several QR codes" in refused(as_bytes(both))


@pytest.mark.parametrize(
    "said",
    [
        "https://example.org/metanoia", "WIFI:T:WPA;S:ward;P:secret;;", "file:///etc/passwd",
        "{}", '{"format": "something else"}', "0123456789", "x" * 2000, ME.age_recipient,
        "BEGIN:VCARD\nFN:Mara\nEND:VCARD",
    ],
    ids=range(9),
)  # fmt: skip
def test_a_code_of_something_else_is_neither_opened_nor_repeated(said):
    sentence = refused(as_bytes(drawn(said)))
    assert "not a key card" in sentence
    assert said not in sentence


def test_a_card_that_was_changed_says_so():
    swapped = contact.as_json(CARD).replace(ME.age_recipient, OTHER.age_recipient)
    assert "does not fit its keys" in refused(as_bytes(drawn(swapped)))
    newer = contact.as_json(CARD).replace('"version": 1', '"version": 2')
    assert "newer Metanoia" in refused(as_bytes(drawn(newer)))


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "PPM", "ICO", "PDF"])
def test_other_kinds_of_pictures_are_not_tried(kind):
    assert "cannot be read" in refused(as_bytes(CODE, kind))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
@pytest.mark.parametrize("left", [0.02, 0.3])
def test_a_torn_picture_is_refused(kind, left):
    whole = as_bytes(on_a_screen(CODE), kind)
    with pytest.raises(Refused):
        contact_picture.card_in_picture(whole[: round(len(whole) * left)])


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width, height, *chunks):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(6400, 6251), (100_000, 100_000), (2**31 - 1, 2)])
def test_too_many_pixels_are_refused_before_they_are_decoded(width, height):
    squeezed = zlib.compress(bytes(3_000_000), 9)
    assert "40 million pixels" in refused(png(width, height, chunk(b"IDAT", squeezed)))


def test_a_gif_that_claims_to_be_huge_is_refused():
    data = bytearray(as_bytes(CODE, "GIF"))
    data[6:10] = struct.pack("<HH", 65_535, 65_535)
    assert "40 million pixels" in refused(bytes(data))


def test_a_webp_that_claims_to_be_huge_is_refused():
    huge = as_bytes(Image.new("L", (9000, 4500), 255), "WEBP", lossless=True, quality=0, method=0)
    assert len(huge) < 100_000
    assert "40 million pixels" in refused(huge)


def test_a_note_in_a_picture_that_swells_is_refused():
    swollen = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(80_000_000), 9))
    assert "cannot be read" in refused(png(10, 10, swollen))


def test_too_many_bytes_are_refused_unread():
    assert "20 MB" in refused(as_bytes(CODE) + bytes(contact_picture.PICTURE_BYTES))


def test_forty_megapixels_are_read():
    large = Image.new("L", (8000, 5000), 255)
    large.paste(CODE, (7000, 4000))
    assert taken(large, "PNG", compress_level=1) == CARD


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF\x20\0\0\0WEBPVP8 "]))  # fmt: skip
def test_any_bytes_are_refused(data, head):
    with pytest.raises(Refused):
        contact_picture.card_in_picture(head + data)


FILES = [as_bytes(CODE.convert("RGB"), kind) for kind in ("PNG", "JPEG", "WEBP", "GIF")]


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_damaged_picture_is_the_card_or_refused(data):
    """Whatever is changed in the file: never other keys under the name."""
    whole = bytearray(data.draw(st.sampled_from(FILES)))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(whole) - 1))
        put = data.draw(st.binary(max_size=4))
        whole[at : at + data.draw(st.integers(0, 4))] = put
    try:
        found = contact_picture.card_in_picture(bytes(whole))
    except Refused:
        return
    assert found == CARD


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 200), st.integers(1, 200), st.binary(min_size=1, max_size=300))
def test_pictures_of_any_shape_are_refused(width, height, grain):
    pixels = (grain * (width * height // len(grain) + 1))[: width * height]
    with pytest.raises(Refused):
        taken(Image.frombytes("L", (width, height), pixels))


# -- out of a file


def test_a_file_is_read_whatever_it_is_called(tmp_path):
    for name, data in (("a.txt", contact.as_text(CARD).encode()), ("b", as_bytes(CODE))):
        (tmp_path / name).write_bytes(data)
        assert contact_picture.read(tmp_path / name) == CARD
    (tmp_path / "photo.txt").write_bytes(as_bytes(photographed(drawn(CARD, pixels=8)), "JPEG"))
    assert contact_picture.read(tmp_path / "photo.txt") == CARD


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (as_bytes(CODE)[:200], "cannot be read"),
        (contact.qr_svg(CARD), "this kind"),
        (as_bytes(CODE, "TIFF"), "this kind"),
        (as_bytes(CODE, "PDF"), "this kind"),
        (b"\0\0\0\x18ftypheic" + bytes(60), "this kind"),
        (as_bytes(CODE) + bytes(contact_picture.PICTURE_BYTES), "20 MB"),
        (b"RIFF\x20\0\0\0WAVE", "not a contact card"),
        (b"\xff\xfe\x00\x01", "not a contact card"),
        (b"", "not a contact card"),
        (b"x" * 40_000, "too long"),
    ],
)
def test_a_file_that_holds_no_card_says_why(tmp_path, content, says):
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(Refused, match=says):
        contact_picture.read(tmp_path / "file")


def test_a_folder_and_a_file_that_is_not_there_cannot_be_read(tmp_path):
    for place in (tmp_path, tmp_path / "none"):
        with pytest.raises(Refused, match="cannot be read"):
            contact_picture.read(place)


def test_a_card_in_text_loads_no_library_for_pictures(tmp_path):
    (tmp_path / "a.txt").write_text(contact.as_text(CARD))
    code = (
        "import sys; from pathlib import Path; from metanoia.exchange import contact_picture;"
        "contact_picture.read(Path(sys.argv[1]));"
        "print(sorted({'PIL', 'zxingcpp', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.txt")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "[]\n"
