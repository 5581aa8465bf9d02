import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from metanoia.domain.errors import Refused
from metanoia.text import pictures

GPS = 0x8825


def photo(size=(400, 300), form="JPEG", mode="RGB", **more):
    image = Image.new(mode, size, "teal" if mode != "RGBA" else (0, 128, 128, 90))
    out = io.BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


def opened(data):
    return Image.open(io.BytesIO(data))


def photo_with_place():
    exif = Image.Exif()
    exif[0x010F] = "CameraMaker"
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (59.0, 54.0, 50.0)
    return photo(exif=exif, comment=b"taken at home")


def test_place_and_camera_are_taken_out_and_the_picture_stands_upright():
    before = photo_with_place()
    assert b"CameraMaker" in before

    data, mime = pictures.clean(before)

    assert mime == "image/jpeg"
    assert opened(data).size == (300, 400)
    assert not opened(data).getexif()
    for trace in (b"CameraMaker", b"Exif", b"taken at home"):
        assert trace not in data


def test_a_large_picture_is_made_smaller_and_keeps_its_shape():
    data, _ = pictures.clean(photo((5120, 2560)))

    assert opened(data).size == (2560, 1280)


def test_a_small_picture_keeps_its_size():
    assert opened(pictures.clean(photo((40, 30)))[0]).size == (40, 30)


@pytest.mark.parametrize(
    ("form", "mode", "mime"),
    [
        ("PNG", "RGB", "image/png"),
        ("PNG", "RGBA", "image/png"),
        ("PNG", "L", "image/png"),
        ("GIF", "P", "image/png"),
        ("WEBP", "RGB", "image/jpeg"),
        ("WEBP", "RGBA", "image/png"),
        ("TIFF", "CMYK", "image/jpeg"),
        ("JPEG", "L", "image/jpeg"),
    ],
)
def test_what_is_drawn_or_see_through_stays_exact(form, mode, mime):
    data, found = pictures.clean(photo(form=form, mode=mode))

    assert found == mime
    assert opened(data).get_format_mimetype() == mime


def test_text_inside_a_png_does_not_stay():
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Author", "A Very Private Name")

    data, _ = pictures.clean(photo(form="PNG", pnginfo=notes))

    assert b"Private" not in data


def test_a_screens_own_colours_are_turned_into_common_ones():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    data, _ = pictures.clean(photo(icc_profile=profile))

    assert "icc_profile" not in opened(data).info


@pytest.mark.parametrize("data", [b"", b"not a picture", b"<svg/>", b"%PDF-1.7", photo()[:200]])
def test_what_is_no_whole_picture_is_refused_with_a_sentence(data):
    with pytest.raises(Refused, match="cannot be read"):
        pictures.clean(data)


def test_a_bomb_is_refused_before_it_is_decoded():
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")

    with pytest.raises(Refused, match="40 million"):
        pictures.clean(out.getvalue())


def test_a_photo_may_be_larger_than_what_is_drawn(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 300)
    monkeypatch.setattr(pictures, "MOST_OF_A_PHOTO", 400)

    assert opened(pictures.clean(photo((20, 20)))[0]).size == (20, 20)
    for form in ("PNG", "GIF", "BMP", "TIFF", "WEBP"):
        with pytest.raises(Refused, match="40 million"):
            pictures.clean(photo((20, 20), form))
    with pytest.raises(Refused, match="40 million"):
        pictures.clean(photo((21, 20)))


def test_a_colour_that_stands_for_see_through_stays_see_through_in_a_large_picture():
    image = Image.new("RGB", (5120, 64), "teal")
    image.paste("red", (0, 0, 2560, 64))
    out = io.BytesIO()
    image.save(out, "PNG", transparency=(255, 0, 0))

    data, mime = pictures.clean(out.getvalue())

    assert mime == "image/png"
    assert opened(data).size == (2560, 32)
    assert opened(data).getpixel((10, 10))[3] == 0
    assert opened(data).getpixel((2500, 10)) == (0, 128, 128, 255)


def test_too_many_bytes_are_refused():
    with pytest.raises(Refused, match="25 MB"):
        pictures.clean(bytes(26_214_401))


SMALL = [photo((20, 20), form) for form in ("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP")]


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(SMALL), st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255))))
def test_a_damaged_picture_is_cleaned_or_refused(data, damage):
    damaged = bytearray(data)
    for place, value in damage:
        damaged[place % len(damaged)] = value
    try:
        cleaned, mime = pictures.clean(bytes(damaged))
    except Refused:
        return
    assert opened(cleaned).get_format_mimetype() == mime


def test_a_picture_is_told_by_its_first_bytes():
    assert all(pictures.looks_like_picture(data) for data in SMALL)
    assert not pictures.looks_like_picture(b"%PDF-1.7")
