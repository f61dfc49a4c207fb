"""Dates and Keys on a portal in a real browser: what is next, whose clock, what is found, and what others are shown."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import pytest
from conftest import Project, search
from filelock import FileLock
from lxml import html
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from mentorkit.build.outputs import Job, make_portal
from mentorkit.build.share_card import draw_card
from mentorkit.checking.loading import load
from mentorkit.definition.settings import EngineName
from mentorkit.workspace.layers import stock_root
from mentorkit.workspace.workspace import open_workspace

pytestmark = pytest.mark.slow

BUILT = datetime(2026, 11, 18, 12, tzinfo=UTC)
PROGRAM = """\
title: Lead
organisation: Acme
starts: 2027-02-01
ends: 2027-06-27
time_zone: Europe/London
sessions:
  1: {title: Begin, phase: prepare, week: 2, keys: [first-conversation]}
  2: {title: Go on, phase: develop, week: 8, keys: [feedback]}
  3: {title: Whenever you like, phase: develop}
library: {keys: [visibility, our-agreement], forms: [goal-sheet]}
events:
  - {what: Applications open, date: 2026-12-01, until: 2026-12-20, kind: application}
  - {what: Launch, date: 2027-02-01, at: "09:30", minutes: 60, place: Hall}
  - {what: Late call, date: 2027-03-03, at: "23:00", minutes: 60, for: mentors}
  - what: Foundations
    for: mentors
    groups:
      - {date: 2027-02-03, at: "09:00", minutes: 60}
      - {date: 2027-02-03, at: "18:00", minutes: 60}
