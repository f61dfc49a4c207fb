"""A programme takes over from a preset or from another programme of its client, and never from another client's."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml

from mentorkit.checking.loading import Loaded, load
from mentorkit.core.problems import Result
from mentorkit.core.yaml_source import Located
from mentorkit.definition.program import Program
from mentorkit.definition.reading import read_as
from mentorkit.files.calendars import calendars
from mentorkit.guides.library import Library
from mentorkit.guides.markdown import Prose
from mentorkit.inheritance.archetypes import Archetypes
from mentorkit.inheritance.lineage import Lineage
from mentorkit.portal.stage import stage
from mentorkit.upkeep import doctor
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import books_of
from mentorkit.workspace.layers import stock_root
from mentorkit.workspace.workspace import open_workspace
from tests.conftest import Project

SPRING = """\
title: Spring round
organisation: Acme
starts: 2027-02-01
ends: week 30
status: live
cohort: Spring
accepted: {SEL02: A pilot}
trust: "{{ program.title }} takes its time."
goals: [{id: contacts, statement: People know each other.}]
sessions:
  1: {title: Begin, week: 2, day: Tuesday, minutes: 60}
  2: {title: Go on, week: 6}
events:
  - {id: launch, week: 1, what: Launch}
  - {id: closing, week: 30, what: Closing}
"""
AUTUMN = "title: Autumn round\nextends: acme/spring\nstarts: 2027-09-06\n"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the Keys of the stock, which take long to read."""
    monkeypatch.setattr("mentorkit.checking.loading.read_library", lambda layers, name: Result(Library({}, {}, {})))


def loaded(project: Project, *names: str) -> Loaded:
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace is not None
    return load(workspace, workspace.choose(names))


def rounds(project: Project, autumn: str = AUTUMN, spring: str = SPRING) -> Project:
    """A client with two rounds, of which the second takes over from the first."""
    (project.root / "programs/acme/lead.yml").unlink(missing_ok=True)
    project.write("programs/acme/spring.yml", spring)
    project.write("programs/acme/autumn.yml", autumn)
    return project


def test_a_programme_takes_over_from_another_what_is_not_of_one_round(project: Project) -> None:
    own = "sessions: {01: {week: 3}, 2: none}\nevents: {change: {launch: {place: Hall}}, without: closing, add: {what: Look back, week: 20}}\n"
    (kit,) = loaded(rounds(project, AUTUMN + own), "acme/autumn").toolkits
    program = kit.program
    assert (program.title, program.organisation, str(program.starts), str(program.ends)) == (
        "Autumn round", "Acme", "2027-09-06", "2028-03-27",
    )  # fmt: skip
    assert (program.status, program.cohort, program.accepted) == ("draft", None, {})
    assert program.trust == "Autumn round takes its time."
    assert [(s.number, s.session.title, str(s.moment and s.moment.first)) for s in kit.sessions] == [
        (1, "Begin", "2027-09-21"),
    ]  # fmt: skip
    assert [(e.event.what, e.event.place) for e in kit.events] == [("Launch", "Hall"), ("Look back", None)]


def test_what_is_not_taken_over_is_noted(project: Project) -> None:
    result = rounds(project).run("check", "acme/autumn", "--ignore", "design")
    assert result.stderr == (
        'programs/acme/autumn.yml:2:10  note  status, cohort and accepted of "acme/spring" are not taken over  [extends]\n'
        "    that holds for one round; write here what holds for this one\n"
    )
    rounds(project, AUTUMN + "cohort: Autumn\naccepted: {}\n")
    assert 'note  status of "acme/spring" is not taken over' in project.run("check", "acme/autumn").stderr


def test_an_archetype_can_be_extended_by_that_name_too(project: Project) -> None:
    project.write("content/archetypes/house.yml", SPRING.replace("title: Spring round\n", ""))
    project.write("programs/acme/lead.yml", "title: Lead\nextends: house\n")
    (kit,) = loaded(project, "acme/lead").toolkits
    assert (kit.program.archetype, kit.program.extends, kit.program.status) == ("house", None, "live")


