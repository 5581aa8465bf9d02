"""Pictures of QR codes as people take them: screenshots, photos, prints, and spoilt ones."""

from __future__ import annotations

import io

import segno
from PIL import Image, ImageDraw, ImageFilter

from metanoia.exchange import contact


def drawn(said, *, pixels=4, border=4):
    """Return a QR code of a card, or of any text, in shades of grey; ``pixels`` to a module."""
    code = segno.make(said, micro=False) if isinstance(said, str) else contact._qr(said)
    out = io.BytesIO()
    code.save(out, kind="png", scale=pixels, border=border)
    return Image.open(out).convert("L")


def on_a_screen(code, *, size=(1600, 1000), at=(900, 300)):
    """Return a screenshot with the code somewhere in it, among lines of text and a window."""
    screen = Image.new("RGB", size, (243, 240, 232))
    pen = ImageDraw.Draw(screen)
    for line in range(100, size[1], 40):
        pen.text((80, line), "A line of text beside the code " * 4, fill=(40, 40, 40))
    pen.rectangle(
        (at[0] - 60, at[1] - 60, size[0] - 40, size[1] - 40), fill="white", outline="grey"
    )
    screen.paste(code.convert("RGB"), at)
    return screen


def photographed(code, *, turned=17, blur=1.4, noise=22):
    """Return a photo of the code: on a table, askew, in uneven light, a little out of focus."""
    side = max(code.size)
    table = Image.new("L", (side * 2, side * 2), 150)
    table.paste(code, (side // 2, side // 2))
    photo = table.rotate(turned, Image.Resampling.BICUBIC, fillcolor=150)
    wide = photo.width
    askew = (0, 0, wide * 0.07, wide, wide * 0.96, wide * 0.93, wide, wide * 0.04)
    photo = photo.transform(
        photo.size, Image.Transform.QUAD, askew, Image.Resampling.BICUBIC, fillcolor=150
    )
    light = Image.linear_gradient("L").resize(photo.size).point(lambda at: 130 + at // 2)
    photo = Image.composite(photo, Image.new("L", photo.size, 0), light)
    photo = photo.filter(ImageFilter.GaussianBlur(blur))
    grain = Image.effect_noise(photo.size, noise)
    return Image.blend(photo, grain, 0.18).convert("RGB")


def as_bytes(picture, kind="PNG", **more):
    """Return a picture as the bytes of its file."""
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()
