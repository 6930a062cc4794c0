"""Pictures and a sound for the invented place, made by code: nobody's photograph and nobody's voice."""

from __future__ import annotations

import math
import struct
import wave
from io import BytesIO

from PIL import Image, ImageDraw

WIDE, HIGH = 960, 640
#: A few tones that go up and come to rest, in hertz.
TUNE = (262, 330, 392, 330, 294, 262)
RATE, EACH = 8_000, 0.45


def harbour() -> bytes:
    """The harbour in the evening, cut from paper: sky, a low sun, two hills, the water and a boat."""
    picture = Image.new("RGB", (WIDE, HIGH), "#f6e7cf")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((620, 150, 760, 290), fill="#f2b75c")
    draw.polygon([(0, 360), (220, 210), (470, 350), (700, 250), (WIDE, 380), (WIDE, 430), (0, 430)], fill="#7c9a83")
    draw.rectangle((0, 420, WIDE, HIGH), fill="#5f8794")
    for row in range(460, HIGH, 34):
        for at in range((row * 7) % 90, WIDE, 150):
            draw.line((at, row, at + 60, row), fill="#8fb0b8", width=4)
    draw.polygon([(300, 500), (500, 500), (460, 550), (340, 550)], fill="#8a4a3a")
    draw.polygon([(400, 490), (400, 340), (490, 490)], fill="#fbf5ea")
    draw.line((396, 500, 396, 330), fill="#4d3a30", width=6)
    return _jpeg(picture)


def allotment() -> bytes:
    """Four beds, a path and a shed."""
    picture = Image.new("RGB", (WIDE, HIGH), "#dfeaf0")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 300, WIDE, HIGH), fill="#a9bd8b")
    draw.polygon([(420, HIGH), (540, HIGH), (500, 300), (460, 300)], fill="#d9c7a3")
    for left, top in ((60, 360), (60, 480), (600, 360), (600, 480)):
        draw.rectangle((left, top, left + 300, top + 90), fill="#7b5a3e")
        for at in range(left + 20, left + 290, 40):
            draw.ellipse((at, top + 22, at + 26, top + 58), fill="#5d8a4d")
    draw.rectangle((700, 180, 860, 300), fill="#9c6b4a")
    draw.polygon([(680, 185), (780, 110), (880, 185)], fill="#6c4a36")
    return _jpeg(picture)


def tune() -> bytes:
    """Six soft tones, as a WAV."""
    out = BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        for hertz in TUNE:
            many = int(RATE * EACH)
            for n in range(many):
                soft = math.sin(math.pi * n / many)
                sound.writeframesraw(struct.pack("<h", int(9_000 * soft * math.sin(2 * math.pi * hertz * n / RATE))))
    return out.getvalue()


def _jpeg(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()
