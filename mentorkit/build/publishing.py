"""Publishing a built portal: to a folder, a zip file or a branch of git. One client to a place, unless it is asked for.

A place remembers whose portals it holds by a digest of the client's name, so that nobody reads there who else is served.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from mentorkit.core.archive import files_of
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.workspace import site_folder
from mentorkit.workspace.private_folder import PRIVATE

_NEVER = (PRIVATE, ".personal", ".mentorkit", ".git")
"""Folders that are in no portal: personal copies, and what tools remember."""
_MARK = "Published-For"


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of the repository `root`, and where on it: at its top, or in the folder `under`."""

    root: Path
    name: str
    remote: str = "origin"
    under: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A portal that was put on a branch: the number of its files, their bytes, and the address of the remote."""

    files: int
    size: int
    address: str


def client_mark(program: str) -> str:
    """The client of `client/program` as places remember it."""
    return sha256(program.partition("/")[0].encode()).hexdigest()[:16]


def refuse_personal(built: Path) -> None:
    """Raise BuildFailed where a built portal holds a folder that is never published."""
    for path in sorted(built.rglob("*")):
        if path.name in _NEVER:
            name = path.relative_to(built).as_posix()
            raise _problem("personal-data", f'"{name}" would be published with the portal', name, _MOVE_OUT)


_MOVE_OUT = "what is in it came from a layer's templates/portal/assets: move it out of there"


def put_in_folder(
    built: Path, program: str, target: Path, *, beside_others: bool, waiting: Callable[[], None] = lambda: None
) -> None:
    """Put a portal into a folder in place of the one that was put there before; a reader sees one or the other, whole.

    Raises BuildFailed where the folder holds anything else, or where there are portals of another client beside it.
    """
    site, name = target.absolute().parent, target.absolute().name
    with site_folder.site_lock(site, waiting):
        try:
            site_folder.refuse_foreign(site, name)
            others = site_folder.clients(site) - {client_mark(program)}
            if others and not beside_others:
                raise _other_client(str(target))
            shutil.copytree(built, site_folder.new_folder(site, name), dirs_exist_ok=True)
            site_folder.remember_client(site, name, client_mark(program))
            site_folder.swap_in(site, name)
        finally:
            site_folder.tidy(site)


def put_on_branch(built: Path, program: str, branch: Branch, message: str, *, beside_others: bool, push: bool) -> Sent:
    """Commit a portal to a branch, which nobody has to have checked out, and push it if asked to.

    It is committed to a branch beside it first: what is killed half-way has committed the files that it got to.
    Raises BuildFailed where git cannot, where the branch holds what was not published by us, or another client's
    portal, even one that has been replaced: a branch keeps its history.
    """
    from ghp_import import GhpError, ghp_import

    git = _Git(branch.root)
    address = git.address(branch.remote, needed=push)
    if push:
        git.ask("fetch", branch.remote, branch.name)
    for ref in (f"refs/heads/{branch.name}", f"refs/remotes/{branch.remote}/{branch.name}"):
        git.refuse_branch(branch.name, ref, client_mark(program), beside_others=beside_others)
    written = f"{message}\n\n{_MARK}: {client_mark(program)}"
    domain = git.ask("show", f"refs/remotes/{branch.remote}/{branch.name}:CNAME")
    try:
        with git.beside(branch) as building, chdir(branch.root):
            ghp_import(
                str(built), remote=branch.remote, branch=building, mesg=written, prefix=branch.under or None,
                nojekyll=not branch.under, cname=domain or None,
            )  # fmt: skip
            if branch.under:
                git.show_all_files(building, written)
    except (GhpError, TypeError) as error:  # the latter where git fails: ghp_import 2.1 stumbles over its own words
        reason = str(error) if isinstance(error, GhpError) else "it says above why"
        raise _problem("git", f"git cannot commit this: {reason}", branch.name) from error
    if push:
        git.push(branch)
    sizes = [len(data) for _name, data in files_of(built)]
    return Sent(len(sizes), sum(sizes), address)


class _Git:
    """The repository of a workspace."""

    def __init__(self, root: Path) -> None:
        self.root = root
        if not shutil.which("git"):
            raise _problem("git", "git is not installed", str(root), "install it, or publish to a folder: --folder")
        if self._run("rev-parse", "--git-dir").returncode:
            hint = "begin one with `git init`, or publish to a folder: --folder"
            raise _problem("git", "the workspace is not in a git repository", str(root), hint)

    def ask(self, *arguments: str) -> str:
        """Return the answer of git; nothing where it fails."""
        done = self._run(*arguments)
        return "" if done.returncode else done.stdout.strip()

    def address(self, remote: str, *, needed: bool) -> str:
        """Return the address of a remote; empty where there is no such remote. Raises BuildFailed where it is needed."""
        address = self.ask("remote", "get-url", "--push", remote)
        if needed and not address:
            raise _problem("git", f'there is no remote "{remote}" to push to', remote, "see `git remote -v`: --remote")
        return address

    def refuse_branch(self, name: str, ref: str, mark: str, *, beside_others: bool) -> None:
        """Raise BuildFailed where the branch is checked out, holds what we did not put there, or another client's."""
        if self._run("check-ref-format", f"refs/heads/{name}").returncode:
            raise _problem("git", f'git allows no branch called "{name}"', name, "name another: --branch")
        if f"branch refs/heads/{name}" in self.ask("worktree", "list", "--porcelain").split("\n"):
            raise _problem("not-ours", f'"{name}" is the branch that you work on', name, "name another: --branch")
        if not self.ask("rev-parse", "--verify", "--quiet", ref):
            return
        ours = self.ask("log", "-1", f"--grep=^{_MARK}: ", "--format=%H", ref)
        since = self.ask("diff", "--name-only", ours, ref).split("\n") if ours else [name]
        if set(since) - {"", "CNAME"}:
            message = f'the branch "{name}" holds what was not published by this command'
            raise _problem("not-ours", message, name, "name another: --branch")
        marks = self.ask("log", f"--format=%(trailers:key={_MARK},valueonly)", ref).split()
        if set(marks) - {mark} and not beside_others:
            raise _other_client(name)

    @contextmanager
    def beside(self, branch: Branch) -> Iterator[str]:
        """Give a branch that begins where `branch` ends, or its remote's; what is committed to it is then on `branch`.

        Raises BuildFailed where nothing was committed.
        """
        name, ref = f"{branch.name}.mentorkit", f"refs/heads/{branch.name}.mentorkit"
        self.ask("update-ref", "-d", ref)  # of a run that was killed
        known = (f"refs/remotes/{branch.remote}/{branch.name}", f"refs/heads/{branch.name}")
        start = next(filter(None, (self.ask("rev-parse", "--verify", "--quiet", one) for one in known)), "")
        if start:
            self.ask("update-ref", ref, start)
        try:
            yield name
            made = self.ask("rev-parse", "--verify", "--quiet", ref)
            done = self._run("update-ref", f"refs/heads/{branch.name}", made)
            if made == start or done.returncode:
                said = " ".join(done.stderr.split()) or "it says above why"
                raise _problem("git", f"git cannot commit this: {said}", branch.name)
        finally:
            self.ask("update-ref", "-d", ref)

    def show_all_files(self, name: str, message: str) -> None:
        """Put `.nojekyll` at the top of a branch, where its host looks for it and nowhere else, into the last commit."""
        if self.ask("ls-tree", "--name-only", name, ".nojekyll"):
            return
        blob = self._run("hash-object", "-w", "--stdin", given="").stdout.strip()
        entries = f"{self.ask('ls-tree', name)}\n100644 blob {blob}\t.nojekyll\n"
        tree = self._run("mktree", given=entries).stdout.strip()
        who, mail = [*self.ask("log", "-1", "--format=%an%n%ae", name).split("\n"), "", ""][:2]
        parent = self.ask("rev-parse", "--verify", "--quiet", f"{name}^")
        identity = ("-c", f"user.name={who or 'MentorKit'}", "-c", f"user.email={mail or 'none'}")
        line = ("commit-tree", tree, *(("-p", parent) if parent else ()), "-m", message)
        commit = self._run(*identity, *line).stdout.strip()
        if not commit or self._run("update-ref", f"refs/heads/{name}", commit).returncode:
            raise _problem("git", "git cannot commit this: it says above why", name)

    def push(self, branch: Branch) -> None:
        """Push the branch. Raises BuildFailed with what git says."""
        done = self._run("push", branch.remote, branch.name)
        if done.returncode:
            said = " ".join(done.stderr.split())
            raise _problem("git", f"git could not push: {said}", branch.name, "the commit is kept; push it yourself")

    def _run(self, *arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
        command = ["git", *arguments]
        return subprocess.run(command, cwd=self.root, input=given, capture_output=True, text=True, check=False)  # noqa: S603


def _other_client(place: str) -> BuildFailed:
    hint = "publish each client to a place of its own; where all readers may see both, add --beside-others"
    return _problem("other-client", "another client's portal is, or was, published here", place, hint)


def _problem(rule: str, message: str, place: str, hint: str = "") -> BuildFailed:
    return BuildFailed([Problem(rule, message, Span(place), hint)])