def test_a_chain_ends_in_an_archetype(project: Project) -> None:
    project.write("content/archetypes/house.yml", "accountability: Each names somebody.\nstatus: live\n")
    rounds(project, AUTUMN, SPRING.replace("status: live\n", "archetype: house\n"))
    project.write("programs/acme/winter.yml", "title: Winter\nextends: acme/autumn\nstarts: 2027-12-06\n")
    (kit,) = loaded(project, "acme/winter").toolkits
    program = kit.program
    assert (program.archetype, program.accountability, program.organisation, program.status, program.cohort) == (
        "house", "Each names somebody.", "Acme", "draft", None,
    )  # fmt: skip


CANNOT = {
    "acme/sprng": ('there is no programme "acme/sprng" to extend', 'did you mean "acme/spring"?'),
    "acme/autumn": ('"acme/autumn" extends itself', "let this one name another, or stand alone"),
    "../acme/spring": ('"../acme/spring" is not a name for a programme', "write client/program, such as acme/first-cohort"),
    "[acme/spring]": ('"extends" should name one preset or one programme', "write `extends:` and one name"),
    "hous": ('no archetype named "hous"', 'did you mean "house"?'),
    "ols-1": ('no archetype named "ols-1"', "a programme is named with its client: `extends: client/ols-1`"),
}  # fmt: skip


@pytest.mark.parametrize("name", CANNOT)
def test_what_cannot_be_extended_is_explained(project: Project, name: str) -> None:
    message, hint = CANNOT[name]
    project.write("content/archetypes/house.yml", SPRING)
    rounds(project, AUTUMN.replace("acme/spring", name))
    rule = "archetype-exists" if "archetype" in message else "extends"
    assert project.problems("acme/autumn") == [f"programs/acme/autumn.yml:2:10  error  {message}  [{rule}] -> {hint}"]


@pytest.mark.parametrize("name", ["secret", "nothing-of-that-name"])
def test_another_clients_programme_is_refused_whether_there_is_one_or_not(project: Project, name: str) -> None:
    project.write("programs/beta/secret.yml", SPRING)
    rounds(project, AUTUMN.replace("acme/spring", f"beta/{name}"))
    assert project.problems("acme/autumn") == [
        f'programs/acme/autumn.yml:2:10  error  "beta/{name}" would be another client’s programme, and nothing is taken over from one  [extends] -> write what both share into content/archetypes, and extend that'
    ]


def test_no_link_leads_to_another_clients_programme(project: Project) -> None:
    secret = project.write("programs/beta/secret.yml", SPRING)
    rounds(project)
    (project.root / "programs/acme/spring.yml").unlink()
    (project.root / "programs/acme/spring.yml").symlink_to(secret)
    assert sorted(project.problems("acme/autumn")) == [
        'programs/acme/autumn.yml:2:10  error  what is taken over from "acme/spring" has 1 error  [extends] -> mend it in programs/acme/spring.yml, or say it differently here',
        "programs/acme/spring.yml  error  this file is a link that leads out of its folder  [leaves-layer] -> copy the file here instead of linking to it",
    ]


def test_archetype_and_extends_are_not_both_given(project: Project) -> None:
    rounds(project, AUTUMN + "archetype: succession\n")
    assert project.problems("acme/autumn") == [
        'programs/acme/autumn.yml:4:1  error  "archetype" and "extends" both say what this takes over from  [extends] -> keep one of the two lines; what that one takes over comes along'
    ]


def test_the_two_names_are_not_mistaken_for_each_other(project: Project) -> None:
    rounds(project, AUTUMN.replace("extends", "archetype"))
    assert project.problems("acme/autumn") == [
        'programs/acme/autumn.yml:2:12  error  no archetype named "acme/spring"  [archetype-exists] -> to take over from another programme, write `extends: acme/spring`'
    ]
    project.write("content/archetypes/house.yml", "extends: acme/spring\n")
    rounds(project, AUTUMN.replace("acme/spring", "house"))
    assert project.problems("acme/autumn") == [
        'content/archetypes/house.yml:1:10  error  there is no archetype "acme/spring" to extend  [archetype-exists] -> an archetype builds on archetypes; let the programme extend the other one'
    ]


