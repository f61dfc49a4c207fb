"""Columns of form tools about who answered, when and from where: they are dropped while a file is read.

By the kind of the heading, and by the kind of what stands below it, whatever the heading says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from mentorkit.answers.plain_headings import plain_heading

_HEADINGS: dict[str, str] = {
    "times": (
        "timestamp|time|date|day|start time|completion time|started|completed|submitted|submitted at|created at|updated at|start date|end date|"
        "date created|date modified|last modified time|date submitted|submission date|submission time|date started|date last action|recorded date|"
        "recordeddate|startdate|enddate|submitdate|submit date|datestamp|start date (utc)|submit date (utc)|zeitstempel|startzeit|fertigstellungszeit|"
        "zeitpunkt der letzten änderung|datum|horodateur|heure de début|heure de fin|date de soumission|marca temporal|hora de inicio|"
        "hora de finalización|fecha de envío|carimbo de data/hora|informazioni cronologiche|tijdstempel|begintijd|tijd van voltooien|sygnatura czasowa|"
        "date last action|abgeschickt am|zuletzt bearbeitet am|stage date (utc)"
    ),
    "addresses": (
        "e-mail|email|mail|e-mail address|email address|your email|your e-mail|your email address|your e-mail address|username|user name|user|"
        "recipientemail|recipient email|e-mail-adresse|adresse e-mail|adresse email|nom d'utilisateur|correo|correo electrónico|"
        "dirección de correo electrónico|endereço de e-mail|indirizzo email|e-mailadres|adres e-mail|phone|phone number|telephone|mobile|telefon|address|"
        "postal address|contact|contact details"
    ),
    "names": (
        "name|your name|full name|first name|last name|surname|family name|given name|forename|middle name|recipientfirstname|recipientlastname|"
        "recipient first name|recipient last name|participant|participant name|name of participant|respondent name|vorname|nachname|familienname|"
        "vor- und nachname|ihr name|dein name|nom|prénom|nom et prénom|nombre|apellido|apellidos|nombre completo|nome|cognome|naam|voornaam|achternaam|"
        "imię|nazwisko|imię i nazwisko|employee|employee name|employee number|staff number|mentor's name|mentee's name|name of your mentor|"
        "name of your mentee|who is your mentor|who is your mentee"
    ),
    "network addresses": "ip|ip address|ipaddress|ip-adresse|adresse ip|dirección ip|network id|ipaddr|location latitude|location longitude|"
    "locationlatitude|locationlongitude|refurl|referrer url|referrer|user agent|browser|device|device type|geolocation",
    "numbers of the form tool": (
        "id|#|no|nr|respondent id|respondentid|respondent|response id|responseid|response number|submission id|collector id|collector|collectorid|"
        "network id|token|seed|antwort id|id de la réponse|id. de respuesta|entry id|row id|uuid|custom data|custom data 1|externalreference|externaldatareference|"
        "external data reference|distributionchannel|distribution channel|userlanguage|user language|startlanguage|start language|startsprache|status|"
        "response type|progress|finished|completed|lastpage|last page|letzte seite|language|sprache|score|total points|quiz feedback|tags|ending"
    ),
    "durations": (
        "duration|duration (in seconds)|total time|interviewtime|group time|time taken|time spent|duration in seconds|dauer|gesamtzeit|"
        "durée|duración|time to complete"
    ),
}
"""Kinds of columns by their headings: words between bars, in small letters."""
_KIND_OF = {words: kind for kind, listed in _HEADINGS.items() for words in listed.split("|")}
_OF_A_QUIZ = re.compile(
    r"(?:points|feedback|punkte|score|grouptime|group time|question time) ?[-:–] .+|.*\btime\d{2,}$|(?:custom data|grouptime|embedded data) ?\d+"
)

_E_MAIL = re.compile(r"[^\s@]{1,64}@[^\s@]+\.[a-z]{2,}", re.IGNORECASE)
_NETWORK = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,7}", re.IGNORECASE)
_MOMENT = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[T ]\d{1,2}:\d{2}.*|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4},? \d{1,2}:\d{2}.*|1980-01-01.*",
    re.IGNORECASE,
)
_UNIQUE = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|r_[0-9a-z]{12,}", re.IGNORECASE)
_PHONE = re.compile(r"\+\d[\d ()/.-]{7,18}\d|0\d{2,5}[ /-][\d ()/.-]{4,15}\d")
_CONTENTS = {
    "addresses": (_E_MAIL, _PHONE),
    "network addresses": (_NETWORK,),
    "times": (_MOMENT,),
    "numbers of the form tool": (_UNIQUE,),
}
_SHARE = 0.6
"""The share of cells, of those that hold something, by which a column is known: some people write "none" for an address."""


@lru_cache(maxsize=5000)
def kind_by_heading(heading: str) -> str:
    """What a column is about that is dropped by its heading: times, names …; nothing where the heading is none of these."""
    words = plain_heading(heading).strip("_")
    spaced = words.replace("_", " ")
    dotted = words.partition(". ")[2]  # LimeSurvey: submitdate. Date submitted
    for one in (words, spaced, dotted):
        if kind := _KIND_OF.get(one):
            return kind
    return "numbers of the form tool" if _OF_A_QUIZ.fullmatch(words) else ""


def kind_by_content(cells: Sequence[str]) -> str:
    """What a column is about by what stands in it; nothing where that is nothing to be dropped."""
    filled = [cell for cell in cells if cell]
    for kind, patterns in _CONTENTS.items():
        for pattern in patterns:
            if filled and sum(bool(pattern.fullmatch(cell)) for cell in filled) >= _SHARE * len(filled):
                return kind
    return ""


def looks_personal(text: str) -> bool:
    """Whether one cell is an address or the like: no code that somebody made up."""
    return any(pattern.fullmatch(text) for patterns in _CONTENTS.values() for pattern in patterns)
