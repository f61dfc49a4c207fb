"""What a place holds after a portal was put there, and in which words one is refused."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ghp_import
import pytest

from mentorkit.build.publishing import Branch, Sent, client_mark, put_in_folder, put_on_branch, refuse_personal
from mentorkit.checking.report_text import problem_lines
from mentorkit.core.problems import BuildFailed
from mentorkit.workspace import site_folder

OTHER = (
    "{}  error  another client's portal is, or was, published here  [other-client]\n"
    "    publish each client to a place of its own; where all readers may see both, add --beside-others"
)


def refusal(action: Callable[[], object]) -> str:
    """In which words BuildFailed is raised."""
    with pytest.raises(BuildFailed) as failed:
        action()
    return "\n".join(line for problem in failed.value.problems for line in problem_lines(problem))


def tree(folder: Path) -> dict[str, str]:
    """Every file of a folder and its text, but for what is remembered."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {
        name: path.read_text("utf-8") for name, path in files.items() if not name.startswith((".mentorkit", ".git/"))
    }


def portal(folder: Path, text: str = "one") -> Path:
    """Something that was built."""
    (folder / "keys").mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(text, "utf-8")
    (folder / "keys/index.html").write_text(f"{text} key", "utf-8")
    return folder


@pytest.fixture
def built(tmp_path: Path) -> Path:
    return portal(tmp_path / "built")


def test_a_client_is_remembered_by_a_mark_that_does_not_name_it() -> None:
    assert client_mark("acme/lead") == client_mark("acme/grow") == "822b33ad87c148a0"
    assert client_mark("beta/lead") != client_mark("acme/lead")


@pytest.mark.parametrize("name", ["private", "assets/.personal", ".mentorkit", "keys/.git"])
def test_what_tools_remember_and_private_folders_are_not_published(built: Path, name: str) -> None:
    (built / name).mkdir(parents=True)
    assert refusal(lambda: refuse_personal(built)) == (
        f'{name}  error  "{name}" would be published with the portal  [personal-data]\n'
        "    what is in it came from a layer's templates/portal/assets: move it out of there"
    )


class TestFolder:
    """A folder that a web server reads."""

    def test_it_holds_the_newest_whole_and_nothing_of_how_it_was_put_there(self, tmp_path: Path, built: Path) -> None:
        www = tmp_path / "www"
        put_in_folder(built, "acme/lead", www / "lead", beside_others=False)
        assert tree(www) == {"lead/index.html": "one", "lead/keys/index.html": "one key"}
        (built / "keys/index.html").unlink()
        put_in_folder(built, "acme/lead", www / "lead", beside_others=False)
        assert tree(www) == {"lead/index.html": "one"}
        assert sorted(
            path.name for path in (www / ".mentorkit").iterdir() if path.name not in (".lock", ".clients", ".gitignore")
        ) == ["lead.json"]
        assert tree(built) == {"index.html": "one"}, "it is copied"

    def test_several_programmes_of_one_client_lie_side_by_side(self, tmp_path: Path, built: Path) -> None:
        for name in ("lead", "grow"):
            put_in_folder(built, f"acme/{name}", tmp_path / "www" / name, beside_others=False)
        assert {path.name for path in (tmp_path / "www").iterdir()} == {".mentorkit", "lead", "grow"}

    def test_it_can_be_named_from_where_one_stands(
        self, tmp_path: Path, built: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "www").mkdir()
        monkeypatch.chdir(tmp_path / "www")
        put_in_folder(built, "acme/lead", Path("lead"), beside_others=False)
        assert tree(tmp_path / "www") == {"lead/index.html": "one", "lead/keys/index.html": "one key"}

    def test_another_client_s_is_refused_in_words_and_leaves_nothing(self, tmp_path: Path, built: Path) -> None:
        www = tmp_path / "www"
        put_in_folder(built, "acme/lead", www / "lead", beside_others=False)
        portal(built, "two")
        for name in ("grow", "lead"):
            said = refusal(lambda name=name: put_in_folder(built, "beta/grow", www / name, beside_others=False))
            assert said == OTHER.format(www / name)
        assert tree(www) == {"lead/index.html": "one", "lead/keys/index.html": "one key"}
        assert not (www / ".mentorkit/.building").exists()
        put_in_folder(built, "beta/grow", www / "grow", beside_others=True)
        assert refusal(lambda: put_in_folder(built, "acme/lead", www / "lead", beside_others=False)) == OTHER.format(
            www / "lead"
        )

    def test_who_has_left_is_in_nobody_s_way(self, tmp_path: Path, built: Path) -> None:
        www = tmp_path / "www"
        put_in_folder(built, "acme/lead", www / "lead", beside_others=False)
        (www / "lead").rename(tmp_path / "elsewhere")
        put_in_folder(built, "beta/grow", www / "grow", beside_others=False)
        assert (www / "grow/index.html").is_file()

    def test_another_run_at_the_same_place_is_waited_for(self, tmp_path: Path, built: Path) -> None:
        holding, said = site_folder.site_lock(tmp_path / "www", lambda: None), list[str]()
        holding.__enter__()

        def waiting() -> None:
            said.append("waiting")
            holding.__exit__(None, None, None)

        put_in_folder(built, "acme/lead", tmp_path / "www/lead", beside_others=False, waiting=waiting)
        assert said == ["waiting"]
        assert (tmp_path / "www/lead/index.html").is_file()


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def begin(folder: Path, remote: Path | None) -> Path:
    """A repository with one commit on its branch `main`."""
    folder.mkdir()
    (folder / "programme.yml").write_text("x", "utf-8")
    git(folder, "init", "--quiet", "--initial-branch=main")
    for name, value in (("user.name", "A"), ("user.email", "a@a.example"), ("commit.gpgsign", "false")):
        git(folder, "config", name, value)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "begin")
    if remote:
        git(folder, "remote", "add", "origin", str(remote))
    return folder


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    return tmp_path / "remote.git"


