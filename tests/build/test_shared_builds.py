"""Builds with a shared cache: the settings that name it, what is said of it, and what never gets into it."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import NO_WORKBOOKS, ONE_FORM, ROOT, SHORT, SMALL, Project, begun

from mentorkit.build import machine_kind, shared_cache
from mentorkit.build.shared_opening import open_shared
from mentorkit.core.problems import BuildFailed
from mentorkit.workspace.workspace import required_workspace

SECRET = "known to all machines and nobody else"


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTORKIT_CACHE_SECRET", SECRET)


@pytest.fixture(autouse=True)
def nothing_taken_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process remembers no blobs of the tests before, as that of a build would not."""
    monkeypatch.setattr(shared_cache, "_RECENT", shared_cache._RecentBlobs())


def share(project: Project, named: str) -> Project:
    """Name a shared cache in the settings of a workspace."""
    settings = project.root / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("  mentorkit:\n", f"  mentorkit:\n    cache: {named}\n")
    settings.write_text(text, "utf-8")
    return project


def line(project: Project) -> int:
    """The line that names it."""
    return next(
        n
        for n, text in enumerate((project.root / "mkdocs.yml").read_text("utf-8").splitlines(), 1)
        if " cache: " in text
    )


def opened(project: Project) -> object:
    return open_shared(required_workspace(project.root / "mkdocs.yml"))


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


PEOPLE = "role,name,partner\nmentor,Ada Quillfeather,Bo Wintergarten\n"


