"""`ocop images`: every image that is fetched, by its full version and, once a registry was in reach, by its digest."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import typer

from estate.places import PROJECT
from kit.refusal import Kind, Refusal

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

FILES = (PROJECT / "docker-compose.yml", PROJECT / "deploy" / "Dockerfile")
_NAMED = re.compile(r"(?m)^(\s*image: |FROM |COPY --from=)([\w./-]+(?::[\w.-]+)(?:@sha256:[0-9a-f]{64})?)(?=\s|$)")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


class DigestUnknown(Refusal):
    """Nobody here can say what a tag stands for."""

    slug = "images.digest-unknown"
    kind = Kind.NOT_FOUND
    vi = "Không hỏi được mã băm của {image} ({detail}). Chạy lại trên máy có Docker và kết nối tới kho ảnh."
    en = "The digest of {image} could not be asked for ({detail}). Run this again where Docker and the image registry are in reach."


@app.command()
def images() -> None:
    """Pin every image to the digest that its version has at the registry today; one pinned already stays."""
    for line in pin(FILES, ask_docker):
        typer.echo(line)


def named(text: str) -> list[str]:
    """The images that a compose file or a Dockerfile fetches: not those built here, nor a recipe's own stages."""
    return [image for _, image in _NAMED.findall(text) if not image.endswith(":local")]


def pin(files: tuple[Path, ...], ask: Callable[[str], str]) -> list[str]:
    """
    Writes each digest behind its version, in all files or, when one is not known, in none; answers what it
    pinned. Raises DigestUnknown.
    """
    texts = {file: file.read_text(encoding="utf-8") for file in files}
    open_ones = sorted({image for text in texts.values() for image in named(text) if "@" not in image})
    digests = {image: ask(image) for image in open_ones}
    for file, text in texts.items():
        pinned = _NAMED.sub(lambda m: m[1] + (f"{m[2]}@{digests[m[2]]}" if m[2] in digests else m[2]), text)
        if pinned != text:
            file.write_text(pinned, encoding="utf-8")
    return [f"+ {image}@{digest}" for image, digest in digests.items()]


def ask_docker(image: str) -> str:
    """The digest of a version, platforms and all, as the registry tells it to Docker. Raises DigestUnknown."""
    command = ["docker", "buildx", "imagetools", "inspect", image, "--format", "{{.Manifest.Digest}}"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired) as absent:
        raise DigestUnknown(image=image, detail=type(absent).__name__) from absent
    digest = done.stdout.strip()
    if done.returncode or not _DIGEST.fullmatch(digest):
        raise DigestUnknown(image=image, detail=(done.stderr.strip().splitlines() or ["?"])[-1][:200])
    return digest
