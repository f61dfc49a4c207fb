"""Opens the shared cache that `cache:` names, with the secret and the token from the environment.

Neither is ever in `mkdocs.yml`: whoever has the secret can put pages into everybody's portals.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from mentorkit.build.cache_store import FolderStore, Store
from mentorkit.build.http_store import http_store
from mentorkit.build.machine_kind import machine_kind
from mentorkit.build.shared_cache import SharedCache, of_client
from mentorkit.core.problems import BuildFailed, Problem, Result, Severity, Span
from mentorkit.workspace.cache_place import shared_folder
from mentorkit.workspace.workspace import Workspace

SECRET, SECRET_FILE, TOKEN = "MENTORKIT_CACHE_SECRET", "MENTORKIT_CACHE_SECRET_FILE", "MENTORKIT_CACHE_TOKEN"
_LEAST = 32
"""Characters that a secret has at least: an entry lets an attacker test guesses offline."""
_OFF = "off"
"""The secret of a machine that builds by itself."""
_MAKE_ONE = "`openssl rand -hex 32` makes one"


@dataclass(frozen=True, slots=True)
class SharedCaches:
    """The shared cache of a workspace, with the entries of every client."""

    store: Store
    secret: bytes = field(repr=False)
    machine: str

    def of(self, client: str) -> SharedCache:
        """The entries of one client."""
        return SharedCache(self.store, of_client(self.secret, client), self.machine)


def open_shared(workspace: Workspace) -> Result[SharedCaches | None]:
    """Open the shared cache that a workspace names; None where it names none, or this machine has no secret.

    Raises BuildFailed where the secret or the token is not one.
    """
    named, at = workspace.settings.cache, workspace.settings.where("cache")
    if not named or os.environ.get(SECRET, "").strip() == _OFF:
        return Result(None)
    secret = _secret()
    if secret is None:
        message = "this machine has no secret for the shared cache, and builds by itself"
        hint = f"set {SECRET} to the secret of the other machines ({_MAKE_ONE}), or to {_OFF}"
        return Result.failed(Problem("shared-cache", message, at, hint, Severity.WARNING))
    folder = shared_folder(workspace.root, named)
    store: Store = FolderStore(folder) if folder else http_store(named, _authorization(named, at))
    return Result(SharedCaches(store, secret, machine_kind()))


def _secret() -> bytes | None:
    """The secret in the environment, or in the file that it names; None where there is neither. Raises BuildFailed."""
    given, name = os.environ.get(SECRET, "").strip(), SECRET  # as in a file: a line end is no part of it
    if not given and (file := os.environ.get(SECRET_FILE, "")):
        given, name = _content(file), SECRET_FILE
    if not given:
        return None
    if len(given) < _LEAST:
        message, hint = "this secret is too short", f"give at least {_LEAST} characters: {_MAKE_ONE}"
        raise BuildFailed([Problem("shared-cache", message, Span(name), hint)])
    return sha256(given.encode("utf-8", "surrogateescape")).digest()


def _content(file: str) -> str:
    """The secret in a file, which may be a link, as the secrets of containers are. Raises BuildFailed."""
    try:
        path = Path(file).expanduser()
        if not path.is_file() or path.stat().st_size > 10_000:
            raise OSError("it is no file of a few characters")
        given = path.read_text("utf-8", "surrogateescape").strip()
    except (OSError, RuntimeError) as error:
        message = f'the secret cannot be read from "{file}" ({getattr(error, "strerror", None) or error})'
        hint = f"name a file that holds the secret alone, or set {SECRET}"
        raise BuildFailed([Problem("shared-cache", message, Span(SECRET_FILE), hint)]) from None
    return given or " "  # an empty file is a secret that is too short


def _authorization(address: str, at: Span) -> str:
    """The header by which a server knows this machine: a token is a bearer's, unless it says otherwise. Raises BuildFailed."""
    token = os.environ.get(TOKEN, "").strip()
    if not token:
        return ""
    if not re.fullmatch(r"[!-~]+( [!-~]+)?", token):
        message, hint = "this token cannot be sent", 'give it as one word, or as the whole header: "Basic …"'
        raise BuildFailed([Problem("shared-cache", message, Span(TOKEN), hint)])
    parts = urlsplit(address)
    if parts.scheme == "http" and not _is_here(parts.hostname or ""):
        message = "the token would be sent to this address for everybody on the way to read"
        raise BuildFailed([Problem("shared-cache", message, at, f"begin it with https://, or unset {TOKEN}")])
    return token if " " in token else f"Bearer {token}"


def _is_here(host: str) -> bool:
    """Whether a host is this machine itself."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
