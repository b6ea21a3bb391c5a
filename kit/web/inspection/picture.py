"""A picture as a browser shows it: upright, in sRGB, without anything else its file carried (place, time, device, owner)."""

from __future__ import annotations

import io
from pathlib import Path

import pi_heif
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from kit.web.inspection.bounds import JPEG_PIXELS, PIXELS
from kit.web.inspection.found import Found, fit, unfit

SIDE = 2560
"""Pixels of the longer side of what is shown; a page of text photographed by telephone stays readable."""
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF")
# What is refused for its size is refused by us, in words, before a pixel is unpacked.
Image.MAX_IMAGE_PIXELS = None


def opened(path: Path, ending: str, into: Path) -> Found:
    """Writes what a browser shows of it, where it can be read."""
    try:
        shown(path, into)
    except TooManyPixels as many:
        megapixels, most = many.args
        return unfit("pixels", megapixels=megapixels, most=most)
    except NotReadable:
        return fit(shown=False)
    return fit(shown=True)


class TooManyPixels(Exception):
    """More than is unpacked; `args`: megapixels of it, megapixels allowed."""


class NotReadable(Exception):
    """Nothing here can read it: another kind of coding, or damaged."""


def shown(path: Path, into: Path) -> None:
    """Writes a JPEG of a picture. Raises TooManyPixels, NotReadable."""
    pi_heif.options.DECODE_THREADS = 1
    pi_heif.register_heif_opener(thumbnails=False)
    try:
        with Image.open(path, formats=_FORMATS) as picture:
            most = JPEG_PIXELS if picture.format == "JPEG" else PIXELS
            pixels = picture.width * picture.height
            if pixels > most:
                raise TooManyPixels(-(-pixels // 1_000_000), most // 1_000_000)
            save(picture, into)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, RuntimeError) as fault:
        raise NotReadable() from fault


def save(picture: Image.Image, into: Path) -> None:
    """Writes a picture as it is shown: only its pixels are taken over."""
    profile = picture.info.get("icc_profile")
    picture.draft("RGB", (SIDE, SIDE))  # of a JPEG, fewer pixels are unpacked
    orientation = picture.getexif().get(0x0112, 1)
    whole = _with_shades(picture)
    whole.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    plain = _srgb(_on_white(whole), profile)
    plain.getexif()[0x0112] = orientation
    ImageOps.exif_transpose(plain, in_place=True)
    pixels = Image.frombytes("RGB", plain.size, plain.tobytes())  # nothing but these
    pixels.save(into, "JPEG", quality=87, optimize=True)


def _with_shades(picture: Image.Image) -> Image.Image:
    """In a mode that can be made smaller without losing its colours, its transparency or its greys."""
    if picture.mode in ("P", "PA", "LA") or "transparency" in picture.info:
        return picture.convert("RGBA")
    if picture.mode.startswith("I"):  # 16 bits a pixel: some scanners
        return picture.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    return picture.convert("L") if picture.mode == "1" else picture


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture if picture.mode == "CMYK" else picture.convert("RGB")
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def _srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """In the colours every screen has; telephones write wider ones."""
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            announced = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            announced = None  # a profile nobody can read says nothing
        if announced is not None:
            return announced
    return picture.convert("RGB")