def test_a_round_of_programmes_is_told_where_it_closes(project: Project) -> None:
    rounds(project, AUTUMN, SPRING + "extends: acme/autumn\n")
    assert project.problems() == [
        'programs/acme/autumn.yml:2:10  error  "acme/spring" extends itself: acme/spring → acme/autumn → acme/spring  [extends] -> let this one name another, or stand alone',
        'programs/acme/autumn.yml:2:10  error  what is taken over from "acme/spring" has 1 error  [extends] -> mend it in programs/acme/spring.yml, or say it differently here',
        'programs/acme/spring.yml:16:10  error  "acme/autumn" extends itself: acme/autumn → acme/spring → acme/autumn  [extends] -> let this one name another, or stand alone',
        'programs/acme/spring.yml:16:10  error  what is taken over from "acme/autumn" has 1 error  [extends] -> mend it in programs/acme/autumn.yml, or say it differently here',
    ]


def test_a_chain_of_programmes_ends(project: Project) -> None:
    for number in range(30):
        project.write(f"programs/acme/a{number:02}.yml", f"extends: acme/a{number + 1:02}\n")
    assert sorted(project.problems("acme/a00")) == [
        'programs/acme/a00.yml:1:10  error  what is taken over from "acme/a01" has 1 error  [extends] -> mend it in programs/acme/a09.yml, or say it differently here',
        "programs/acme/a09.yml:1:10  error  more than 10 programmes extend one another here  [extends] -> let this one stand alone",
    ]


def test_problems_behind_are_told_where_they_stand_and_to_whom_they_matter(project: Project) -> None:
    spring = SPRING.replace("minutes: 60", "minutes: long").replace("Go on, week: 6", "Go on, week: TO FILL IN (when)")
    rounds(project, AUTUMN, spring.replace("status: live\n", ""))
    both = [
        'programs/acme/autumn.yml:2:10  error  what is taken over from "acme/spring" has 1 error and 1 warning  [extends] -> mend it in programs/acme/spring.yml, or say it differently here',
        'programs/acme/spring.yml:10:53  error  "minutes" should be a whole number, not "long"  [field-number] -> write digits only: 60',
        "programs/acme/spring.yml:11:27  warning  sessions.2.week is still to fill in: when  [to-fill-in] -> only you can know this; write it in place of TO FILL IN",
    ]
    assert sorted(project.problems("acme/autumn")) == both
    assert sorted(project.problems()) == both
    project.write("programs/acme/autumn.yml", AUTUMN + "sessions: {1: {minutes: 60}, 2: {week: 6}}\n")
    assert project.problems("acme/autumn") == []


def test_a_programme_behind_that_cannot_be_read_is_named(project: Project) -> None:
    rounds(project, AUTUMN, "trust: [\n")
    assert sorted(project.problems("acme/autumn")) == [
        'programs/acme/autumn.yml:2:10  error  what is taken over from "acme/spring" has 1 error  [extends] -> mend it in programs/acme/spring.yml, or say it differently here',
        'programs/acme/spring.yml:2:1  error  a value is missing, or begins with a sign of YAML\'s own  [yaml-syntax] -> put texts in quotes: "like this"',
    ]


def test_changes_to_what_is_not_behind_are_explained(project: Project) -> None:
    rounds(project, AUTUMN + "events: {without: lunch}\nstatus: none\n")
    assert project.problems("acme/autumn") == [
        'programs/acme/autumn.yml:4:19  error  nothing with the id "lunch" would be taken over here  [inherit] -> did you mean "launch"?',
        'programs/acme/autumn.yml:5:9  error  no "status" would be taken over here  [inherit] -> `none` takes away what would be taken over',
    ]