@pytest.fixture
def repository(tmp_path: Path, remote: Path) -> Path:
    return begin(tmp_path / "repository", remote)


def put(
    built: Path, root: Path, program: str = "acme/lead", *, push: bool = False, beside: bool = False, **where: str
) -> Sent:
    branch = Branch(root, where.get("name", "gh-pages"), where.get("remote", "origin"), where.get("under", ""))
    return put_on_branch(built, program, branch, "Publish Lead", beside_others=beside, push=push)


def on_branch(repository: Path, name: str = "gh-pages") -> dict[str, str]:
    """Every file on a branch and its text."""
    names = git(repository, "ls-tree", "-r", "--name-only", name).split()
    return {file: git(repository, "show", f"{name}:{file}") for file in names}


PORTAL = {".nojekyll": "", "index.html": "one", "keys/index.html": "one key"}


class TestBranch:
    """A branch of git, with a remote on the same disk."""

    def test_what_is_sent_is_counted_and_says_of_whom_by_a_mark(
        self, built: Path, repository: Path, remote: Path
    ) -> None:
        assert put(built, repository) == Sent(2, 10, str(remote))
        assert on_branch(repository) == PORTAL
        assert git(repository, "log", "--format=%B", "gh-pages") == ("Publish Lead\n\nPublished-For: 822b33ad87c148a0")
        assert git(remote, "branch") == ""
        put(portal(built, "two"), repository, push=True)
        assert on_branch(remote) == {".nojekyll": "", "index.html": "two", "keys/index.html": "two key"}
        assert git(remote, "log", "--format=%s", "gh-pages") == "Publish Lead\nPublish Lead", "its history is kept"

    def test_a_branch_and_a_remote_of_any_name(self, built: Path, repository: Path, tmp_path: Path) -> None:
        git(tmp_path, "init", "--quiet", "--bare", "second.git")
        git(repository, "remote", "add", "web", f"{tmp_path}/second.git")
        sent = put(built, repository, name="portal", remote="web", push=True)
        assert sent.address == f"{tmp_path}/second.git"
        assert on_branch(tmp_path / "second.git", "portal") == PORTAL
        assert git(tmp_path / "remote.git", "branch") == ""

    def test_without_a_remote_a_branch_is_committed_to(self, built: Path, tmp_path: Path) -> None:
        repository = begin(tmp_path / "alone", None)
        assert put(built, repository).address == ""
        assert on_branch(repository) == PORTAL

    def test_a_folder_on_it_is_replaced_and_the_others_stay(self, built: Path, repository: Path) -> None:
        put(built, repository, under="lead")
        put(built, repository, program="acme/grow", under="2027/grow")
        (built / "keys/index.html").unlink()
        put(built, repository, under="lead")
        assert on_branch(repository) == {
            ".nojekyll": "",
            "lead/index.html": "one",
            "2027/grow/index.html": "one",
            "2027/grow/keys/index.html": "one key",
        }

    def test_what_colleagues_published_meanwhile_is_built_upon(
        self, built: Path, repository: Path, remote: Path, tmp_path: Path
    ) -> None:
        colleague = begin(tmp_path / "colleague", remote)
        put(built, colleague, program="acme/grow", under="grow", push=True)
        put(built, repository, under="lead", push=True)
        assert [name for name in sorted(on_branch(remote)) if name.endswith("html")] == [
            "grow/index.html", "grow/keys/index.html", "lead/index.html", "lead/keys/index.html",
        ]  # fmt: skip

    def test_what_colleagues_published_for_another_client_is_seen(
        self, built: Path, repository: Path, remote: Path, tmp_path: Path
    ) -> None:
        put(built, begin(tmp_path / "colleague", remote), program="beta/grow", push=True)
        before = git(remote, "rev-parse", "gh-pages")
        assert refusal(lambda: put(built, repository, push=True)) == OTHER.format("gh-pages")
        assert git(remote, "rev-parse", "gh-pages") == before
        put(built, repository, push=True, beside=True)
        assert git(remote, "rev-parse", "gh-pages~") == before

    def test_the_domain_that_the_host_added_stays(
        self, built: Path, repository: Path, remote: Path, tmp_path: Path
    ) -> None:
        put(built, repository, push=True)
        host = tmp_path / "host"
        git(tmp_path, "clone", "--quiet", "--branch", "gh-pages", str(remote), str(host))
        (host / "CNAME").write_text("lead.example\n", "utf-8")
        git(host, "add", ".")
        git(host, "-c", "user.name=H", "-c", "user.email=h@h.example", "commit", "--quiet", "-m", "Create CNAME")
        git(host, "push", "--quiet")
        put(portal(built, "two"), repository, push=True)
        assert on_branch(remote) == {
            ".nojekyll": "", "CNAME": "lead.example", "index.html": "two", "keys/index.html": "two key",
        }  # fmt: skip

    def test_what_somebody_added_by_hand_is_not_thrown_away(self, built: Path, repository: Path) -> None:
        put(built, repository)
        git(repository, "switch", "--quiet", "gh-pages")
        (repository / "mine.txt").write_text("mine", "utf-8")
        git(repository, "add", "mine.txt")
        git(repository, "commit", "--quiet", "-m", "Mine")
        git(repository, "switch", "--quiet", "main")
        assert refusal(lambda: put(built, repository)) == (
            'gh-pages  error  the branch "gh-pages" holds what was not published by this command  [not-ours]\n'
            "    name another: --branch"
        )

    def test_a_client_whose_portal_was_replaced_is_still_in_its_history(self, built: Path, repository: Path) -> None:
        put(built, repository, program="beta/grow")
        put(built, repository, beside=True)
        assert refusal(lambda: put(built, repository)) == OTHER.format("gh-pages")

    def test_the_branch_that_one_works_on_is_refused(self, built: Path, repository: Path) -> None:
        assert refusal(lambda: put(built, repository, name="main")) == (
            'main  error  "main" is the branch that you work on  [not-ours]\n    name another: --branch'
        )

    def test_a_branch_that_another_folder_works_on_is_refused(
        self, tmp_path: Path, built: Path, repository: Path
    ) -> None:
        git(repository, "worktree", "add", "-q", "-b", "gh-pages", str(tmp_path / "second"))
        assert refusal(lambda: put(built, repository)) == (
            'gh-pages  error  "gh-pages" is the branch that you work on  [not-ours]\n    name another: --branch'
        )

    def test_a_remote_that_is_not_there_is_named(self, built: Path, repository: Path) -> None:
        assert refusal(lambda: put(built, repository, remote="web", push=True)) == (
            'web  error  there is no remote "web" to push to  [git]\n    see `git remote -v`: --remote'
        )
        assert put(built, repository, remote="web").address == ""

    def test_what_cannot_be_pushed_is_kept_here(self, built: Path, repository: Path, tmp_path: Path) -> None:
        git(repository, "remote", "set-url", "origin", f"{tmp_path}/gone.git")
        first, hint = refusal(lambda: put(built, repository, push=True)).splitlines()
        assert first.startswith("gh-pages  error  git could not push: fatal: '")
        assert "\n" not in first
        assert hint == "    the commit is kept; push it yourself"
        assert on_branch(repository) == PORTAL

    def test_what_is_killed_half_way_leaves_the_branch_as_it_was(
        self, built: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(built, repository)
        (built / "index.html").write_text("two", "utf-8")
        add, added = ghp_import.add_file, list[str]()

        def killed(pipe: Any, source: str, target: str) -> None:
            if added:
                pipe.stdin.close()  # what is left of a run that is killed: git has what it was given until then
                pipe.wait()
                raise KeyboardInterrupt
            added.append(target)
            add(pipe, source, target)

        monkeypatch.setattr(ghp_import, "add_file", killed)
        with pytest.raises(KeyboardInterrupt):
            put(built, repository)
        assert on_branch(repository) == PORTAL
        monkeypatch.undo()
        git(repository, "branch", "gh-pages.mentorkit", "main")  # where not even that was tidied up
        put(built, repository)
        assert on_branch(repository) == PORTAL | {"index.html": "two"}
        assert git(repository, "branch", "--format=%(refname:short)").split() == ["gh-pages", "main"]

    def test_what_git_does_not_take_is_told(self, built: Path, repository: Path) -> None:
        assert refusal(lambda: put(built, repository, name="a..b")) == (
            'a..b  error  git allows no branch called "a..b"  [git]\n    name another: --branch'
        )
        git(repository, "branch", "portals/lead")
        said = refusal(lambda: put(built, repository, name="portals"))
        assert said.startswith("portals  error  git cannot commit this: ")
        assert "cannot lock ref" in said
        assert "not a directory" in refusal(lambda: put(built / "gone", repository)).lower()
        assert git(repository, "branch", "--format=%(refname:short)").split() == ["main", "portals/lead"]

    def test_where_there_is_no_repository_or_no_git(
        self, built: Path, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert refusal(lambda: put(built, tmp_path)) == (
            f"{tmp_path}  error  the workspace is not in a git repository  [git]\n"
            "    begin one with `git init`, or publish to a folder: --folder"
        )
        monkeypatch.setenv("PATH", str(tmp_path))
        assert refusal(lambda: put(built, repository)) == (
            f"{repository}  error  git is not installed  [git]\n    install it, or publish to a folder: --folder"
        )
