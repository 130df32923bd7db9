"""A picture for the public: made anew as a JPEG of a size that a phone fetches quickly."""

from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image

from ibasho.uploads.content import Unwelcome, examined

LONGEST_SIDE = 1_600  # pixels
QUALITY = 82
WHITE = (255, 255, 255)


def public_picture(upload) -> bytes:
    """The JPEG alone, upright, with neither place nor camera; raise Unwelcome with kind words."""
    content = examined(upload)
    if not content.media_type.startswith("image/"):
        raise Unwelcome(upload.name, _("写真ではありません。JPEGかPNGの写真を選んでください。"))
    with Image.open(BytesIO(content.data), formats=["JPEG", "PNG"]) as image:
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        out = BytesIO()
        _on_white(image).save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    """Without transparency, which JPEG does not know."""
    clear = image.convert("RGBA")
    paper = Image.new("RGB", clear.size, WHITE)
    paper.paste(clear, mask=clear.getchannel("A"))
    return paper
