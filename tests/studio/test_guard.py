"""The guard of the studio answers nobody but the person at this machine, in a page of the studio itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import Project
from starlette.testclient import TestClient

from mentorkit.studio.guard import HEADERS, MOST
from mentorkit.studio.studio_app import Studio
from mentorkit.studio.studio_routes import application

PORT, TOKEN = 8770, "the-token-of-this-test"
ADDRESS = f"http://127.0.0.1:{PORT}"
OWN = {"origin": ADDRESS}
COOKIE = f"mentorkit-studio-{PORT}"
PAGE = "/p/acme/lead/basics"


@pytest.fixture
def stranger(project: Project) -> Iterator[TestClient]:
    """A browser that knows the address and nothing else."""
    app = application(Studio(project.root / "mkdocs.yml"), PORT, TOKEN)
    with TestClient(app, base_url=ADDRESS, follow_redirects=False) as client:
        yield client


@pytest.fixture
def person(stranger: TestClient) -> TestClient:
    """The browser of the person who started it."""
    stranger.get(f"/?token={TOKEN}")
    return stranger


def test_the_token_becomes_a_cookie_at_once_and_stands_in_no_page(stranger: TestClient) -> None:
    answer = stranger.get(f"{PAGE}?token={TOKEN}&from=mail")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}?from=mail")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert TOKEN not in cookie, "whoever sees the cookie does not know the address"
    page = stranger.get(PAGE)
    assert page.status_code == 200
    assert TOKEN not in page.text
    assert page.headers["referrer-policy"] == "same-origin"


def test_the_word_on_the_command_line_of_a_browser_opens_the_door_once(project: Project) -> None:
    app = application(Studio(project.root / "mkdocs.yml"), PORT, TOKEN, "once")
    browser, other = (TestClient(app, base_url=ADDRESS, follow_redirects=False) for _ in range(2))
    assert browser.get("/?token=once").status_code == 303
    assert other.get("/?token=once").status_code == 403, "whoever reads it in the list of processes comes too late"
    assert (browser.get("/").status_code, other.get("/").status_code) == (200, 403)
    assert browser.get("/?token=once").status_code == 303, "whoever is in stays in"
    assert other.get(f"/?token={TOKEN}").status_code == 303


@pytest.mark.parametrize(
    "query", ["", "?token=", "?token=wrong", f"?token={TOKEN}&token=wrong", f"?token={TOKEN}x", "?token=%ff"]
)
def test_nobody_is_let_in_without_the_token(stranger: TestClient, query: str) -> None:
    for path in ("/", PAGE, "/-/assets/studio.css", "/-/end", "/no/such/page"):
        answer = stranger.get(path + query)
        assert (answer.status_code, "acme" in answer.text) == (403, False)


def test_a_cookie_of_another_studio_opens_nothing(stranger: TestClient) -> None:
    for value in ("", "x", TOKEN, '"'):
        assert stranger.get("/", headers={"cookie": f"{COOKIE}={value}"}).status_code == 403
        assert stranger.get("/", headers={"cookie": f"mentorkit-studio-8771={value}"}).status_code == 403


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:80", f"127.0.0.1.evil.example:{PORT}",
        f"localhost.evil.example:{PORT}", f"0.0.0.0:{PORT}", f"192.168.1.4:{PORT}", f"127.0.0.1:{PORT}.evil.example", "", f"127.0.0.2:{PORT}",
    ],
)  # fmt: skip
def test_names_that_lead_here_are_refused(person: TestClient, host: str) -> None:
    cookie = f"{COOKIE}={person.cookies[COOKIE]}"
    for path in ("/", f"/?token={TOKEN}"):
        answer = person.get(path, headers={"host": host, "cookie": cookie})
        assert (answer.status_code, "location" in answer.headers) == (403, False)


@pytest.mark.parametrize("host", [f"localhost:{PORT}", f"LOCALHOST:{PORT}", f"[::1]:{PORT}"])
def test_names_of_this_machine_are_its_own(person: TestClient, host: str) -> None:
    cookie = f"{COOKIE}={person.cookies[COOKIE]}"
    assert person.get("/", headers={"host": host, "cookie": cookie}).status_code == 200


@pytest.mark.parametrize(
    "origin",
    [None, "null", "http://evil.example", "http://127.0.0.1", "http://127.0.0.1:8771", f"https://127.0.0.1:{PORT}", f"http://localhost:{PORT}"],
)  # fmt: skip
def test_forms_of_elsewhere_are_refused(person: TestClient, origin: str | None) -> None:
    headers = {"origin": origin} if origin else {}
    assert person.post("/-/end", data={"do": "end"}, headers=headers).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_pages_of_other_servers_of_this_machine_are_refused(person: TestClient, site: str) -> None:
    """The preview is one: to a browser it is the same site, and so it sends the cookie along."""
    assert person.get(PAGE, headers={"sec-fetch-site": site}).status_code == 403
    assert person.get(PAGE, headers={"origin": "http://127.0.0.1:9999"}).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
def test_other_requests_are_not_known(person: TestClient, method: str) -> None:
    assert person.request(method, "/", headers=OWN).status_code == 405


def test_what_is_too_large_is_not_read(person: TestClient) -> None:
    form = {"content-type": "application/x-www-form-urlencoded", **OWN}
    assert person.post(PAGE, content=b"x" * (MOST + 1), headers=form).status_code == 413

    def without_end() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 100_000

    assert person.post("/-/end", content=without_end(), headers=form).status_code in (400, 413)
    for length in ("-1", "1e9", "", "999999999999"):
        assert person.post("/-/end", content=b"x", headers={**form, "content-length": length}).status_code == 413


@pytest.mark.parametrize("kind", ["text/plain", "", "application/xml", "text/html; charset=utf-8"])
def test_what_is_no_form_is_not_read(person: TestClient, kind: str) -> None:
    assert person.post("/-/end", content=b"do=end", headers={**OWN, "content-type": kind}).status_code == 415


@pytest.mark.parametrize("path", ["/", PAGE, "/-/assets/studio.css", "/-/assets/studio.js", "/nowhere"])
def test_every_answer_has_the_rules_that_it_is_shown_by(person: TestClient, path: str) -> None:
    answer = person.get(path)
    assert HEADERS.items() <= {name.title(): value for name, value in answer.headers.items()}.items()
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def test_refusals_too_have_the_rules_that_they_are_shown_by(stranger: TestClient) -> None:
    for answer in (stranger.get("/"), stranger.post("/"), stranger.get(f"/?token={TOKEN}")):
        assert HEADERS.items() <= {name.title(): value for name, value in answer.headers.items()}.items()


OUT = [
    "..",
    "../..",
    "%2e%2e",
    "..%2f..%2fetc%2fpasswd",
    "....//",
    "%00",
    "acme%00",
    "\\..\\..",
    "_brand",
    "~0",
    "/etc",
    "C:%5Cx",
    "ac*",
    "private",
    ".",
]


@pytest.mark.slow
@pytest.mark.parametrize("out", OUT)
def test_no_address_leads_out_of_the_workspace(person: TestClient, project: Project, out: str) -> None:
    project.write("private/acme/secret.yml", "title: Secret Programme\n")
    project.write("programs/acme/_brand.yml", "meta: {name: Acme}\n")
    (project.root.parent / "outside.yml").write_text("title: Secret Programme\n", "utf-8")
    for address in (
        f"/p/{out}/lead", f"/p/acme/{out}", f"/p/{out}/secret/basics", f"/p/acme/lead/{out}", f"/p/acme/lead/basics/{out}/1",
        f"/-/assets/{out}", f"/-/assets/../{out}", f"/p/acme/lead/{out}/-/state",
    ):  # fmt: skip
        answer = person.get(address)
        assert answer.status_code in (200, 303, 404), address
        assert answer.status_code == 404 or answer.url.path in ("/", "/p/acme/lead", PAGE, "/p/acme/lead/-/state"), (
            address
        )
        assert "Secret" not in answer.text
        assert "root:" not in answer.text


def test_redirects_stay_in_the_studio(stranger: TestClient) -> None:
    for path in ("//evil.example/x", "/\\evil.example", "/%2f%2fevil.example"):
        answer = stranger.get(f"{path}?token={TOKEN}")
        assert answer.status_code in (303, 403)
        location = answer.headers.get("location", "/")
        assert location.startswith("/")
        assert not location.startswith(("//", "/\\"))


def test_pages_reach_for_nothing_that_the_policy_refuses(person: TestClient) -> None:
    for path in ("/", "/p/acme/lead", PAGE):
        page = person.get(path).text
        assert "style=" not in page
        assert "<style" not in page
        assert "<script>" not in page
        assert " on" not in {word[:3] for word in page.split('"') if word.startswith(" on")}
        assert "http" not in page.replace("http://www.w3.org/2000/svg", "").replace("https://", "")
