"""The fields of the form a request brought, if it brought one."""

from __future__ import annotations

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from kit.text import one_form

_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_PART_BYTES = 64_000_000
"""No bound of its own: a body has its endpoint's (`kit.web.limits`), and a letter of Vietnamese is nine bytes in a form."""
OWN = "_"
"""Fields whose name begins so are the kit's: token, key, version, page."""


async def form_of(request: Request) -> FormData:
    """The form's fields and files; empty when the body is no form. Read once, however often asked."""
    if request.headers.get("content-type", "").startswith(_FORMS):
        form = await request.form(max_part_size=_PART_BYTES)
        request.state.form = form  # for the answer, should nothing come of it
        return form
    return FormData()


async def texts_of(request: Request) -> dict[str, list[str]]:
    """What a person wrote, by field, to be shown again: no files, none of the kit's own fields."""
    return texts_in(await form_of(request))


def texts_in(form: FormData) -> dict[str, list[str]]:
    """The same, of a form in hand, without the control characters that were refused: nobody can take away what they do not see."""
    written: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if not isinstance(value, UploadFile) and not name.startswith(OWN):
            written.setdefault(name, []).append(one_form(value))
    return written
