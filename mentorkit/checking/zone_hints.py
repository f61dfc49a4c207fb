"""Problems with names of time zones, each with the zones that may be meant: abbreviations, cities, countries, hours from UTC."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from mentorkit.core.problems import Problem, Severity, Span
from mentorkit.language.language_names import zones_of_country

_CITY = "Europe/London"
_HOURS = re.compile(r"(GMT|UTC) ?[+\-−]?\d.*", re.IGNORECASE)
_FIXED = {"EST": "America/New_York", "MST": "America/Denver"}
"""Names of zones whose clocks never change, and what most people mean by them."""
_TURNED = re.compile(r"Etc/GMT([+-])(\d{1,2})")
_LETTERS = {
    "ADT": "America/Halifax", "AEDT": "Australia/Sydney", "AEST": "Australia/Sydney Australia/Brisbane", "AMT": "America/Manaus Asia/Yerevan",
    "ART": "America/Argentina/Buenos_Aires", "AST": "America/Halifax America/Puerto_Rico Asia/Riyadh", "AWST": "Australia/Perth",
    "ACST": "Australia/Adelaide Australia/Darwin", "BRT": "America/Sao_Paulo", "BST": "Europe/London Asia/Dhaka", "CAT": "Africa/Harare",
    "CDT": "America/Chicago America/Havana", "CEST": "Europe/Berlin Europe/Paris Europe/Warsaw", "CLT": "America/Santiago",
    "COT": "America/Bogota", "CST": "America/Chicago Asia/Shanghai America/Havana", "EAT": "Africa/Nairobi", "ECT": "America/Guayaquil",
    "EDT": "America/New_York", "EEST": "Europe/Helsinki Europe/Athens Europe/Kyiv", "GST": "Asia/Dubai Atlantic/South_Georgia",
    "HKT": "Asia/Hong_Kong", "ICT": "Asia/Bangkok", "IDT": "Asia/Jerusalem", "IRST": "Asia/Tehran",
    "IST": "Asia/Kolkata Europe/Dublin Asia/Jerusalem", "JST": "Asia/Tokyo", "KST": "Asia/Seoul", "MDT": "America/Denver",
    "MESZ": "Europe/Berlin Europe/Vienna Europe/Zurich", "MEZ": "Europe/Berlin Europe/Vienna Europe/Zurich", "MSK": "Europe/Moscow",
    "NST": "America/St_Johns", "NZDT": "Pacific/Auckland", "NZST": "Pacific/Auckland", "PDT": "America/Los_Angeles", "PET": "America/Lima",
    "PHT": "Asia/Manila", "PKT": "Asia/Karachi", "PST": "America/Los_Angeles Asia/Manila", "SAST": "Africa/Johannesburg",
    "SGT": "Asia/Singapore", "SST": "Pacific/Pago_Pago Asia/Singapore", "TRT": "Europe/Istanbul", "WAT": "Africa/Lagos",
    "WEST": "Europe/Lisbon", "WIB": "Asia/Jakarta", "CT": "America/Chicago", "ET": "America/New_York", "MT": "America/Denver",
    "PT": "America/Los_Angeles", "UK": "Europe/London",
}  # fmt: skip
"""Abbreviations that people use for their clocks, and where those are in use: the same letters mean several."""


@cache
def known_zones() -> frozenset[str]:
    """The names of time zones."""
    return frozenset(available_timezones() - {"localtime", "Factory"})  # these two are not the same everywhere


def zone_problems(name: str, at: Span) -> Iterator[Problem]:
    """Yield a problem with what stands where a time zone is meant; a warning where that is a zone, and perhaps another is meant."""
    if name not in known_zones():
        yield Problem("time-zone", f'"{name}" is not a time zone', at, nearest_zone(name))
    elif name in _FIXED:
        message = f'the clock of "{name}" knows no summer time'
        yield Problem("time-zone", message, at, f"name a city that keeps it: {_FIXED[name]}", Severity.WARNING)
    elif (turned := _TURNED.fullmatch(name)) and turned[2] != "0":
        way = "behind" if turned[1] == "+" else "ahead of"
        hours = "1 hour" if turned[2] == "1" else f"{turned[2]} hours"
        message = f'"{name}" is {hours} {way} UTC, the whole year'
        yield Problem(
            "time-zone", message, at, f"name a city, whose clock is told to people: {_CITY}", Severity.WARNING
        )


def nearest_zone(name: str) -> str:
    """A hint that names the zones that are meant by an abbreviation, called nearly so, that have a city of nearly this name, or a country's."""
    wanted = name.strip()
    if _HOURS.fullmatch(wanted):  # Etc/GMT+1 is one hour behind
        return f"name a city, whose clock knows summer time too: {_CITY}"
    if meant := _LETTERS.get(wanted.upper()):
        *others, last = meant.split()
        if not others:
            return f"write {last}"
        return f"these letters mean several: write {', '.join(others)} or {last}"
    known = {zone.rpartition("/")[2].lower(): zone for zone in sorted(known_zones()) if "/" in zone}
    known |= {zone.lower(): zone for zone in known_zones()}
    near = get_close_matches(wanted.lower().replace(" ", "_"), known, n=1, cutoff=0.75)
    if near:
        return f'did you mean "{_FIXED.get(known[near[0]], known[near[0]])}"?'
    there = zones_of_country(wanted)
    return f"write {' or '.join(there[:3])}" if there else f"write it as {_CITY}"
