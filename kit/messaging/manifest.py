"""The file that says which topics there are, who may write and who may read them; refused as a whole when it is wrong."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from kit.refusal import Kind, Refusal

_TOPIC = re.compile(r"[a-z0-9][a-z0-9.-]{0,248}")
_DAYS = re.compile(r"(\d+) days?")
STATE = ".state"


class ManifestWrong(Refusal):
    """The file says something that cannot be brought to a broker."""

    slug = "topics.file-wrong"
    kind = Kind.INVALID
    vi = "Tệp chủ đề {file} có lỗi: {faults}. Sửa tệp rồi chạy lại; chưa có gì được thay đổi trên máy chủ Kafka."
    en = "The topics file {file} is wrong: {faults}. Correct it and run this again; nothing was changed on the broker."


def _retention(said: object) -> object:
    """`forever` is None; `90 days` is a timedelta."""
    if said == "forever":
        return None
    if isinstance(said, str) and (days := _DAYS.fullmatch(said)) and int(days[1]) > 0:
        return timedelta(days=int(days[1]))
    raise ValueError("retention is `forever` or a number of days, for example `90 days`")


Retention = Annotated[timedelta | None, BeforeValidator(_retention)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PrincipalEntry(_Strict):
    """
    Somebody with a password: `groups` is what the names of its consumer groups begin with.

    Who `watches` has no groups and reads nothing: it may ask how far everybody is, and how long each topic is.
    """

    groups: str | None = Field(default=None, min_length=2, pattern=r"^[a-z0-9.-]+[.-]$")
    watches: bool = False
    circles: tuple[str, ...] = ()


class TopicEntry(_Strict):
    """A topic as written. `speaks` names the AsyncAPI channel when it is a template of many topics."""

    about: str = Field(min_length=8)
    writes: tuple[str, ...] = Field(min_length=1)
    reads: tuple[str, ...] = Field(min_length=1)
    personal: bool = False
    state: bool = False
    speaks: str | None = None
    partitions: int | None = Field(default=None, ge=1, le=1000)
    retention: Retention | Literal["inherited"] = "inherited"


class Manifest(_Strict):
    """The whole file, checked."""

    prefix: str = Field(min_length=2)
    partitions: int = Field(ge=1, le=1000)
    retention: Retention
    principals: dict[str, PrincipalEntry]
    topics: dict[str, TopicEntry]

    @model_validator(mode="after")
    def _hangs_together(self) -> Manifest:
        if faults := [*self._faults_of_principals(), *self._faults_of_topics()]:
            raise ValueError("; ".join(faults))
        return self

    def writers(self, topic: str) -> tuple[str, ...]:
        """The principals that may write a topic."""
        return self._members(self.topics[topic].writes)

    def readers(self, topic: str) -> tuple[str, ...]:
        """The principals that may read a topic."""
        return self._members(self.topics[topic].reads)

    def groups(self) -> dict[str, str]:
        """What the names of each principal's groups begin with; who only watches has none."""
        return {name: entry.groups for name, entry in self.principals.items() if entry.groups}

    def partitions_of(self, topic: str) -> int:
        """How many partitions a topic has."""
        return self.topics[topic].partitions or self.partitions

    def config_of(self, topic: str) -> dict[str, str]:
        """The broker's settings of a topic that this file decides."""
        entry = self.topics[topic]
        if entry.state:
            return {
                "cleanup.policy": "compact",
                "retention.ms": "-1",
                # A tombstone stays long enough for every reader that is not given up to see it.
                "delete.retention.ms": _ms(timedelta(days=30)),
                # What was overwritten or struck out is gone within a week, personal data above all.
                "max.compaction.lag.ms": _ms(timedelta(days=7)),
                "segment.ms": _ms(timedelta(days=1)),
            }
        kept = self.retention if entry.retention == "inherited" else entry.retention
        return {"cleanup.policy": "delete", "retention.ms": "-1" if kept is None else _ms(kept)}

    def _members(self, named: tuple[str, ...]) -> tuple[str, ...]:
        found = [p for name in named for p, e in self.principals.items() if p == name or name in e.circles]
        return tuple(dict.fromkeys(found))

    def _faults_of_principals(self) -> list[str]:
        faults = []
        circles = {circle for entry in self.principals.values() for circle in entry.circles}
        for name, entry in self.principals.items():
            if name in circles:
                faults.append(f"{name} is both a principal and a circle")
            if entry.watches == bool(entry.groups):
                faults.append(f"{name} has `groups`, or else it `watches`")
            for other, theirs in self.groups().items():
                if entry.groups and other != name and theirs.startswith(entry.groups):
                    faults.append(f"the groups of {name} take in those of {other}")
        return faults

    def _faults_of_topics(self) -> list[str]:
        faults = []
        known = {*self.principals, *(circle for entry in self.principals.values() for circle in entry.circles)}
        for name, entry in self.topics.items():
            if not _TOPIC.fullmatch(name) or not name.startswith(self.prefix):
                faults.append(f"{name} is no topic name beginning with {self.prefix}")
            if entry.state != name.endswith(STATE):
                faults.append(f"{name}: `state: true` belongs to names that end in {STATE}, and only to them")
            if entry.state and name.removesuffix(STATE) not in self.topics:
                faults.append(f"{name} is the state of no topic of this file")
            if entry.state and entry.retention != "inherited":
                faults.append(f"{name}: a state topic is compacted and has no retention")
            if len(self._members(entry.writes)) != 1:
                faults.append(f"{name} must have exactly one writer")
            if entry.personal and (crowd := [reader for reader in entry.reads if reader not in self.principals]):
                faults.append(f"{name} carries personal data: name each reader instead of {', '.join(crowd)}")
            if watching := [
                p for p in (*self._members(entry.writes), *self._members(entry.reads)) if self.principals[p].watches
            ]:
                faults.append(f"{name}: {', '.join(watching)} only watches")
            if strangers := sorted({*entry.writes, *entry.reads} - known):
                faults.append(f"{name} names {', '.join(strangers)}, who are not in this file")
        return faults


def load(path: Path) -> Manifest:
    """Reads the file; raises ManifestWrong naming every fault."""
    try:
        read: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Manifest.model_validate(read)
    except (OSError, yaml.YAMLError) as fault:
        raise ManifestWrong(file=path.name, faults=str(fault)) from fault
    except ValidationError as wrong:
        faults = "; ".join(_where(e["loc"]) + e["msg"].removeprefix("Value error, ") for e in wrong.errors())
        raise ManifestWrong(file=path.name, faults=faults) from wrong


def _where(location: tuple[int | str, ...]) -> str:
    return " › ".join(str(part) for part in location) + ": " if location else ""


def _ms(span: timedelta) -> str:
    return str(int(span.total_seconds() * 1000))