"""
ADDRESS = "address: https://mentoring.acme.example/lead\n"


def portal(project: Project, text: str = PROGRAM, folder: str = "portal") -> Path:
    """The portal of a small programme, without its books."""
    project.write("programs/acme/lead.yml", text)
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace is not None
    loaded = load(workspace, workspace.programs())
    assert loaded.toolkits, loaded.report
    made = project.root / folder
    made.mkdir()
    make_portal(Job(loaded.toolkits[0], workspace.layers("acme"), workspace.config, made, BUILT), [])
    return made


@pytest.fixture(scope="module")
def lead(shared: Path, engine: EngineName) -> Path:
    """A portal with two Keys that take less time or are for mentors alone, built once by each engine."""
    project = Project(shared / f"finding-{engine}")
    with FileLock(f"{project.root}.lock"):
        if not (project.root / "portal").exists():
            project.configure(engine)
            for name, fact, new in (("visibility", "minutes", "10"), ("our-agreement", "for", "mentors")):
                key = (stock_root() / f"content/keys/{name}.md").read_text("utf-8")
                changed, times = re.subn(rf"(?m)^{fact}: .*", f"{fact}: {new}", key, count=1)
                assert times == 1
                project.write(f"content/keys/{name}.md", changed)
            portal(project, PROGRAM + ADDRESS)
    return project.root / "portal"


At = Callable[..., Page]


@pytest.fixture(scope="module")
def at(lead: Path, serve: Callable[[Path], str], browser: Browser) -> Iterator[At]:
    """Opens a page of that portal at a moment, by a clock somewhere. There is one browser tab for each kind of reader."""
    address = serve(lead)
    readers: dict[tuple[object, ...], Page] = {}

    def opened(
        path: str, moment: str | None = "2026-11-18T12:00:00Z", zone: str = "Europe/London", **about: bool
    ) -> Page:
        reader = (zone, moment is None, *about.items())
        if reader not in readers:
            readers[reader] = browser.new_context(timezone_id=zone, **about).new_page()  # type: ignore[arg-type]
        page = readers[reader]
        page.goto("about:blank")
        if moment and about.get("java_script_enabled", True):
            page.clock.set_fixed_time(moment)
        page.goto(f"{address}/{path}")
        return page

    yield opened
    for page in readers.values():
        page.context.close()


def coming(page: Page) -> list[str]:
    return [" ".join(one.split()) for one in page.locator(".mk-next__item:visible .mk-next__title").all_inner_texts()]


def test_next_is_what_is_next_when_somebody_looks(at: At) -> None:
    assert coming(at("", java_script_enabled=False)) == ["Applications open", "The programme begins", "Launch"]
    page = at("", "2027-02-01T10:00:00Z")
    assert coming(page) == ["The programme begins", "Launch", "Foundations"]
    assert page.locator(".mk-next__item:visible [data-mk-away]").all_inner_texts() == ["Now", "Now", "in 2 days"]
    expect(page.locator("[data-mk-week]")).to_have_text("Week 1 of 21")
    page = at("", "2027-02-01T10:31:00Z")
    assert coming(page) == ["The programme begins", "Foundations", "Session 1: Begin"]
    page = at("", "2027-04-10T12:00:00Z")
    assert coming(page) == ["The programme ends"]
    expect(page.locator(".mk-phase[aria-current=step] h3")).to_have_text("Develop")
    page = at("", "2027-07-01T12:00:00Z")
    expect(page.locator("#next")).to_be_hidden()
    expect(page.locator("[data-mk-week]")).to_have_text("It ended on 27 June 2027")


def test_times_are_told_by_the_reader_s_clock_too(at: At) -> None:
    def launch(zone: str) -> list[str]:
        page = at("timeline/", zone=zone)
        cards = page.locator(".mk-entry", has=page.locator("h4", has_text=re.compile("Launch|Late call")))
        return [" ".join(one.split()) for one in cards.locator(".mk-entry__clock").all_inner_texts()]

    assert launch("Europe/Lisbon") == [
        "09:30–10:30",
        "23:00–00:00",
    ]
    assert launch("America/New_York") == [
        "09:30–10:30 04:30–05:30 where you are",
        "23:00–00:00 18:00–19:00 where you are",
    ]
    assert launch("Asia/Tokyo")[1] == "23:00–00:00 Thu 4 Mar, 08:00–09:00 where you are"


def test_days_do_not_move_with_the_reader(at: At) -> None:
    """A date without a time is that day wherever one is, as in calendars."""
    assert coming(at("", "2026-12-21T03:00:00Z", "America/New_York"))[0] == "Applications open"
    assert coming(at("", "2026-12-20T16:00:00Z", "Asia/Tokyo"))[0] == "The programme begins"


def test_the_timeline_begins_with_what_is_next(at: At) -> None:
    page = at("timeline/", "2027-02-20T12:00:00Z")
    assert page.locator(".mk-entry:visible h4").all_inner_texts() == [
        "Late call",
        "Session 2: Go on",
        "The programme ends",
    ]
    assert page.locator("h2:visible").all_inner_texts() == ["During the programme¶"]
    expect(page.locator(".mk-is-next")).to_contain_text("Next")
    more = page.get_by_role("button", name="Show 5 dates that are past")
    more.focus()
    page.keyboard.press("Enter")
    assert page.locator(".mk-entry:visible").count() == 8
    expect(page.locator("#session-1")).to_be_visible()
    page = at("timeline/#event-launch", "2027-02-20T12:00:00Z")
    expect(page.locator("#event-launch")).to_be_in_viewport()
    expect(page.get_by_text("Hall")).to_be_visible()
    assert page.locator(".mk-fold--entry[open]").count() == 1, "the rest is one tap away"
    page = at("timeline/", java_script_enabled=False)
    expect(page.get_by_text("Hall")).to_be_visible()


def test_the_timeline_shows_one_role_s_dates_and_remembers(at: At) -> None:
    page = at("timeline/")
    page.get_by_role("radio", name="Mentees").check()
    expect(page).to_have_url(re.compile(r"#for=mentee$"))
    expect(page.locator("[data-mk-count]")).to_have_text("6 dates shown")
    page.reload()
    assert "Late call" not in page.locator(".mk-entry:visible h4").all_inner_texts()
    page.get_by_role("radio", name="Everyone").check()
    expect(page.locator("[data-mk-count]")).to_have_text("8 dates shown")
    page.set_viewport_size({"width": 320, "height": 740})  # the choices go on beyond the edge, and the page does not
    assert page.evaluate("document.documentElement.scrollWidth") == 320


GROUPS = """\
  - what: Workshop
    for: mentees
    groups: [{date: 2027-02-09, at: "09:00", minutes: 60}, {date: 2027-02-11, at: "09:00", minutes: 60}]
