"""What a workspace's `mkdocs.yml` says to MentorKit, under `extra.mentorkit`."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from mentorkit.definition.base import Authored, Lines, YesNo, complain, is_address

EngineName = Literal["mkdocs", "zensical"]
"""The site engines that make portals: MkDocs with its theme Material, or Zensical, which its makers write to follow it."""


class Thresholds(Authored):
    """Where the audit of a design draws its lines, under `design`. Each has a reason; change it where yours is better."""

    weeks_between_sessions: Annotated[int, Field(ge=1, le=52)] = 8
    """The longest pause between two sessions, in weeks. After two months, pairs begin anew instead of going on."""
    weeks_between_boards: Annotated[int, Field(ge=1, le=52)] = 13
    """The same for an advisory board: four people and more find a date once a quarter, and meet alone in between."""
    fewest_sessions: Annotated[int, Field(ge=1, le=50)] = 3
    """How many sessions a programme has at least: one to begin, one to work, one to close."""
    own_topic_percent: Annotated[int, Field(ge=0, le=100)] = 33
    """How much of each session between the first and the last is kept for what the mentee brings, in per cent of its minutes.
    With less than a third, the plan of the programme fills the hour, and what happened yesterday waits for a month."""
    minutes_per_pair: Annotated[int, Field(ge=1, le=600)] = 10
    """What the programme manager needs for each place, in minutes a week: matching, checks, questions, evaluation.
    It is an estimate: a cohort of 24 then takes four hours a week, half a day in which nothing else is done."""
    mentees_per_mentor: Annotated[int, Field(ge=1, le=20)] = 2
    """How many mentees one mentor can carry beside a job. Each takes two to three hours a month."""
    mentees_per_group: Annotated[int, Field(ge=2, le=50)] = 8
    """The same where a mentor meets a group: in a larger one, not everybody gets to speak within an hour."""
    smallest_group: Annotated[int, Field(ge=1, le=100)] = 5
    """The fewest people whose answers may be reported together. Among fewer than five, colleagues guess who said what."""
    too_small_a_group: Annotated[int, Field(ge=1, le=100)] = 3
    """Below this, a report is no longer anonymous at all: of two people, each knows what the other has said."""
    first_check_days: Annotated[int, Field(ge=7, le=365)] = 45
    """How many days after the start pairs are asked how it goes at the latest. A poor match can be mended that early."""


class Limits(Authored):
    """What making one book or one portal may take, under `limits`. Beyond it, that one fails and the others are made."""

    seconds: Annotated[int, Field(ge=1, le=86_400)] = 600
    """A book of 200 pages takes about fifteen seconds; what takes ten minutes will not end by itself."""
    megabytes: Annotated[int, Field(ge=300, le=1_000_000)] = 2000
    """A book of 200 pages takes about 400 megabytes. Where the system has no such limit, none is set."""


def _a_store(value: Any) -> Any:
    """The folder or the address of a shared cache. What might be a password is quoted in no message."""
    scheme, sep, rest = value.strip().partition("://") if isinstance(value, str) else (value, "", "")
    if not sep or not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", scheme):
        return value.strip() if isinstance(value, str) else value
    if scheme.lower() not in ("http", "https"):
        hint = "name a folder, or an address that begins with https://"
        raise complain(f'"{scheme}" leads to no shared cache', hint)
    address, host = f"{scheme.lower()}://{rest.rstrip('/')}", rest.partition("/")[0]
    way_out, port = "write the address alone, such as https://cache.example/mentorkit", re.search(r":(\d+)$", host)
    if "@" in host or "?" in address or "#" in address:
        message = "this address holds more than a place: whoever reads this file would know a name, a password or a key"
        raise complain(message, f"{way_out}, and put what opens it into MENTORKIT_CACHE_TOKEN")
    if not is_address(address) or not address.isascii() or (port and not 0 < int(port[1]) < 2**16):
        raise complain("this is not a whole address", way_out)
    return address


class Settings(Authored):
    """How this workspace is built."""

    libraries: Lines = ()
    """Shared content and templates, nearest first: folders, relative to the `mkdocs.yml`, or names of installed libraries."""
    engine: EngineName = "mkdocs"
    """What makes the portals: MkDocs with its theme Material, or Zensical, which `pip install "mentorkit[zensical]"` brings."""
    allow_html: YesNo = False
    """Whether HTML in Markdown is let through; otherwise it is shown as it is written."""
    design: Thresholds = Thresholds()
    """Where the audit of a programme's design draws its lines."""
    limits: Limits = Limits()
    """What making one book or one portal may take."""
    cache: Annotated[str, BeforeValidator(_a_store, json_schema_input_type=str)] = ""
    """The cache that several machines share: a folder, relative to the `mkdocs.yml`, or the address of an HTTP store. None where it is empty."""
