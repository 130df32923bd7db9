"""Files are opened before they are kept; what a picture tells besides itself is left out."""

import struct
import zlib
from io import BytesIO

import pikepdf
import pytest
from PIL import ExifTags, Image

from ibasho.pdf import render_pdf
from ibasho.uploads.content import LARGEST, Unwelcome, examined
from tests.grants import factories

NORTH = {1: "N", 2: (35.0, 42.0, 0.0), 3: "E", 4: (139.0, 33.0, 0.0)}
TURNED = 6  # the camera was held upright


def a_picture(form, *, size=(40, 20), mode="RGB", **more) -> bytes:
    """Left half red, the rest white, with a camera's name and a place."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    image = image.convert(mode)
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "SampleCamera"
    exif[ExifTags.Base.Orientation] = TURNED
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(NORTH)
    out = BytesIO()
    image.save(out, form, exif=exif, **more)
    return out.getvalue()


def a_huge_png(width=40_000, height=40_000) -> bytes:
    """A few hundred bytes that ask for gigabytes."""

    def chunk(kind, data):
        sum_ = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", sum_)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def a_pdf(change=None, **saving) -> bytes:
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if change:
            change(pdf)
        pdf.save(out, **saving)
    return out.getvalue()


def _runs(pdf):
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _launches(pdf):
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")


def _carries(pdf):
    pdf.attachments["inside.exe"] = b"MZ"


LOCKED = a_pdf(encryption=pikepdf.Encryption(user="geheim", owner="geheim"))
PNG_START = b"\x89PNG\r\n\x1a\n"
NOT_READ = "中身がPDFでも写真（JPEG・PNG・HEIC）でもないので、受け取れません。"
BROKEN = "開けませんでした。"
ACTING = "プログラムや別のファイルが入ったPDFです。"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "中身が空です。"),
        (b"<html><script>1</script>", NOT_READ),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", NOT_READ),
        (b"MZ" + b"\0" * 100, NOT_READ),
        (b"GIF89a" + b"\0" * 100, NOT_READ),
        (b"%PDF" + b"0" * LARGEST, "大きすぎます。1つ10MBまでです。"),
        (a_huge_png(), "写真が大きすぎます（40000×40000）。"),
        (b"%PDF-1.7 sample", BROKEN),
        (PNG_START + b"\0" * 32, BROKEN),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 32, BROKEN),
        (a_picture("JPEG")[:-300], BROKEN),
        (LOCKED, "パスワードがかかっています。"),
        (a_pdf(_runs), ACTING),
        (a_pdf(_launches), ACTING),
        (a_pdf(_carries), ACTING),
    ],
)
def test_what_is_not_kept(content, words):
    with pytest.raises(Unwelcome) as refused:
        examined(factories.a_pdf("何か.pdf", content))
    assert str(refused.value).startswith(f"「何か.pdf」：{words}")


def test_half_a_photograph_is_not_kept_after_a_paper_was_made_either():
    render_pdf("<p>見本</p>", title="見本")
    with pytest.raises(Unwelcome) as refused:
        examined(factories.a_pdf("写真.jpg", a_picture("JPEG", size=(400, 200))[:-300]))
    assert BROKEN in str(refused.value)


def test_a_pdf_stays_as_it_is():
    kept = examined(factories.a_pdf("何か.exe"))
    assert (kept.data, kept.media_type) == (factories.PDF, "application/pdf")


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_photograph_stands_upright_and_tells_nothing(mode):
    taken = a_picture("JPEG", mode=mode, quality=70, comment=b"at home")
    assert b"SampleCamera" in taken
    kept = examined(factories.a_pdf("写真.jpg", taken + b"PK\x03\x04 behind the end"))
    seen = Image.open(BytesIO(kept.data))
    assert kept.media_type == "image/jpeg"
    assert (seen.size, dict(seen.getexif())) == ((20, 40), {})
    for trace in (b"SampleCamera", b"Exif", b"at home", b"behind the end"):
        assert trace not in kept.data


def test_a_photograph_keeps_its_quality():
    taken = a_picture("JPEG", quality=70, subsampling=0)
    kept = examined(factories.a_pdf("写真.jpg", taken))
    before, after = Image.open(BytesIO(taken)), Image.open(BytesIO(kept.data))
    assert after.quantization == before.quantization


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L"])
def test_a_png_stands_upright_and_tells_nothing(mode):
    taken = a_picture("PNG", mode=mode)
    kept = examined(factories.a_pdf("図.png", taken))
    seen = Image.open(BytesIO(kept.data))
    assert (kept.media_type, seen.size, seen.mode) == ("image/png", (20, 40), mode)
    assert dict(seen.getexif()) == {}
    assert b"SampleCamera" not in kept.data
