"""What phones keep becomes what every computer opens; no part of it may be too large."""

import base64
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from ibasho.uploads.content import Unwelcome, examined
from tests.grants import factories
from tests.uploads.test_content import a_picture

# Half red, half white, 40 × 20 and turned by the camera, with its name and a place: an invented one.
HEIC = zlib.decompress(
    base64.b64decode(
        "eNpdUj1oFEEUfrObW1ZMLv5ESERCFhHOFMJJgnaeuQtoES1sFbLO7XIPdnPD3houIHgHQSIBsfEHqzRpYwottDGp"
        "FOEKwcJKtDAEBbUMqKzvzU4k5LGz773vfTPzfgYAToTpgmoEKIEkxrDMdox+CCDexEHqQy5eox4lxgaFMoV9MoFR"
        "Ux9Sq4AFgi3xPdckVcJIrDP/kXVa5xHnQu1x9Bg5gaYRpzEvy7AHFEyZbqOmFxWmMRimcFAliuyvqGST9C3aWxU2"
        "Qw80afQX/Pm7swMwaM/SjuGK6BdZxgSbGTZ/o6+sik/B01NC7IusjHULj76tPd367K1sdAD6Owwv3iS2UxObrc17"
        "dMdR2YySORm1CR0AhygwhC0VmGorZpVk5HNipTx3GGKdZdk294D0B9OLQwrbyBtt13VJHcCkmVI6MIIq3p2JoNq7"
        "ll1YvEvOcUyC0ASKst6Segp8x++47vO4LpTEsxFvdfjSzxurr7Old9mT7p21H49758aW/fXaxd6s++l6qRccfu8c"
        "nCoXO8+3Hk5cffvl5cfJ29svat7lDTrCyScwMwPj5Llgi0Gd7gCts+IIN4y7ArB0CvpMiVw2XPNjFQVVPw4Szr4v"
        "nydYV/LhF0A3G+bpr/Fp0Kxd/L4p7KQ5c9xo8wRg2WhvL/4PJEKDCA=="
    )
)
EVERY_PART = struct.pack(">II", 64, 64)  # how large the file says that it is before it is cut


@pytest.mark.parametrize("taken", [HEIC, a_picture("AVIF")], ids=["heic", "avif"])
def test_a_photograph_of_a_phone_is_kept_as_jpeg_upright_and_tells_nothing(taken):
    assert b"SampleCamera" in taken
    kept = examined(factories.a_pdf("IMG_0001.HEIC", taken))
    seen = Image.open(BytesIO(kept.data))
    assert (kept.media_type, seen.format, seen.size) == ("image/jpeg", "JPEG", (20, 40))
    red, white = seen.getpixel((10, 2)), seen.getpixel((10, 37))
    assert red[0] > 200 > 80 > red[1] and min(white) > 240
    assert dict(seen.getexif()) == {}
    assert b"SampleCamera" not in kept.data


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (HEIC[:300], "開けませんでした。"),
        (HEIC[:-40], "開けませんでした。"),
        (HEIC[:24] + b"\0" * 40, "開けませんでした。"),
        # What is shown of it is small, but the whole would have to be decoded.
        (
            HEIC.replace(EVERY_PART, struct.pack(">II", 40_000, 40_000)),
            "写真が大きすぎます（40000×40000）。",
        ),
        (HEIC.replace(EVERY_PART, struct.pack(">II", 128, 128)), "開けませんでした。"),
    ],
)
def test_what_is_not_kept(content, words):
    with pytest.raises(Unwelcome) as refused:
        examined(factories.a_pdf("写真.heic", content))
    assert str(refused.value).startswith(f"「写真.heic」：{words}")


def test_boxes_that_lie_about_their_length_end_the_search():
    for length in (struct.pack(">I", 2), struct.pack(">I", 1) + b"meta" + struct.pack(">Q", 3)):
        with pytest.raises(Unwelcome):
            examined(factories.a_pdf("写真.heic", HEIC[:28] + length + HEIC[32:]))
