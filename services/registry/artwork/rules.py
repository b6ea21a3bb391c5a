"""What must hold of a pack of artwork, and for which product it is handed out. Pure."""

from __future__ import annotations

from datetime import date, datetime

from kit.identity import Principal, is_within
from services.registry.artwork import refusals
from services.registry.artwork.artwork_pack import ArtworkPack, PackFile
from services.registry.artwork.commands import PackCommand
from services.registry.artwork.lifecycle import State, Verb
from services.registry.certificates.certificate import Certificate
from services.registry.products.product import Product

MOST_FILES = 20


def entered(id: str, command: PackCommand, *, on: date) -> ArtworkPack:
    """A pack without files, in draft."""
    return ArtworkPack(id=id, **dict(command), entered_on=on)


def with_file(pack: ArtworkPack, file: PackFile, *, at: datetime, by: Principal) -> ArtworkPack:
    """The draft with another file; raises StepRefused, TooManyFiles."""
    after = pack.stepped(Verb.ADD_FILE, at=at, by=by, note=file.name, files=(*pack.files, file))
    if len(after.files) > MOST_FILES:
        raise refusals.TooManyFiles(pointer="/file", most=MOST_FILES)
    return after


def offered(pack: ArtworkPack, *, at: datetime, by: Principal) -> ArtworkPack:
    """The pack as it is handed out from now on, unchanged; raises StepRefused, NoFiles."""
    after = pack.stepped(Verb.OFFER, at=at, by=by)
    if not pack.files:
        raise refusals.NoFiles(pointer="/file")
    return after


def withdrawn(pack: ArtworkPack, *, at: datetime, by: Principal) -> ArtworkPack:
    """The pack that is handed out no more; raises StepRefused."""
    return pack.stepped(Verb.WITHDRAW, at=at, by=by)


def check_fits(pack: ArtworkPack, product: Product, certificate: Certificate | None) -> None:
    """Raises NotHandedOut, OfAnotherPlace, OfAnotherStar."""
    if pack.state is not State.OFFERED:
        raise refusals.NotHandedOut()
    if not is_within(product.place.path, pack.office):
        raise refusals.OfAnotherPlace()
    if pack.star and certificate and certificate.star != pack.star:
        raise refusals.OfAnotherStar(star=pack.star, held=certificate.star)


def counted(pack: ArtworkPack) -> ArtworkPack:
    """The pack that was handed out once more."""
    return pack.model_copy(update={"handed_out": pack.handed_out + 1})