"""


@pytest.mark.parametrize(("moment", "shown"), [("2027-02-08", ["9 Feb"]), ("2027-02-10", ["11 Feb"])])
def test_days_of_groups_stand_together_until_the_first_is_past(
    project: Project, serve: Callable[[Path], str], browser: Browser, moment: str, shown: list[str]
) -> None:
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London")
    page = context.new_page()
    page.clock.set_fixed_time(f"{moment}T12:00:00Z")
    page.goto(f"{serve(portal(project, PROGRAM + GROUPS))}/timeline/")
    about = page.locator(".mk-entry:visible", has_text="Workshop")
    assert [re.search(r"\d+ \w+", day)[0] for day in about.locator(".mk-entry__when").all_inner_texts()] == shown  # type: ignore[index]
    page.goto(f"{page.url}#event-workshop-2")
    expect(about).to_be_in_viewport()
    assert about.locator("[open]").count() == (moment == "2027-02-08"), "its days are told where the first is"
    page.goto(page.url.replace("timeline/#event-workshop-2", "roles/mentee/"))
    expect(page.locator(".mk-path__step.mk-is-next")).to_contain_text("Workshop")  # on its last day as on its first
    context.close()


def test_a_role_s_path_shows_how_far_one_is(at: At) -> None:
    page = at("roles/mentor/", "2027-02-20T12:00:00Z")
    assert page.locator(".mk-path__leg, .mk-path__title").all_inner_texts() == [
        "First of all", "Applications open", "Launch", "Foundations",
        "Prepare", "Session 1: Begin", "Late call",
        "Develop", "Session 2: Go on", "Session 3: Whenever you like",
    ]  # fmt: skip
    past = page.locator(".mk-is-past .mk-path__title").all_inner_texts()
    assert past == ["Applications open", "Launch", "Foundations", "Session 1: Begin"]
    expect(page.locator(".mk-path__step.mk-is-next")).to_contain_text("Late call")


KEYS = {"First conversation", "Our agreement", "Visibility", "Feedback", "Difficult conversations", "Closing well"}


def keys(page: Page) -> set[str]:
    return set(page.locator(".mk-key:visible h3").all_inner_texts())


def test_keys_are_filtered_by_keyboard_and_the_address_remembers(at: At) -> None:
    page = at("keys/")
    assert keys(page) == KEYS
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "phase":
            break
    page.keyboard.type("Dev")
    expect(page.locator("[data-mk-count]")).to_have_text("3 Keys")
    assert keys(page) == {"Visibility", "Feedback", "Difficult conversations"}
    assert page.locator("h2:visible").all_inner_texts() == ["Develop"]
    page.get_by_label("Time").select_option("up to 10 minutes")
    expect(page.get_by_role("status").filter(has_text="Key")).to_have_text("1 Key")
    expect(page).to_have_url(re.compile(r"/keys/#phase=develop&minutes=10$"))
    page.get_by_role("link", name="Visibility").last.click()
    expect(page).to_have_url(re.compile(r"/keys/visibility/$"))
    page.go_back()
    expect(page.locator("[data-mk-count]")).to_have_text("1 Key")
    page.go_back()
    expect(page.locator("[data-mk-count]")).to_have_text("3 Keys")
    page.get_by_label("Topic").select_option("Trust")
    expect(page.locator(".mk-none")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".mk-key:visible")).to_have_count(len(KEYS))
    page.locator("select[name=for]").select_option("Mentees")
    assert keys(page) == KEYS - {"Our agreement"}


def test_all_keys_stand_there_without_a_script(at: At) -> None:
    page = at("keys/", java_script_enabled=False)
    assert keys(page) == KEYS
    expect(page.locator("[data-mk-filter]")).to_be_hidden()


def test_search_finds_a_key_by_its_topic(at: At) -> None:
    page = at("", moment=None)  # the search waits by the clock
    search(page, "trust")
    first = page.locator(".md-search-result__link").first
    expect(first).to_have_attribute("href", re.compile("keys/first-conversation"))


def test_each_date_can_be_put_into_a_calendar(at: At, lead: Path) -> None:
    page = at("timeline/")
    files = [link.get_attribute("href") for link in page.locator(".mk-add").all()]
    assert files == [
        "../calendar/event-applications-open.ics",
        "../calendar/event-launch.ics",
        "../calendar/event-foundations.1.ics",
        "../calendar/event-foundations.2.ics",
        "../calendar/session-1.ics",
        "../calendar/event-late-call.ics",
        "../calendar/session-2.ics",
    ]
    assert sorted(f"../calendar/{one.name}" for one in (lead / "calendar").iterdir()) == sorted(map(str, files))
    calendar = icalendar.Calendar.from_ical((lead / "calendar/event-launch.ics").read_bytes())
    (event,) = calendar.walk("VEVENT")
    assert (str(event["summary"]), event.start.isoformat()) == ("Launch", "2027-02-01T09:30:00+00:00")
    whole = icalendar.Calendar.from_ical((lead / "calendar.ics").read_bytes())
    assert str(event["uid"]) in {str(one["uid"]) for one in whole.walk("VEVENT")}
    assert "x-wr-calname" not in calendar, "one date is not a calendar of its own"


CARD = "assets/portal/card.png"


def whole_addresses(folder: Path) -> tuple[list[str], list[str]]:
    """The pictures and the calendars that a portal's pages name by their whole address."""
    page = html.parse(str(folder / "keys/feedback/index.html")).getroot()
    timeline = html.parse(str(folder / "timeline/index.html")).getroot()
    image = page.xpath("//meta[@property='og:image']/@content")
    return image, timeline.xpath("//a[starts-with(@href, 'webcal:')]/@href")