def test_title_and_start_are_ones_own(project: Project) -> None:
    rounds(project, "extends: acme/spring\n")
    assert project.problems("acme/autumn") == [
        'programs/acme/autumn.yml:1:1  error  "starts" is missing  [field-missing] -> add a line `starts: …`',
        'programs/acme/autumn.yml:1:1  error  "title" is missing  [field-missing] -> add a line `title: …`',
    ]


def test_days_of_another_round_are_warned_of(project: Project) -> None:
    spring = SPRING.replace("week: 1, what", "date: 2027-02-02, what")
    rounds(project, AUTUMN, spring)
    warning = "programs/acme/autumn.yml:2:10  warning  events.launch.date is taken over as 2027-02-02 from a programme with another start  [date-taken-over] -> write it here for this round, or as a week in programs/acme/spring.yml:14:24"
    assert project.problems("acme/autumn") == [warning]
    project.write("programs/acme/autumn.yml", AUTUMN + "events: {change: {launch: {week: 1}}}\n")
    assert project.problems("acme/autumn") == []
    project.write("programs/acme/autumn.yml", AUTUMN.replace("2027-09-06", "2027-02-01"))
    assert project.problems("acme/autumn") == []


def test_many_rounds_read_what_they_share_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from mentorkit.inheritance import lineage

    rounds(project)
    project.write("programs/acme/winter.yml", AUTUMN.replace("Autumn", "Winter"))
    read: list[str] = []
    whole = lineage.read_text
    monkeypatch.setattr(
        lineage, "read_text", lambda path, name, *rest: (read.append(name), whole(path, name, *rest))[1]
    )
    assert len(loaded(project).toolkits) == 3
    assert read == [f"programs/acme/{name}.yml" for name in ("autumn", "spring", "winter")]


HEAD = "title: Lead\norganisation: Acme\nstarts: 2027-02-01\n"
HOUSE = """\
archetype: house
trust: none
accountability: >-
  A text that is too long to stand beside its name, with "quotes" and a # in it, and so it stands below instead.
summary: |-
  First line

    and an indented one # no comment
sessions: {2: none, 1: {date: 2027-02-09, at: "09:30"}}
events: {add: {what: "Half-time: a look back", week: 12, for: [mentors, mentees]}}
exposure: [" ~", "null", "no", "1:30", "2027-02-01", "- x", "{{ mentees }}", "'"]
books: {cards: none, pack: {title: Pack, for: sponsors, chapters: [dates]}}
"""
LEAD = HEAD + HOUSE
PRESET = """\
trust: Slowly.
wording: {mentee: guest}
sessions:
  1: {title: Begin, week: 2, day: Tuesday}
  2: {title: Go on, week: 6}
events: [{id: launch, week: 1, what: Launch}]
"""
SHOWN = """\
title: Lead                                               # programs/acme/lead.yml:1
organisation: Acme                                        # programs/acme/lead.yml:2
starts: 2027-02-01                                        # programs/acme/lead.yml:3
sessions:
  1:
    title: Begin                                          # content/archetypes/house.yml:4
    date: 2027-02-09                                      # programs/acme/lead.yml:12
    at: '09:30'                                           # programs/acme/lead.yml:12
  2: none                                                 # programs/acme/lead.yml:12
archetype: house                                          # programs/acme/lead.yml:4
"""


def resolved(project: Project, name: str) -> Located:
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace is not None
    (file,) = workspace.choose([name])
    archetypes = Archetypes(workspace.layers(file.client), workspace.called)
    definition, problems = Lineage(workspace, file.client, archetypes).resolve(file)
    assert definition.source is not None, problems
    return definition.source