@pytest.mark.slow
def test_nothing_of_a_person_gets_into_any_cache(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Personal copies are made beside a build that knows both caches: in neither a file is added or changed."""
    project.write("programs/acme/lead.yml", SHORT)
    share(project, "../shared")
    own, shared = project.root.parent / "own", project.root.parent / "shared"
    monkeypatch.setenv("MENTORKIT_CACHE", str(own))
    assert project.run("build", "-j", "1", "-q").exit_code == 0
    before = files(own), files(shared)
    assert any(name.startswith("cas/") for name in before[1])
    project.write("private/people.csv", PEOPLE)
    made = project.run("personalise", "acme/lead", str(project.root / "private/people.csv"))
    assert made.exit_code == 0, made.output
    assert "1 made" in made.stdout, made.stdout
    assert (files(own), files(shared)) == before
    assert project.run("build", "-j", "1", "-q", "--fresh").exit_code == 0
    for folder in (own, shared):
        for name, data in files(folder).items():
            assert b"Quillfeather" not in data, name
            assert "quillfeather" not in name.lower()


def test_what_handles_people_knows_no_cache() -> None:
    """By its imports: copies, answers, applications and matches."""
    for folder in ("personal", "answers", "matching"):
        for path in (ROOT / "mentorkit" / folder).rglob("*.py"):
            tree = ast.walk(ast.parse(path.read_text("utf-8")))
            imported = {node.module for node in tree if isinstance(node, ast.ImportFrom)}
            caches = r"mentorkit\.build\.(cache|memory|shared_|http_store)"
            assert [name for name in imported if re.match(caches, name or "")] == [], path


def without_times(site: Path) -> dict[str, bytes]:
    return {name: data for name, data in files(site).items() if not name.startswith(".mentorkit/")}


def build(project: Project, *options: str, **environment: str) -> str:
    """What a build in a process of its own says: its last two lines."""
    done = subprocess.run(
        [sys.executable, "-m", "mentorkit", "build", "-j", "1", *options],
        cwd=project.root, env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return "\n".join(done.stdout.splitlines()[-2:]) + ("\n" + done.stderr if "shared cache" in done.stderr else "")


@pytest.mark.slow
def test_what_one_machine_has_built_another_does_not_build_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In another folder, checked out later, with another order of hashes, another locale, time zone and home."""
    monkeypatch.delenv("MENTORKIT_CACHE")
    monkeypatch.delenv("MENTORKIT_CACHE_KEY")
    small = SMALL + NO_WORKBOOKS + ONE_FORM
    first = share(begun(tmp_path / "first", small), f"{tmp_path / 'shared'}")
    first.write("programs/acme/_brand.yml", "color: {primary: '#7a1f5c'}\n")
    first.write(
        "programs/acme/board.yml",
        small.replace("title: Lead", "title: Board") + "languages: [en-GB, da]\nlanguage: en-GB\n",
    )
    said = build(first, PYTHONHASHSEED="1", LC_ALL="C", HOME=str(tmp_path / "home"))
    assert re.match(
        r"Books and portals: (\d+) made, 0 from the cache of this machine, 0 from the shared cache\.", said
    ), said
    made = int(said.split()[3])
    second = Project(tmp_path / "deep/in another/second")
    shutil.copytree(
        first.root, second.root, ignore=shutil.ignore_patterns("site", ".cache"), copy_function=shutil.copyfile
    )
    said = build(
        second,
        PYTHONHASHSEED="2",
        LC_ALL="de_DE.UTF-8",
        LANGUAGE="de",
        TZ="Asia/Tokyo",
        HOME=str(tmp_path / "elsewhere"),
    )
    assert said.startswith(
        f"Books and portals: 0 made, 0 from the cache of this machine, {made} from the shared cache.\n"
    ), said
    assert without_times(second.root / "site") == without_times(first.root / "site")
    assert "Books and portals" not in build(second), "nothing is asked where nothing has changed"


@pytest.mark.slow
@pytest.mark.parametrize("what", ["entry", "blob"])
def test_a_build_says_what_it_refused_and_makes_it(
    what: str, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("programs/acme/lead.yml", SMALL + NO_WORKBOOKS + ONE_FORM)
    share(project, "../shared")
    monkeypatch.setenv("MENTORKIT_CACHE", str(project.root.parent / "first"))
    assert project.run("build", "-j", "1", "-q").exit_code == 0
    page = project.root / "site/acme/lead/index.html"
    good = page.read_bytes()
    for file in (project.root.parent / "shared" / {"entry": "ac", "blob": "cas"}[what]).rglob("?" * 64):
        if what == "entry" or file.read_bytes() == good:
            file.write_bytes(
                file.read_bytes().replace(
                    b"page" if what == "entry" else b"<title>", b"evil!!!"[: 4 if what == "entry" else 7]
                )
            )
    monkeypatch.setenv("MENTORKIT_CACHE", str(project.root.parent / "second"))
    shared_cache._RECENT.blobs.clear()
    shutil.rmtree(project.root / "site")
    done = project.run("build", "-j", "1")
    assert (done.exit_code, page.read_bytes()) == (0, good), done.output
    where = f"mkdocs.yml:{line(project)}:12  warning"
    # the portal and the paper, and what the paper shares with those of other programmes: its page, and the words on it
    refused = {"entry": "4 entries of the shared cache were", "blob": "1 entry of the shared cache was"}[what]
    assert f"{where}  {refused} refused: made here  [shared-cache]\n" in done.stderr
    monkeypatch.setenv("MENTORKIT_CACHE", str(project.root.parent / "third"))
    shutil.rmtree(project.root / "site")
    done = project.run("build", "-j", "1")
    assert "Books and portals: 0 made, 0 from the cache of this machine, 2 from the shared cache.\n" in done.stdout


@pytest.mark.slow
def test_a_store_that_is_away_costs_a_message(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("programs/acme/lead.yml", SMALL + NO_WORKBOOKS + ONE_FORM)
    share(project, "http://127.0.0.1:9/kept")
    monkeypatch.setenv("MENTORKIT_CACHE", str(project.root.parent / "own"))
    done = project.run("build", "-j", "1")
    assert (done.exit_code, (project.root / "site/acme/lead/index.html").exists()) == (0, True), done.output
    assert done.stderr.count("shared cache") == 1
    assert "the shared cache is not used: it cannot be reached (Connection refused)  [shared-cache]" in done.stderr


WRONG = {
    "s3://bucket/mentorkit": '"s3" leads to no shared cache',
    "file:///srv/cache": '"file" leads to no shared cache',
    "https://ada:hunter22@cache.example/x": "this address holds more than a place",
    "https://cache.example/x?sig=hunter22": "this address holds more than a place",
    '"https://cache.example/#hunter22"': "this address holds more than a place",
    "https://": "this is not a whole address",
    "https://cache.example:99999": "this is not a whole address",
    "https://cache.example:0": "this is not a whole address",
    "https://cache.example/a b": "this is not a whole address",
    "[a, b]": '"cache" should be a text, not a list',
    "programs/cache": 'the shared cache would lie at "programs/cache", among files that people write, publish or keep',
    "site": 'the shared cache would lie at "site"',
    "..": 'the shared cache would lie at ".."',
    "private/cache": 'the shared cache would lie at "private/cache"',
    ".cache/shared": 'the shared cache would lie at ".cache/shared"',
}


@pytest.mark.parametrize("named", WRONG)
def test_what_names_no_shared_cache_is_told_with_its_place(named: str, project: Project) -> None:
    share(project, named)
    for command in ("check", "build"):
        done = project.run(command, "-q")
        assert done.exit_code == 1
        assert re.search(
            rf"mkdocs\.yml:{line(project)}:\d+  error  {re.escape(WRONG[named])}.*\n    \w+", done.stderr
        ), done.stderr
        assert "hunter22" not in done.output + done.stderr, "what may be a password is quoted nowhere"
    assert not (project.root / "site").exists()


def test_a_folder_or_an_address_names_one(project: Project) -> None:
    share(project, "HTTPS://cache.example:8080/kept/")
    assert required_workspace(project.root / "mkdocs.yml").settings.cache == "https://cache.example:8080/kept"


def test_without_a_secret_a_machine_builds_by_itself(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    share(project, "../shared")
    monkeypatch.delenv("MENTORKIT_CACHE_SECRET")
    shared, (problem,) = open_shared(required_workspace(project.root / "mkdocs.yml"))
    assert (shared, problem.severity, problem.at.line) == (None, "warning", line(project))
    assert problem.message == "this machine has no secret for the shared cache, and builds by itself"
    monkeypatch.setenv("MENTORKIT_CACHE_SECRET", "off")
    assert opened(project) == (None, ())


def test_a_secret_in_a_file(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    share(project, "../shared")
    in_environment = opened(project)
    monkeypatch.setenv("MENTORKIT_CACHE_SECRET", f"{SECRET}\r\n")
    assert opened(project) == in_environment, "a line end is no part of it"
    monkeypatch.delenv("MENTORKIT_CACHE_SECRET")
    monkeypatch.setenv("MENTORKIT_CACHE_SECRET_FILE", str(tmp_path / "link"))
    (tmp_path / "secret").write_text(f"{SECRET}\n", "utf-8")
    (tmp_path / "link").symlink_to("secret")  # as containers have them
    assert opened(project) == in_environment
    for text in ("", "short", "x" * 20_000):
        (tmp_path / "secret").write_text(text, "utf-8")
        with pytest.raises(BuildFailed, match=r"too short|cannot be read"):
            opened(project)


def test_libraries_are_found_where_no_other_program_can_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small images have neither ldconfig nor a compiler: two of them with another Pango are not of one kind."""
    found = [*machine_kind._libraries()]
    monkeypatch.setattr(machine_kind, "find_library", lambda _: None)
    assert [*machine_kind._libraries()] == found
    assert machine_kind._version(("nothing", "libnothing.so"), str) == ""


@pytest.mark.parametrize("given", ["abcdef", "0123456789abcdef0123456789abcde"])
def test_a_secret_that_can_be_guessed_is_refused(given: str, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    share(project, "../shared")
    monkeypatch.setenv("MENTORKIT_CACHE_SECRET", given)
    done = project.run("build", "-q")
    assert done.exit_code == 1
    assert (
        "MENTORKIT_CACHE_SECRET  error  this secret is too short  [shared-cache]\n    give at least 32" in done.stderr
    )
    assert given not in done.stderr


@pytest.mark.parametrize(
    ("address", "token", "wrong"),
    [
        (
            "http://cache.example/kept",
            "abc",
            "the token would be sent to this address for everybody on the way to read",
        ),
        ("https://cache.example/kept", "abc\r\nHost: evil.example", "this token cannot be sent"),
        ("https://cache.example/kept", "ä", "this token cannot be sent"),
    ],
)
def test_a_token_that_is_not_sent(
    address: str, token: str, wrong: str, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    share(project, address)
    monkeypatch.setenv("MENTORKIT_CACHE_TOKEN", token)
    with pytest.raises(BuildFailed, match=wrong):
        opened(project)


@pytest.mark.parametrize(
    ("address", "token"),
    [
        ("https://cache.example", "abc"),
        ("https://cache.example", "Basic YTpi"),
        ("http://127.0.0.1:8080", "abc"),
        ("http://cache.example", ""),
    ],
)
def test_a_token_that_is_sent(address: str, token: str, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    share(project, address)
    monkeypatch.setenv("MENTORKIT_CACHE_TOKEN", token)
    assert opened(project)


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="everything can be written by root")
def test_a_folder_that_cannot_be_written_is_told(project: Project) -> None:
    project.root.parent.joinpath("shared").mkdir(mode=0o555)
    share(project, "../shared")
    assert "takes nothing from here: it cannot be written to" in project.run("build", "-j", "1").stderr
