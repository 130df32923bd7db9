"""What is inside an uploaded file: looked at, really opened, and pictures freed of what they tell."""

from dataclasses import dataclass
from io import BytesIO
from threading import Lock

import filetype
import pikepdf
from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile, get_sampling
from PIL.PngImagePlugin import PngImageFile

from ibasho.uploads import phone
from ibasho.uploads.names import said_name

LARGEST = 10_000_000  # bytes of one paper
MOST_PIXELS = 50_000_000  # of one picture: more than a phone takes
KINDS = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}
FAIR_QUALITY = 92
# A PDF that does something by itself has no place among papers to be read.
ACTS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm"}

# A decoded picture is large in memory: one at a time in each process.
_one_at_a_time = Lock()


class Unwelcome(Exception):
    """A file that is not kept; the text names it, says why and what to do."""

    def __init__(self, name: str, words: str):
        super().__init__(_("「%(name)s」：%(words)s") % {"name": said_name(name), "words": words})


@dataclass(frozen=True)
class Content:
    """The bytes that are kept, and their media type."""

    data: bytes
    media_type: str


def examined(upload) -> Content:
    """What may be kept of an upload; raise Unwelcome otherwise. The name proves nothing."""
    if not upload.size:
        raise Unwelcome(upload.name, _("中身が空です。中身のあるファイルを選んでください。"))
    if upload.size > LARGEST:
        raise Unwelcome(
            upload.name, _("大きすぎます。1つ10MBまでです。小さくするか、紙で出してください。")
        )
    upload.seek(0)
    data = upload.read()
    media_type = _media_type(upload.name, data)
    if media_type == "application/pdf":
        _open_pdf(upload.name, data)
        return Content(data, media_type)
    with _one_at_a_time:
        kept = _picture(upload.name, data, media_type)
    return Content(kept, media_type if media_type in KINDS else "image/jpeg")


def _media_type(name: str, data: bytes) -> str:
    found = filetype.guess(data[:8192])
    media_type = found.mime if found else ""
    if media_type not in KINDS and media_type not in phone.READERS:
        raise Unwelcome(
            name,
            _(
                "中身がPDFでも写真（JPEG・PNG・HEIC）でもないので、受け取れません。PDFか写真にしてください。"
            ),
        )
    return media_type


def _open_pdf(name: str, data: bytes) -> None:
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            whole, acts = len(pdf.pages) > 0, any(_acts(thing) for thing in pdf.objects)
    except pikepdf.PasswordError as error:
        raise Unwelcome(
            name, _("パスワードがかかっています。パスワードを外して保存しなおしてください。")
        ) from error
    except (pikepdf.PdfError, ValueError, RecursionError) as error:
        raise _broken(name) from error
    if not whole:
        raise _broken(name)
    if acts:
        raise Unwelcome(
            name,
            _(
                "プログラムや別のファイルが入ったPDFです。「印刷」で「PDFに保存」してから出してください。"
            ),
        )


def _acts(thing) -> bool:
    """Whether an object of a PDF runs something or holds another file."""
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return False
    kind, action = (str(thing.get(key, "")) for key in ("/Type", "/S"))
    if "/JS" in thing or kind == "/EmbeddedFile" or action in ACTS:
        return True
    return any(_acts(part) for part in _written_within(thing))


def _written_within(thing) -> list:
    """The dictionaries that stand inside this one, and not in the list of objects by themselves."""
    parts = [part for value in thing.values() for part in _flat(value)]
    return [part for part in parts if not part.is_indirect]


def _flat(value) -> list:
    """Dictionaries of a value, which may be an array of them."""
    if isinstance(value, pikepdf.Array):
        return [part for part in value if isinstance(part, pikepdf.Dictionary)]
    return [value] if isinstance(value, pikepdf.Dictionary) else []


def _picture(name: str, data: bytes, media_type: str) -> bytes:
    """The picture alone, upright: neither place nor camera, nor anything behind its end."""
    try:
        image = _opened(name, data, media_type)
        _refuse_huge(name, image.size)
        return UPRIGHT.get(media_type, _upright_phone)(image)
    except Unwelcome:
        raise
    except Exception as error:  # a decoder may fail in any way on what only looks like a picture
        raise _broken(name) from error


def _opened(name: str, data: bytes, media_type: str) -> Image.Image:
    """These classes read the header only; Image.open would try every other format as well."""
    if reader := phone.READERS.get(media_type):
        for size in phone.sizes(data):
            _refuse_huge(name, size)
    else:
        reader = JpegImageFile if media_type == "image/jpeg" else PngImageFile
    return reader(BytesIO(data))


def _refuse_huge(name: str, size: tuple[int, int]) -> None:
    width, height = size
    if width * height > MOST_PIXELS:
        raise Unwelcome(
            name,
            _("写真が大きすぎます（%(width)d×%(height)d）。小さくして、もう一度出してください。")
            % {"width": width, "height": height},
        )


def _upright_jpeg(image: JpegImageFile) -> bytes:
    plain = image.mode in ("L", "RGB")
    as_before = {"qtables": image.quantization, "subsampling": get_sampling(image)}
    return _saved(
        image if plain else image.convert("RGB"),
        "JPEG",
        icc_profile=image.info.get("icc_profile") if plain else None,
        **(as_before if plain else {"quality": FAIR_QUALITY}),
    )


def _upright_png(image: PngImageFile) -> bytes:
    kept = {key: image.info[key] for key in ("icc_profile", "transparency") if key in image.info}
    return _saved(image, "PNG", **kept)


def _upright_phone(image: Image.Image) -> bytes:
    """What every computer opens, in the place of what only some do."""
    plain = image if image.mode in ("L", "RGB") else image.convert("RGB")
    colours = image.info.get("icc_profile") if plain is image else None
    return _saved(plain, "JPEG", quality=phone.QUALITY, icc_profile=colours)


UPRIGHT = {"image/jpeg": _upright_jpeg, "image/png": _upright_png}


def _saved(image: Image.Image, form: str, **how) -> bytes:
    upright = ImageOps.exif_transpose(image)
    upright.info = {}
    out = BytesIO()
    upright.save(out, form, exif=b"", **{key: value for key, value in how.items() if value})
    return out.getvalue()


def _broken(name: str) -> Unwelcome:
    return Unwelcome(
        name, _("開けませんでした。こわれていないか確かめて、もう一度出してください。")
    )