def test_show_prints_each_value_with_the_place_where_it_was_written(project: Project) -> None:
    project.write("content/archetypes/house.yml", PRESET)
    project.write("programs/acme/lead.yml", LEAD)
    result = project.run("show", "acme/lead")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(SHOWN)
    assert "trust: none                                               # programs/acme/lead.yml:5\n" in result.stdout
    assert "    chapters: [dates]                                     # programs/acme/lead.yml:15\n" in result.stdout
    assert (
        "summary: |-                                               # programs/acme/lead.yml:8\n  First line\n\n    and"
        in result.stdout
    )
    plain = project.run("show", "acme/lead", "--plain").stdout
    assert "\n".join(line.partition("  # ")[0].rstrip() for line in result.stdout.splitlines()[:20]) == "\n".join(
        plain.splitlines()[:20]
    )


def written_down(value: object) -> object:
    """Every second name of a preset taken away, at each level."""
    if not isinstance(value, dict):
        return "none"
    names = [name for name in value if name != "archetype"]
    return {name: written_down(value[name]) for name in names[::2]}


@pytest.mark.slow
def test_what_show_prints_is_the_same_programme(project: Project) -> None:
    """An example, a round that takes over, and an archetype with half of it taken away."""
    project.write("content/archetypes/house.yml", PRESET)
    example = (stock_root() / "programs/northbridge/first-light.yml").read_text("utf-8")
    originals = {"lead": LEAD, "spring": SPRING + "archetype: house\n", "autumn": AUTUMN + HOUSE.partition("\n")[2]}
    for name, text in {**originals, "example": example}.items():
        project.write(f"programs/acme/{name}.yml", text)
    project.write("programs/acme/half.yml", HEAD + "archetype: inclusion\n")
    half = written_down({name: value for name, value in resolved(project, "acme/half").items() if name not in HEAD})
    project.write("programs/acme/half.yml", HEAD + "archetype: inclusion\n" + yaml.safe_dump(half))
    for name in (*originals, "example", "half"):
        project.write(f"programs/acme/shown-{name}.yml", project.run("show", f"acme/{name}").stdout)
        original, shown = resolved(project, f"acme/{name}"), resolved(project, f"acme/shown-{name}")
        assert shown == original, name
        assert name == "half" or read_as(Program, shown).value is not None


def publish(
    project: Project, package: str = "house-keys", names: str = "house", *, value: str = "house_keys.layer"
) -> None:
    """Something as pip leaves it: a package that runs into an error when it is imported, and what is known of it."""
    project.write(f"../installed/{package}-1.2.0.dist-info/METADATA", f"Name: {package}\nVersion: 1.2.0\n")
    points = "".join(f"{name} = {value}\n" for name in names.split())
    project.write(f"../installed/{package}-1.2.0.dist-info/entry_points.txt", f"[mentorkit.libraries]\n{points}")
    project.write("../installed/house_keys/__init__.py", "raise RuntimeError('imported')\n")


def name_library(project: Project, name: str) -> None:
    project.write("mkdocs.yml", f"theme: {{name: material}}\nextra: {{mentorkit: {{libraries: [{name}]}}}}\n")


