"""Faults of form: missing and unknown names, missing languages, values of the wrong kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from law.rulebooks.checking.fault import Fault, fault
from law.rulebooks.values import Text

LANGUAGES = {"vi": Text(vi="tiếng Việt", en="Vietnamese"), "en": Text(vi="tiếng Anh", en="English")}


def shape_faults(invalid: ValidationError) -> Iterator[Fault]:
    for error in invalid.errors():
        steps = _steps(error["loc"])
        last = steps[-1] if steps else ""
        if _is_missing_language(error, last):
            yield fault(pointer(steps), "missing-language", language=LANGUAGES[last])
        elif error["type"] == "missing":
            yield fault(pointer(steps[:-1]), "missing", name=last)
        elif error["type"] == "extra_forbidden":
            yield fault(pointer(steps[:-1]), "unknown-name", name=last)
        elif "binary float" in error["msg"]:
            yield fault(pointer(steps), "binary-float")
        else:
            yield fault(pointer(steps), "wrong-value", value=repr(error["input"])[:60], why=error["msg"])


def pointer(steps: Sequence[str]) -> str:
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)


def _is_missing_language(error: ErrorDetails, last: str) -> bool:
    return last in LANGUAGES and error["type"] in ("missing", "string_too_short")


def _steps(where: tuple[int | str, ...]) -> list[str]:
    # A criterion may be a group: pydantic puts the name of the tried model into the path, which the file does not have.
    return [str(step) for step in where if step not in ("Criterion", "Group")]
