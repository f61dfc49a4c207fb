"""A cache that machines share: what one has made, another takes; what nobody with the secret kept is refused and made again."""

from __future__ import annotations

import http.client
import http.server
import json
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from conftest import PATIENCE, in_background

from mentorkit.build import cache_store, http_store, shared_cache
from mentorkit.build.cache import Cache
from mentorkit.build.cache_store import BLOBS, ENTRIES, FolderStore, Store
from mentorkit.build.cache_tally import CacheTally
from mentorkit.build.http_store import HttpStore
from mentorkit.build.shared_cache import SharedCache, of_client
from mentorkit.core.digests import bytes_digest
from mentorkit.core.problems import Span
from mentorkit.workspace import cache_place
from mentorkit.workspace.cache_place import misplaced_shared_cache

KEY = "00ff"
SECRET = b"known to all machines and nobody else"


@dataclass
class Server:
    """A server that knows GET and PUT, and how it misbehaves."""

    kept: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    refused: tuple[str, ...] = ()
    """Verbs that are answered with 403."""
    answers: Callable[[http.server.BaseHTTPRequestHandler], None] | None = None
    """How every request is answered, instead of well."""
    token: str = ""
    address: str = ""

    def handle(self, request: http.server.BaseHTTPRequestHandler) -> None:
        verb = request.command
        self.asked.append(verb)
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        if self.answers:
            self.answers(request)
        elif verb in self.refused or request.headers.get("Authorization", "") != self.token:
            said(request, 403)
        elif verb == "PUT":
            self.kept[request.path] = body
            said(request, 204)
        elif request.path in self.kept:
            said(request, 200, self.kept[request.path])
        else:
            said(request, 404, b"there is nothing")


def said(request: http.server.BaseHTTPRequestHandler, status: int, body: bytes = b"", **headers: str) -> None:
    request.send_response(status)
    for name, value in headers.items():
        request.send_header(name, value)
    if status != 204:
        request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