@pytest.fixture
def site_packages(project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = project.root.parent / "installed"
    folder.mkdir(parents=True)
    monkeypatch.syspath_prepend(folder)
    return folder


def test_an_installed_library_is_a_layer_and_its_code_is_not_run(project: Project, site_packages: Path) -> None:
    publish(project)
    project.write("../installed/house_keys/layer/content/archetypes/house.yml", PRESET)
    name_library(project, "house")
    result = project.run("which", "content/archetypes/house.yml")
    assert result.stdout == (
        f"counts  library house 1.2.0  {site_packages / 'house_keys/layer/content/archetypes/house.yml'}\n"
    )
    project.write("programs/acme/lead.yml", LEAD)
    assert "# (library house) content/archetypes/house.yml:4\n" in project.run("show", "acme/lead").stdout
    assert [*doctor.libraries()] == [doctor.Diagnosis("library house", True, "house-keys 1.2.0")]


def test_a_folder_of_that_name_comes_before_an_installed_library(project: Project, site_packages: Path) -> None:
    publish(project)
    project.write("house/content/keys/ours.md", "ours")
    name_library(project, "house")
    result = project.run("which", "content/keys/ours.md")
    assert result.stdout == "counts  library house  house/content/keys/ours.md\n"


@pytest.mark.parametrize(
    ("named", "message", "hint"),
    [
        ("hose", 'there is neither a folder nor an installed library "hose"', "installed here: house, other"),
        ("../hose", 'there is no folder "../hose"', "write it relative to this file"),
        ("house", 'the library "house" of house-keys 1.2.0 has no folder of files', "its package should bring its files along; ask whoever made it"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("site_packages")
def test_a_library_that_is_not_there_is_explained(project: Project, named: str, message: str, hint: str) -> None:
    publish(project, names="house other")
    name_library(project, named)
    assert project.problems() == [f"mkdocs.yml:2:33  error  {message}  [no-such-library] -> {hint}"]


def test_what_is_wrong_with_an_installed_library_is_said(project: Project, site_packages: Path) -> None:
    name_library(project, "house")
    (site_packages / "house_keys").mkdir()
    assert project.problems() == [
        'mkdocs.yml:2:33  error  there is neither a folder nor an installed library "house"  [no-such-library] -> no library is installed here; install it with pip'
    ]
    publish(project, value="house_keys")
    assert project.problems() == [
        'mkdocs.yml:2:33  error  the library "house" of house-keys 1.2.0 holds none of content, templates, _brand.yml  [no-such-library] -> its package should bring its files along; ask whoever made it'
    ]
    remedy = "it holds none of content, templates, _brand.yml; ask whoever made house-keys"
    assert [*doctor.libraries()] == [doctor.Diagnosis("library house", False, "house-keys 1.2.0", remedy)]
    publish(project, "other-keys")
    assert project.problems() == [
        'mkdocs.yml:2:33  error  two packages publish a library "house": house-keys 1.2.0 and other-keys 1.2.0  [no-such-library] -> uninstall one of them'
    ]


WORDED = """\
title: Lead
organisation: Acme
starts: 2027-02-01
ends: week 20
status: closed
wording: {session: meeting, sessions: meetings, programme: scheme, programmes: schemes, mentee: guest, mentees: guests}
summary: The {{ programme }} has {{ sessions }}.
sessions:
  1: {title: Begin, week: 2, keys: [first-conversation], reinforces: mentee-orientation, phase: establish}
  2: {title: Go on, week: 6}
goals: [{id: contacts, statement: People know each other.}]
people: {programme_manager: {name: Sam, hours_per_week: 4}}
recognition: {certificate: yes}
library: {forms: [mentee-application, session-planner]}
books: {mentee-workbook: {extent: complete}}
"""


@pytest.mark.slow
def test_what_a_programme_calls_itself_and_its_sessions_stands_in_portal_books_and_calendars(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    project.write("programs/acme/lead.yml", WORDED)
    job = project.job()
    kit, made = job.toolkit, project.root / "made"
    stage(kit, job.layers, job.config, made, today=date(2027, 3, 1), downloads=[])
    pages = {
        path.relative_to(made): path.read_text("utf-8")
        for end in ("md", "yml")
        for path in sorted(made.rglob(f"*.{end}"))
    }
    chosen = [book for book in books_of(kit) if book.form or book.id in ("charter", "mentee-workbook")]
    books = [compose(kit, book, job.layers).html for book in chosen]
    dates = next(calendars(kit, datetime(2027, 1, 1, tzinfo=UTC)))[2].decode()
    for text, said in (
        ("".join(pages.values()), ["The scheme has meetings.", "Meeting 1: Begin", "Meetings before and after", "Guest orientation", "Guest application", "To bring to the meeting", "This scheme has ended."]),
        ("".join(books), ["Meeting 1: Begin", "Scheme manager", "The scheme ends", "Before each meeting", "Meeting planner"]),
        (dates, ["SUMMARY:Meeting 1: Begin"]),
    ):  # fmt: skip
        assert [one for one in said if one not in text] == []
    guides = {"keys", "training", "forms"}
    own = [text for path, text in pages.items() if path.suffix == ".md" and path.parent.name not in guides]
    usual = re.compile(r"[^-/#\"=_\w]([Ss]ession|[Pp]rogramme)s?\b[^-/\"=]")
    assert [line for text in own for line in text.splitlines() if usual.search(line)] == []


@pytest.mark.slow
def test_placeholders_at_the_top_and_in_options_are_filled_or_named(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    form = "---\ntitle: '{{ mentee }} note'\nsummary: For {{ sponsor.name }}.\nreading: [{title: A book, note: 'For the {{ mentee }}.'}]\n---\n"
    block = "/// fill | What {{ mentees }} say\n    columns: ['{{ session }}', 'What {{ sponsor.name }} asked']\n///\n"
    project.write("content/forms/session-planner.md", form + block)
    project.write("programs/acme/lead.yml", WORDED.replace("people: {", "people: {sponsor: {name: 'Ann: [Lee], #1'}, "))
    job = project.job()
    stage(job.toolkit, job.layers, job.config, project.root / "made", today=date(2027, 3, 1), downloads=[])
    page = (project.root / "made/docs/forms/session-planner.md").read_text("utf-8")
    assert "# Guest note" in page
    assert "*A book*. For the guest\\." in page
    settings = yaml.safe_load((project.root / "made/mkdocs.yml").read_text("utf-8"))
    printed = next(compose(job.toolkit, book, job.layers).html for book in job.books if "planner" in book.id)
    for html in (
        Prose(settings["markdown_extensions"]["mentorkit.vocabulary"]).html(page.rpartition("---")[2]),
        printed,
    ):
        assert re.findall(r"<th[^>]*>(?:<span[^>]*>)?(Meeting|What Ann: \[Lee\], #1 asked)<", html)[:2] == [
            "Meeting",
            "What Ann: [Lee], #1 asked",
        ]
    wrong = form.replace("sponsor.name", "sponsr.name").replace("For the {{ mentee", "For the {{ menti") + block
    project.write("content/forms/session-planner.md", wrong.replace("'{{ session }}'", "'{{ sesion }}'"))
    named = "content/forms/session-planner.md"
    assert project.problems() == [
        f'{named}:3:10  error  there is no placeholder "sponsr.name"  [placeholder] -> did you mean "sponsor.name"?',
        f'{named}:4:10  error  there is no placeholder "menti"  [placeholder] -> did you mean "mentor"?',
        f'{named}:7:16  error  there is no placeholder "sesion"  [placeholder] -> did you mean "session"?',
    ]


def test_a_session_is_taken_over_by_its_number_or_its_id(project: Project) -> None:
    spring = "title: Spring\norganisation: Acme\nstarts: 2027-02-01\nends: week 30\n"
    sessions = "sessions:\n  01: {id: begin, title: Begin, week: 2}\n  2: {id: go-on, title: Go on, week: 6}\n"
    project.write("programs/acme/spring.yml", f"{spring}{sessions}  3: {{title: End, week: 28}}\n")
    autumn = "extends: acme/spring\ntitle: Autumn\nstarts: 2027-09-06\nsessions:\n"
    project.write("programs/acme/lead.yml", autumn + "  begin: {week: 3}\n  go-on: none\n  3: {title: The end}\n")
    kit = project.job().toolkit
    assert [(one.number, one.session.title, one.session.week and str(one.session.week)) for one in kit.sessions] == [
        (1, "Begin", "3"),
        (3, "The end", "28"),
    ]
    shown = project.run("show", "acme/lead").stdout
    assert re.search(r"week: 3 +# programs/acme/lead.yml:5$", shown, re.MULTILINE), shown
    project.write("programs/acme/lead.yml", autumn + "  begin: {week: 3}\n  1: {week: 4}\n  go-in: {week: 5}\n")
    inherit = "programs/acme/lead.yml"
    assert project.problems("acme/lead") == [
        f'{inherit}:5:3  error  session 1 stands here twice: as 1 and as "begin"  [inherit] -> keep one of the two, with all that is different',
        f'{inherit}:7:3  error  no session with the id "go-in" would be taken over here  [inherit] -> did you mean "go-on"?',
    ]
    project.write("programs/acme/spring.yml", spring + sessions.replace("go-on", "begin"))
    assert project.problems("acme/spring") == [
        'programs/acme/spring.yml:7:11  error  two sessions have the id "begin" (first on line 6)  [same-id] -> give one of them another id'
    ]


def test_the_next_round_of_a_programme_begins_from_the_last(project: Project) -> None:
    new = ("new", "program", "acme/autumn", "--starts", "2027-09-06", "--extends")
    refused = {
        "acme/led": 'programs  error  there is no programme "acme/led"  [no-such-program]\n    did you mean "acme/lead"?\n',
        "acme": 'programs  error  "acme" is a client  [extends]\n    write the whole name, such as acme/lead\n',
    }
    for last, said in refused.items():
        result = project.run(*new, last)
        assert (result.exit_code, result.stderr) == (1, said)
    other = project.run("new", "program", "other/autumn", "--extends", "acme/lead")
    assert (other.exit_code, other.stderr) == (
        1,
        'programs  error  "acme/lead" is no programme of other  [extends]\n    write what both share into content/archetypes\n',
    )
    assert project.run(*new, "acme/lead", "--archetype", "succession").exit_code == 2
    assert [path.name for path in (project.root / "programs").rglob("*")] == ["acme", "lead.yml"]
    project.write(
        "programs/acme/lead.yml",
        "title: Lead\norganisation: Acme\nstarts: 2027-02-01\nends: 2027-07-02\nsessions: {1: {title: Begin, week: 2}}\n",
    )
    assert project.run(*new, "acme/lead").exit_code == 0
    assert (project.root / "programs/acme/autumn.yml").read_text("utf-8").partition("\nextends")[2] == (
        ': acme/lead\ntitle: "Autumn"\nstatus: draft\nstarts: 2027-09-06\nends: 2028-02-04\n'
    )
    assert project.problems("acme/autumn") == []


OF_THE_FIELD = re.compile(
    "learning sessions?|to mentor|[Tt]hose who mentor|who mentors her|whom he mentors|he mentors leila|she mentors two|[Cc]olleague mentors|nadia mentors|mentors him"
    "|mentors (one|a|someone|somebody)|mentor (a person|someone|somebody)|you could mentor"
    "|(not the|single|plenty of|plain, practical handbook for the) mentors?|^mentors? (at all|who kept their distance)",
    re.IGNORECASE,
)
"""Where stock prose says mentor as a verb, speaks of training, or reports what others wrote."""


def test_stock_prose_leaves_the_names_of_people_and_meetings_to_the_programme() -> None:
    """What the definition's own `wording` cannot reach: each of these words is to be written as its placeholder."""
    bare = re.compile(r"\b(sessions?|programmes?|mentors?|mentees?)\b", re.IGNORECASE)
    left = []
    for file in sorted((stock_root() / "content").glob("*/*.*")):
        if file.parent.name == "search":  # what people type in their own words
            continue
        for number, line in enumerate(file.read_text("utf-8").split("\n"), 1):
            prose = re.sub(r"\{\{[^}]*\}\}|^/{3,} (role|action) \|.*|\]\([^)]*\)|(^|\s)#.*", "", line)
            prose = re.sub(
                r"^ *(- )?\{?(for|wording|level|goal|id|module|reinforces|title|minutes|measure): .*|^ *- [a-z]+(-[a-z]+)+$|^[\w ]+:",
                "",
                prose,
            )
            if bare.search(OF_THE_FIELD.sub("", prose.strip())):
                left.append(f"{file.name}:{number}: {line}")
    assert left == [], "\n".join(left)
