"""Drafts of messages: to each who got a partner, and to each who got none. People read, change and send them.

A message holds nothing but what its reader may know: no points, no choices or refusals, no name of anybody else, and no answer but
those of a mentor who agreed to be read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from itertools import chain, count

from jinja2 import Environment

from mentorkit.core.names import as_name
from mentorkit.definition.program import Program
from mentorkit.language.foreign_parts import unmarked
from mentorkit.language.templates import TemplateContext, programme_environment
from mentorkit.language.voice import Voice
from mentorkit.matching.accepted import AcceptedPair
from mentorkit.matching.applicants import Applicant, Applications
from mentorkit.matching.fits import PairRules
from mentorkit.matching.people_named import address_in
from mentorkit.matching.sentences import PairWords
from mentorkit.workspace.layers import Layers

FOLDER = "messages"
"""The folder of the drafts."""


@dataclass(frozen=True, slots=True)
class PartnerView:
    """Somebody's partner, as a message names them."""

    name: str
    email: str
    seat: str
    reasons: tuple[str, ...]
    """Why the two were paired: for a mentee whose mentor agreed to be read, and only of answers that are shown; else empty."""


@dataclass(frozen=True)
class MessageContext(TemplateContext):
    """The names that `matching/message.txt` knows, the draft of a message to one person."""

    program: Program
    """The definition, field by field as it is written: `program.title`."""
    name: str
    """The name of whoever reads it."""
    partners: tuple[PartnerView, ...]
    """With whom they will work; empty where nobody was found."""
    is_left_out: bool
    """Whether people decided that somebody without a partner stays so in this round: then nobody was looked for."""
    first_next_time: bool
    """Whether those who got nobody come first in the next round."""


@dataclass(frozen=True, slots=True)
class Messages:
    """The drafts of one round."""

    applications: Applications
    pairs: tuple[AcceptedPair, ...]
    layers: Layers
    voice: Voice
    alone: Collection[str] = ()
    """The keys of mentees who stay without a partner because people decided so."""

    def files(self) -> dict[str, bytes]:
        """Each draft by the name of its file: for a mail program (`.eml`) or, where there is no address, as text."""
        partners = self._partners()
        env = programme_environment(self.layers, self.voice)
        made, named = dict[str, bytes](), set[str]()
        for person in sorted(self.applications, key=lambda one: (one.role, one.name.casefold(), one.key)):
            body = self._body(env, person, partners[person.role, person.key])
            stem = f"{person.role}-{as_name(person.name)}"
            name = next(one for one in chain([stem], (f"{stem}-{n}" for n in count(2))) if one not in named)
            named.add(name)
            suffix, data = self._file(person, self._subject(bool(partners[person.role, person.key])), body)
            made[f"{FOLDER}/{name}.{suffix}"] = data
        return made

    def _partners(self) -> Mapping[tuple[str, str], list[PartnerView]]:
        rules = PairRules.of(self.applications.program, self.applications)
        words = PairWords(rules, self.voice)
        found = defaultdict[tuple[str, str], list[PartnerView]](list)
        for pair in self.pairs:
            fit = rules.judge(pair.mentee, pair.mentor)
            said = [one for one in words.speaking_for(pair.mentee, pair.mentor, fit) if one.shareable]
            agreed = tuple(one.whole for one in said) if pair.mentor.profile_shown else ()
            for one, other, reasons in ((pair.mentee, pair.mentor, agreed), (pair.mentor, pair.mentee, ())):
                email = address_in(other.email) and other.email.strip()
                found[one.role, one.key].append(PartnerView(other.name, email, pair.seat, reasons))
        return found

    def _body(self, env: Environment, person: Applicant, partners: Sequence[PartnerView]) -> str:
        program = self.applications.program
        first = bool(program.matching and program.matching.left_out_first)
        is_left_out = person.role == "mentee" and person.key in self.alone
        context = MessageContext(program, person.name, tuple(partners), is_left_out, first)
        text = unmarked(env.get_template("matching/message.txt").render(context.names()))
        return "\n".join(_paragraphs(text)) + "\n"

    def _subject(self, paired: bool) -> str:  # noqa: FBT001 - one of two subjects
        _, people = self.voice.words.gettext, self.voice.people
        said = _("Your partner in %(title)s") if paired else _("Your application to %(title)s")
        title = " ".join(str(self.applications.program.title).split())
        return unmarked(self.voice.words.fill(said, {**people, "title": title}))

    @staticmethod
    def _file(person: Applicant, subject: str, body: str) -> tuple[str, bytes]:
        """The ending and the content of a draft."""
        message = EmailMessage(policy=SMTP)
        try:
            address = address_in(person.email) and Address(
                " ".join(person.name.split()), addr_spec=person.email.strip()
            )
            if not address:
                return "txt", f"{subject}\n\n{body}".encode()
            message["To"], message["Subject"], message["X-Unsent"] = address, subject, "1"
            message.set_content(body)
            return "eml", message.as_bytes()
        except (MessageError, ValueError):
            return "txt", f"{subject}\n\n{body}".encode()


def _paragraphs(text: str) -> Iterator[str]:
    """The lines of a text, with at most one empty line between two."""
    before = ""
    for line in (one.rstrip() for one in text.strip().splitlines()):
        if line or before:
            yield line
        before = line