@pytest.fixture
def server() -> Iterator[Server]:
    known = Server()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            known.handle(self)

        def do_PUT(self) -> None:
            known.handle(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Quiet(http.server.ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Machines that read an answer no further hang up."""

    running = Quiet(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    known.address = f"http://127.0.0.1:{running.server_port}/kept"
    in_background(running)
    yield known
    running.shutdown()
    running.server_close()


@pytest.fixture(params=["folder", "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "folder":
        return FolderStore(tmp_path / "store")
    return HttpStore(request.getfixturevalue("server").address)


def machine(folder: Path, store: Store, client: str = "acme", secret: bytes = SECRET) -> Cache:
    """The cache of a client on a machine that has kept nothing yet, and begins a build."""
    shared_cache._RECENT.blobs.clear()  # a process of its own would have taken nothing yet
    shared = SharedCache(store, of_client(secret, client), "a kind of machine")
    return Cache(folder / client, shared=shared, tally=CacheTally())


def kept(folder: Path, store: Store, page: bytes = b"page", key: str = KEY, **about: object) -> Cache:
    """A machine that has made a page and kept it."""
    made = folder / "made/deep"
    made.mkdir(parents=True, exist_ok=True)
    (made / "page.html").write_bytes(page)
    (made / "same.html").write_bytes(page)
    cache = machine(folder, store, **about)  # type: ignore[arg-type]
    cache.keep(key, made.parent, ["deep/page.html", "deep/same.html"], {"pages": 3})
    return cache


def counts(cache: Cache) -> tuple[int, int, int, int]:
    return cache.tally.kept_here, cache.tally.shared, cache.tally.made, cache.tally.refused


def test_what_one_machine_has_made_another_takes_and_keeps(store: Store, tmp_path: Path) -> None:
    first = kept(tmp_path / "first", store)
    assert counts(first) == (0, 0, 1, 0)
    second = machine(tmp_path / "second", store)
    assert second.take("other", tmp_path / "site") is None
    assert second.take(KEY, tmp_path / "site") == {"pages": 3}
    assert {path.name: path.read_bytes() for path in (tmp_path / "site/deep").iterdir()} == {
        "page.html": b"page",
        "same.html": b"page",
    }
    assert second.take(KEY, tmp_path / "site") == {"pages": 3}
    assert counts(second) == (1, 1, 0, 0)
    alone = replace(second, shared=None)
    assert alone.take(KEY, tmp_path / "again") == {"pages": 3}, "it is kept on this machine too"


def test_what_cannot_be_kept_here_does_not_count_as_taken(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path / "first", store)
    second = machine(tmp_path / "second", store)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Cache, "_put", full)
    assert (second.take(KEY, tmp_path / "site"), counts(second)) == (None, (0, 0, 0, 0))
    assert [*second.folder.glob(".new-*")] == []


def test_fresh_looks_nothing_up_and_keeps_all_the_same(store: Store, tmp_path: Path) -> None:
    kept(tmp_path / "first", store, b"page of before")
    fresh = replace(machine(tmp_path / "second", store), fresh=True)
    assert fresh.take(KEY, tmp_path / "site") is None
    (tmp_path / "made").mkdir()
    (tmp_path / "made/page.html").write_bytes(b"page")
    fresh.keep(KEY, tmp_path / "made", ["page.html"], {"pages": 1})
    assert machine(tmp_path / "third", store).take(KEY, tmp_path / "site") == {"pages": 1}


def test_what_others_would_refuse_is_not_announced(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A portal with a huge file is made by each machine, and nobody is told of a forgery."""
    monkeypatch.setattr(shared_cache, "LARGEST", 3)
    kept(tmp_path / "first", store)
    second = machine(tmp_path / "second", store)
    assert (second.take(KEY, tmp_path / "site"), counts(second)) == (None, (0, 0, 0, 0))


def test_nothing_is_found_before_it_is_announced(store: Store, tmp_path: Path) -> None:
    first = machine(tmp_path / "first", store)
    (tmp_path / "page.html").write_bytes(b"page")
    first.keep(KEY, tmp_path, ["page.html"], {}, announced=False)
    assert machine(tmp_path / "second", store).take(KEY, tmp_path / "site") is None
    first.announce(KEY)
    assert machine(tmp_path / "third", store).take(KEY, tmp_path / "site") == {}


def test_what_was_kept_before_there_was_a_shared_cache_is_offered_when_it_is_taken(
    store: Store, tmp_path: Path
) -> None:
    first = machine(tmp_path / "first", store)
    alone = replace(first, shared=None, tally=CacheTally())
    (tmp_path / "page.html").write_bytes(b"page")
    alone.keep(KEY, tmp_path, ["page.html"], {"pages": 3})
    alone.keep("11ff", tmp_path, ["page.html"], {}, announced=False)
    for key in (KEY, "11ff"):
        assert first.take(key, tmp_path / "site") is not None
    second = machine(tmp_path / "second", store)
    assert second.take(KEY, tmp_path / "again") == {"pages": 3}
    assert second.take("11ff", tmp_path / "again") is None, "nobody knows yet whether it is what its key says"
    assert counts(first) == (2, 0, 0, 0)
    assert counts(second) == (0, 1, 0, 0)


def test_a_store_is_not_asked_at_once_again_whether_it_has_what_was_put_there(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = kept(tmp_path / "first", HttpStore(server.address))
    asked = len(server.asked)
    first.take(KEY, tmp_path / "site")
    assert len(server.asked) == asked
    monkeypatch.setattr("mentorkit.build.cache._ASKED_AGAIN", -1)
    first.take(KEY, tmp_path / "site")
    assert server.asked[asked:] == ["GET"]


@pytest.mark.parametrize(
    "other",
    [{"client": "beta"}, {"secret": b"another secret of other machines"}, {"kind": "another kind"}],
    ids=["client", "secret", "kind of machine"],
)
def test_another_finds_nothing(other: dict[str, object], tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "store")
    kept(tmp_path / "first", store)
    kind = other.pop("kind", "a kind of machine")
    cache = machine(tmp_path / "second", store, **other)  # type: ignore[arg-type]
    assert cache.shared is not None
    cache = replace(cache, shared=replace(cache.shared, machine=str(kind)))
    assert (cache.take(KEY, tmp_path / "site"), counts(cache)) == (None, (0, 0, 0, 0))


def entry(store: Store, client: str = "acme", key: str = KEY) -> tuple[str, bytes]:
    """The name and the bytes of an entry as they stand in a store."""
    name = SharedCache(store, of_client(SECRET, client), "a kind of machine")._name(key)
    data = store.get(ENTRIES, name, 10_000)
    assert data is not None
    return name, data


def _entry_without_secret(store: Store, _: Path) -> None:
    name, data = entry(store)
    text = data.replace(bytes_digest(b"page").encode(), bytes_digest(b"evil").encode()).partition(b"\n")[2]
    store.put(BLOBS, bytes_digest(b"evil"), b"evil")
    store.put(ENTRIES, name, bytes_digest(text).encode() + b"\n" + text)


def _entry_changed(store: Store, _: Path) -> None:
    name, data = entry(store)
    store.put(ENTRIES, name, data.replace(bytes_digest(b"page").encode(), bytes_digest(b"evil").encode()))


def _entry_of_another_client(store: Store, folder: Path) -> None:
    """The same key, kept with the same secret for somebody else, and put under this client's name."""
    kept(folder / "beta", store, b"evil", client="beta")
    store.put(ENTRIES, entry(store)[0], entry(store, "beta")[1])


def _entry_of_another_key(store: Store, folder: Path) -> None:
    """What was right once, such as a page before it was mended."""
    kept(folder / "old", store, b"evil", key="11ff")
    store.put(ENTRIES, entry(store)[0], entry(store, key="11ff")[1])


def _entry_cut_short(store: Store, _: Path) -> None:
    name, data = entry(store)
    store.put(ENTRIES, name, data[:-1])


def _entry_without_end(store: Store, _: Path) -> None:
    name, data = entry(store)
    store.put(ENTRIES, name, data + b" " * shared_cache.LONGEST)


class Planted:
    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (Path("planted"),)


def _entry_that_would_run(store: Store, _: Path) -> None:
    store.put(ENTRIES, entry(store)[0], pickle.dumps(Planted()))


def _name_that_leads_out(store: Store, _: Path) -> None:
    """Written by somebody who has the secret, or a fault of ours."""
    cache = SharedCache(store, of_client(SECRET, "acme"), "a kind of machine")
    listed = {name: [4, bytes_digest(b"page")] for name in ("deep/page.html", "../../planted")}
    _put_signed(cache, {"files": listed, "note": {}})


def _size_without_end(store: Store, _: Path) -> None:
    cache = SharedCache(store, of_client(SECRET, "acme"), "a kind of machine")
    _put_signed(cache, {"files": {"deep/page.html": [float("inf"), bytes_digest(b"page")]}, "note": {}})


def _put_signed(cache: SharedCache, entry: dict[str, object]) -> None:
    text = json.dumps(entry)
    cache.store.put(ENTRIES, cache._name(KEY), f"{cache._signature(KEY, text)}\n{text}".encode())


def _blob_forged(store: Store, folder: Path) -> None:
    _put_blob(store, folder, b"evil")


def _blob_cut_short(store: Store, folder: Path) -> None:
    _put_blob(store, folder, b"pag")


def _blob_without_end(store: Store, folder: Path) -> None:
    _put_blob(store, folder, b"page" * 100_000)


def _put_blob(store: Store, folder: Path, data: bytes) -> None:
    """Put this in the place of the page, past what a store of ours would see to."""
    if isinstance(store, HttpStore):
        HttpStore(store.address).put(BLOBS, bytes_digest(b"page"), data)
    else:
        [file] = (folder / "store").rglob(bytes_digest(b"page"))
        file.write_bytes(data)


ATTACKS: list[Callable[[Store, Path], None]] = [
    _entry_without_secret, _entry_changed, _entry_of_another_client, _entry_of_another_key, _entry_cut_short,
    _entry_without_end, _entry_that_would_run, _name_that_leads_out, _size_without_end, _blob_forged, _blob_cut_short, _blob_without_end,
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_not_as_it_was_kept_is_refused_and_made_again(
    attack: Callable[[Store, Path], None], store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    kept(tmp_path / "first", store)
    attack(store, tmp_path)
    cache = machine(tmp_path / "second", store)
    assert (cache.take(KEY, tmp_path / "site"), counts(cache)) == (None, (0, 0, 0, 1))
    assert not (tmp_path / "site").exists()
    assert [path.name for path in tmp_path.rglob("*") if path.name == "planted"] == []
    assert [*cache.folder.glob("??")] == [*cache.folder.glob(".new-*")] == [], "nothing of it is kept here"
    assert [problem.message for problem in cache.tally.problems(Span("mkdocs.yml", 3, 5))] == [
        "1 entry of the shared cache was refused: made here"
    ]
    made = kept(tmp_path / "second", renewed(store))
    assert made.tally.unavailable == made.tally.read_only == ""
    third = machine(tmp_path / "third", store)
    assert (third.take(KEY, tmp_path / "site"), counts(third)) == ({"pages": 3}, (0, 1, 0, 0))
    assert (tmp_path / "site/deep/page.html").read_bytes() == b"page"


def renewed(store: Store) -> Store:
    """The store as the next build has it."""
    return HttpStore(store.address) if isinstance(store, HttpStore) else store


def _hangs(_: http.server.BaseHTTPRequestHandler) -> None:
    time.sleep(PATIENCE)


def _drips(request: http.server.BaseHTTPRequestHandler) -> None:
    """Say something again and again, so that no single wait is long."""
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    for _ in range(1000):
        request.wfile.write(b" ")
        time.sleep(0.05)


def _drips_headers(request: http.server.BaseHTTPRequestHandler) -> None:
    for letter in b"HTTP/1.1 200 OK\r\n" + b"X-More: and more\r\n" * 90:
        request.wfile.write(bytes([letter]))
        time.sleep(0.05)


def _says_nonsense(request: http.server.BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"220 mail.example ESMTP\r\n")
    request.close_connection = True


def _hangs_up(request: http.server.BaseHTTPRequestHandler) -> None:
    request.close_connection = True


LATE = "it does not answer within 1.5 seconds"
FAULTS = {
    "hangs": (_hangs, LATE),
    "drips": (_drips, LATE),
    "drips headers": (_drips_headers, LATE),
    "fails": (lambda request: said(request, 500), "it answers 500 Internal Server Error"),
    "sends on": (
        lambda request: said(request, 302, Location="http://127.0.0.1:9/elsewhere"),
        "it sends on to another address (302), and is not followed there; name that address",
    ),
    "knows nobody": (
        lambda request: said(request, 401),
        "it refuses this machine (401); look at MENTORKIT_CACHE_TOKEN",
    ),
    "says nonsense": (_says_nonsense, "it does not answer as an HTTP server does"),
    "hangs up": (_hangs_up, "it does not answer as an HTTP server does"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_store_that_is_away_is_asked_once_and_named_once(
    fault: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_store, "PATIENCE", 1.5)  # a busy machine needs some time to be asked at all
    server.answers, why = FAULTS[fault]
    cache, began = machine(tmp_path / "first", HttpStore(server.address)), time.monotonic()
    assert cache.take(KEY, tmp_path / "site") is None
    assert time.monotonic() - began < 5, "nobody waits for it long"
    asked = len(server.asked)
    tally = kept(tmp_path / "first", HttpStore(server.address)).tally
    assert (tally.unavailable or tally.read_only) == why
    for key in ("11ff", "22ff"):
        assert cache.take(key, tmp_path / "site") is None
        cache.keep(key, tmp_path / "first/made", ["deep/page.html"], {})
    assert len(server.asked) - asked == 1, "by the other machine"
    (problem,) = cache.tally.problems(Span("mkdocs.yml", 3, 5))
    assert (str(problem.at), problem.severity, problem.message) == (
        "mkdocs.yml:3:5", "warning", f"the shared cache is not used: {why}",
    )  # fmt: skip
    assert cache.take("11ff", tmp_path / "site") == {}, "what is made is kept on this machine"


def test_nobody_is_at_the_address(tmp_path: Path) -> None:
    cache = machine(tmp_path / "first", HttpStore("http://127.0.0.1:9/kept"))
    assert cache.take(KEY, tmp_path / "site") is None
    assert cache.tally.unavailable == "it cannot be reached (Connection refused)"


def test_a_server_that_is_slow_again_and_again_is_asked_no_more(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand answers, each within its time, would take hours."""
    monkeypatch.setattr(http_store, "PATIENCE", 0.5)
    monkeypatch.setattr(http_store, "_USUAL", 0.05)

    def slowly(request: http.server.BaseHTTPRequestHandler) -> None:
        time.sleep(0.3)
        said(request, 404)

    server.answers = slowly
    cache = machine(tmp_path / "first", HttpStore(server.address))
    assert [cache.take(f"{key}ff", tmp_path / "site") for key in range(20)] == [None] * 20
    assert cache.tally.unavailable == "it answers so slowly that making everything here is quicker"
    assert len(server.asked) < 10


def test_a_name_that_no_server_can_have(tmp_path: Path) -> None:
    cache = machine(tmp_path / "first", HttpStore("http://cache..example/kept"))
    assert cache.take(KEY, tmp_path / "site") is None
    assert cache.tally.unavailable == "no server can have this name"


def test_a_server_that_is_late_already_when_it_is_reached_ends_no_less(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time is over while the connection is set up; then the answer comes letter by letter."""
    monkeypatch.setattr(http_store, "PATIENCE", 1.5)  # a busy machine needs some time to be asked at all
    server.answers, connect = _drips_headers, http.client.HTTPConnection.connect

    def slowly(connection: http.client.HTTPConnection) -> None:
        time.sleep(0.6)
        connect(connection)

    monkeypatch.setattr(http.client.HTTPConnection, "connect", slowly)
    cache, began = machine(tmp_path / "first", HttpStore(server.address)), time.monotonic()
    assert cache.take(KEY, tmp_path / "site") is None
    assert (cache.tally.unavailable, time.monotonic() - began < 5) == (LATE, True)


def test_a_server_that_takes_no_large_files_is_read(server: Server, tmp_path: Path) -> None:
    """As nginx is set from the beginning: it takes one megabyte."""
    kept(tmp_path / "first", HttpStore(server.address))
    cache = machine(tmp_path / "second", HttpStore(server.address))
    server.answers = lambda request: said(request, 413)
    cache.keep("11ff", tmp_path / "first/made", ["deep/page.html"], {})
    server.answers = None
    assert cache.take(KEY, tmp_path / "site") == {"pages": 3}
    (problem,) = cache.tally.problems(Span("mkdocs.yml"))
    assert problem.message == (
        "the shared cache can be read, and takes nothing from here: "
        "it takes no file of this size (413); nginx does with client_max_body_size"
    )


def test_an_answer_is_read_no_further_than_what_was_kept_is_long(server: Server, tmp_path: Path) -> None:
    """A length that is told is believed as little as one that is not."""
    written = []

    def endless(request: http.server.BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        try:
            for number in range(2000):
                request.wfile.write(b"0" * 100_000)
                written.append(number)
        finally:
            request.close_connection = True

    server.answers = endless
    cache = machine(tmp_path / "first", HttpStore(server.address))
    assert (cache.take(KEY, tmp_path / "site"), cache.tally.refused, cache.tally.unavailable) == (None, 1, "")
    assert len(written) < 1000, "it hung up"


def test_a_store_that_can_only_be_read_is_read(server: Server, tmp_path: Path) -> None:
    """Such as that of a pull request's build, which may take and not give."""
    kept(tmp_path / "first", HttpStore(server.address))
    server.refused = ("PUT",)
    cache = machine(tmp_path / "second", HttpStore(server.address))
    for key in ("11ff", "22ff"):
        cache.keep(key, tmp_path / "first/made", ["deep/page.html"], {})
    assert server.asked.count("PUT") == 3, "a blob and an entry, and once in vain"
    assert cache.take(KEY, tmp_path / "site") == {"pages": 3}
    (problem,) = cache.tally.problems(Span("mkdocs.yml"))
    assert problem.message.startswith(
        "the shared cache can be read, and takes nothing from here: it refuses this machine"
    )


def test_a_server_that_closes_idle_connections_is_asked_again(server: Server, tmp_path: Path) -> None:
    """It does not say so before."""
    cache = kept(tmp_path / "first", HttpStore(server.address))
    closed = list[int]()

    def once(request: http.server.BaseHTTPRequestHandler) -> None:
        closed.append(1)
        server.answers = None
        request.close_connection = True

    server.answers = once
    cache.keep("11ff", tmp_path / "first/made", ["deep/page.html"], {})
    assert (closed, cache.tally.unavailable) == ([1], "")


def test_a_connection_is_not_used_again_after_a_pause(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A network that dropped it meanwhile answers nothing at all."""
    store = HttpStore(server.address)
    cache, first = kept(tmp_path / "first", store), store._own.connection
    cache.keep("11ff", tmp_path / "first/made", ["deep/page.html"], {})
    assert store._own.connection is first
    monkeypatch.setattr(http_store, "_IDLE", 0.0)
    cache.keep("22ff", tmp_path / "first/made", ["deep/page.html"], {})
    assert store._own.connection is not first
    assert cache.tally.unavailable == ""


def test_a_token_is_sent(server: Server, tmp_path: Path) -> None:
    server.token = "Bearer abc"
    assert kept(tmp_path / "first", HttpStore(server.address, "Bearer abc")).tally.read_only == ""
    assert machine(tmp_path / "second", HttpStore(server.address, "Bearer abc")).take(KEY, tmp_path / "site")
    assert machine(tmp_path / "third", HttpStore(server.address)).take(KEY, tmp_path / "site") is None


def test_a_blob_is_sent_once(server: Server, tmp_path: Path) -> None:
    """The files of the theme are the same in every portal."""
    cache = kept(tmp_path / "first", HttpStore(server.address))
    assert server.asked == ["PUT", "PUT"], "one blob of two files, and the entry"
    cache.keep("11ff", tmp_path / "first/made", ["deep/page.html"], {})
    assert server.asked == ["PUT"] * 3


def test_links_in_a_folder_lead_nowhere(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "store")
    kept(tmp_path / "first", store)
    [blob] = (tmp_path / "store/cas").rglob(bytes_digest(b"page"))
    (tmp_path / "elsewhere").mkdir()
    for victim in (blob, blob.parent, tmp_path / "store/cas"):
        victim.rename(aside := tmp_path / "elsewhere" / victim.name)
        victim.symlink_to(aside)
        cache = machine(tmp_path / f"reads-{victim.name}", store)
        assert (cache.take(KEY, tmp_path / "site"), cache.tally.refused) == (None, 1)
        before = sorted(path.stat().st_mtime_ns for path in (tmp_path / "elsewhere").rglob("*"))
        kept(tmp_path / f"writes-{victim.name}", store, key="11ff")
        assert sorted(path.stat().st_mtime_ns for path in (tmp_path / "elsewhere").rglob("*")) == before
        victim.unlink()
        aside.rename(victim)


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "store")
    kept(tmp_path / "first", store)
    [file] = (tmp_path / "store/ac").rglob("?" * 64)
    file.unlink()
    os.mkfifo(file)
    cache = machine(tmp_path / "second", store)
    assert (cache.take(KEY, tmp_path / "site"), cache.tally.refused) == (None, 1)


def test_a_blob_that_is_gone_is_a_miss_and_no_forgery(store: Store, tmp_path: Path) -> None:
    """Servers let go of what is old as they like."""
    kept(tmp_path / "first", store)
    cache = machine(tmp_path / "second", store)
    text = cache.shared._opened(KEY, entry(store)[1])  # type: ignore[union-attr]
    cache.shared.announce(KEY, text.replace(bytes_digest(b"page"), bytes_digest(b"gone")), cache.tally)  # type: ignore[union-attr]
    assert (cache.take(KEY, tmp_path / "site"), counts(cache)) == (None, (0, 0, 0, 0))


def test_a_folder_lets_go_of_what_nobody_asked_for_in_a_month(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "store")
    kept(tmp_path / "first", store)
    kept(tmp_path / "first", store, b"old page", key="11ff")
    left = tmp_path / "store/.new" / ("ab" * 16)  # by a build that was killed
    foreign = [tmp_path / "store" / name for name in ("ac/de/invoice.pdf", "cas/us/plan.docx", ".new/letter.txt")]
    for file in (left, *foreign):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"pa")
    old = time.time() - 31 * 24 * 3600
    for file in (
        entry_file(store),
        entry_file(store, "11ff"),
        *(tmp_path / "store/cas").rglob("?" * 64),
        left,
        *foreign,
    ):
        os.utime(file, (old, old))
    assert machine(tmp_path / "second", store).take(KEY, tmp_path / "site"), "asked for now"
    store.tidy()
    assert machine(tmp_path / "third", store).take(KEY, tmp_path / "site") == {"pages": 3}
    assert not entry_file(store, "11ff").exists()
    assert not left.exists()
    assert all(file.exists() for file in foreign), "what somebody else put there is theirs"
    kept(tmp_path / "first", store, b"old page", key="11ff")
    os.utime(entry_file(store, "11ff"), (old, old))
    store.tidy()
    assert entry_file(store, "11ff").exists(), "once a day is enough"


def test_what_links_lead_to_is_not_let_go_of(tmp_path: Path) -> None:
    store, aside = FolderStore(tmp_path / "store"), tmp_path / "documents"
    kept(tmp_path / "first", store)
    (tmp_path / "store/ac").rename(aside)
    (tmp_path / "store/ac").symlink_to(aside)
    (tmp_path / "store/.tidied").symlink_to(tmp_path / "planted")
    [old] = aside.rglob("?" * 64)
    os.utime(old, (0, 0))
    store.tidy()
    assert (old.exists(), (tmp_path / "planted").exists()) == (True, False)


def test_what_somebody_reads_stays_where_systems_lock_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows does; the store can be written to all the same."""
    store = FolderStore(tmp_path / "store")
    kept(tmp_path / "first", store)

    def locked(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(cache_store, "_LOCKED_BY_READERS", True)
        patched.setattr(Path, "replace", locked)
        store.put(ENTRIES, entry(store)[0], b"the same, made here")
    assert [*(tmp_path / "store/.new").iterdir()] == []
    assert machine(tmp_path / "second", store).take(KEY, tmp_path / "site") == {"pages": 3}


def test_a_folder_on_a_drive_that_hangs_is_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A call to such a drive does not end, and nothing ends it."""
    store, hangs = FolderStore(tmp_path / "store"), threading.Event()
    kept(tmp_path / "first", store)
    monkeypatch.setattr(cache_store, "PATIENCE", 0.1)
    monkeypatch.setattr(cache_store, "read_plain", lambda *_: hangs.wait(PATIENCE))
    cache = machine(tmp_path / "second", store)
    assert cache.take(KEY, tmp_path / "site") is None
    assert cache.tally.unavailable == "it does not answer within 0.1 seconds"
    kept(tmp_path / "second", store)
    hangs.set()
    monkeypatch.undo()
    assert machine(tmp_path / "third", store).take(KEY, tmp_path / "site") == {"pages": 3}


def test_where_a_folder_is_on_a_drive_that_hangs_is_known_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve, hangs = Path.resolve, threading.Event()

    def hang(path: Path, *, strict: bool = False) -> Path:
        if "drive" in path.parts and not hangs.wait(PATIENCE):
            pytest.fail("it was waited for")
        return resolve(path, strict=strict)

    monkeypatch.setattr(Path, "resolve", hang)
    monkeypatch.setattr(cache_place, "_LOOKING", 0.1)

    def problems(named: str) -> list[str]:
        return [one.rule for one in misplaced_shared_cache(tmp_path / "workspace", named, Span("mkdocs.yml"), ())]

    assert problems("../drive/cache") == []
    assert problems("content/../programs/drive") == ["shared-cache"]
    hangs.set()


def test_git_leaves_a_folder_out(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "store")
    kept(tmp_path / "first", store)
    store.tidy()
    assert (tmp_path / "store/.gitignore").read_text() == "*\n"


def entry_file(store: FolderStore, key: str = KEY) -> Path:
    name = SharedCache(store, of_client(SECRET, "acme"), "a kind of machine")._name(key)
    return store.folder / ENTRIES / name[:2] / name


def test_the_tally_of_a_build_is_one_in_each_process() -> None:
    tally = CacheTally(unavailable="it is away")
    there = pickle.loads(pickle.dumps(tally))
    assert (there.unavailable, there.made) == ("it is away", 0)
    there.made += 2
    assert pickle.loads(pickle.dumps(tally)) is there, "the next task finds it as it was"
    tally.add(there.drained())
    tally.add(there.drained())
    assert (tally.made, there.made) == (2, 0)


WRITES = """
import sys
from pathlib import Path
from mentorkit.build.cache import Cache
from mentorkit.build.cache_store import FolderStore
from mentorkit.build.cache_tally import CacheTally
from mentorkit.build.shared_cache import SharedCache

home, name = Path(sys.argv[1]), sys.argv[2]
shared = SharedCache(FolderStore(home / "store"), b"known", "a kind of machine")
(home / name).mkdir()
for number in range(30):
    for key in (f"of all {number}", f"of {name} {number}"):
        (home / name / "page.html").write_bytes(b"page" * 10_000 + b"%d" % number)
        cache = Cache(home / name / key, shared=shared, tally=CacheTally())
        cache.keep(key, home / name, ["page.html"], {})
        other = Cache(home / name / f"other {key}", shared=shared, tally=CacheTally())
        assert other.take(key, home / name / "site") == {}, other.tally
        for tally in (cache.tally, other.tally):
            assert not tally.unavailable and not tally.read_only and not tally.refused, tally
"""


@pytest.mark.slow
def test_several_processes_write_one_folder_at_once(tmp_path: Path) -> None:
    """The same and different entries: what one reads is whole, whoever wrote it."""
    running = [
        subprocess.Popen([sys.executable, "-c", WRITES, tmp_path, name], stderr=subprocess.PIPE, text=True)
        for name in "abc"
    ]
    assert [(one.communicate(timeout=PATIENCE)[1], one.returncode) for one in running] == [("", 0)] * 3
    assert [*(tmp_path / "store/.new").iterdir()] == []