def test_what_needs_the_portal_s_address_is_there_where_it_is_known(lead: Path, project: Project) -> None:
    assert whole_addresses(lead) == (
        [f"https://mentoring.acme.example/lead/{CARD}"],
        ["webcal://mentoring.acme.example/lead/calendar.ics"],
    )
    card = (lead / CARD).read_bytes()
    assert Image.open(io.BytesIO(card)).size == (1200, 630)
    calendar = icalendar.Calendar.from_ical((lead / "calendar.ics").read_bytes())
    assert str(calendar["url"]) == "https://mentoring.acme.example/lead/"
    assert calendar["refresh-interval"].to_ical() == b"P1D"
    project.write("programs/acme/lead.yml", PROGRAM + ADDRESS)
    job = project.job()
    assert draw_card(job.toolkit, job.layers) == card


def test_a_brand_can_do_without_the_line_that_names_the_tool(lead: Path, project: Project, engine: EngineName) -> None:
    def traces(folder: Path) -> list[str]:
        page = html.parse(str(folder / "index.html")).getroot()
        return [text.strip() for text in page.xpath("//body//text()") if "mentorkit" in text.lower()]

    assert traces(lead) == ["Made with MentorKit"]
    project.configure(engine)
    project.write("programs/acme/_brand.yml", "defaults: {mentorkit: {credit: no}}\n")
    plain = portal(project)
    assert traces(plain) == []
    assert whole_addresses(plain) == ([], []), "without an address nothing points to one"
    assert not (plain / CARD).exists()
