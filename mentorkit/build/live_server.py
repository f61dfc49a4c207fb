"""The web server of the preview: shows a built site to browsers of this machine and tells open pages when it changes."""

from __future__ import annotations

import io
import json
import os
import re
import secrets
import socket
import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from mentorkit.core.problems import BuildFailed, Problem, Span

OURS = "/.preview/"
"""The addresses of the preview itself: the script of each page, and the state that it asks for. No page has such a name."""
_SCRIPT = Path(__file__).with_name("reload.js")
_HEAD_END = re.compile(rb"</head>", re.IGNORECASE)
_NOT_THERE = b"<!doctype html><html lang=en><head><title>Not there</title></head><body><p>The preview has no such page.</p><p><a href=/>To the first page</a></p></body></html>"


class LiveServer(ThreadingHTTPServer):
    """Serves a folder to browsers of this machine; each page asks whether it is still the newest and says what is wrong.

    Pages keep the Content-Security-Policy that they are published with: script and state come from the page's own
    address, which it admits. Raises BuildFailed where the address cannot be had, or other machines would reach it.
    """

    daemon_threads = True
    block_on_close = False  # an answer that is under way does not hold up the end
    allow_reuse_address = os.name == "posix"  # elsewhere it would let two servers share a port

    def __init__(self, site: Path, host: str, port: int) -> None:
        host = host.removeprefix("[").removesuffix("]")
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        shown = f"[{host}]" if ":" in host else host
        _require_loopback(host)
        self.swapping = threading.Lock()
        self._run, self._edition, self._problems = secrets.token_hex(8), 0, tuple[str, ...]()
        try:
            super().__init__((host, port), partial(_Handler, directory=str(site)))
        except OSError as error:
            hint = "end what uses it, or name another: --dev-addr 127.0.0.1:8001"
            message = f"http://{shown}:{port}/ cannot be used: {error.strerror}"
            raise BuildFailed([Problem("address", message, Span("--dev-addr"), hint)]) from error
        self.url = f"http://{shown}:{self.server_port}/"
        self.names = {f"{name}:{self.server_port}" for name in (shown.lower(), "localhost", "127.0.0.1", "[::1]")}

    def server_bind(self) -> None:
        """Bind without asking the network for this machine's name, which may take long."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(self.allow_reuse_address))
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a browser that leaves before it has everything is no mistake."""

    def start(self) -> None:
        """Answer from now on, beside the work of the caller."""
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def end(self) -> None:
        """Stop answering, at once. To be called after `start`."""
        self.shutdown()
        self.server_close()

    def swap(self) -> AbstractContextManager[object]:
        """While the site is replaced, nobody is answered."""
        return self.swapping

    def changed(self) -> None:
        """Let open pages load themselves anew: the site is another one, and nothing is wrong."""
        self._edition += 1
        self._problems = ()

    def stale(self, problems: Sequence[str]) -> None:
        """Let pages say why they are not as the files are now."""
        self._problems = tuple(problems)

    @property
    def edition(self) -> str:
        """The site that is shown: another name after each change, and after each start."""
        return f"{self._run}-{self._edition}"

    def state(self) -> bytes:
        """The answer to a page that asks."""
        return json.dumps({"edition": self.edition, "problems": self._problems}).encode()


def _require_loopback(host: str) -> None:
    try:
        reached = not ip_address(host).is_loopback
    except ValueError:
        reached = host.lower() != "localhost"
    if reached:
        message = f'the preview is for this machine alone, and "{host}" is an address for others'
        hint = "leave --dev-addr out, or write 127.0.0.1:8001; for others, build and publish"
        raise BuildFailed([Problem("address", message, Span("--dev-addr"), hint)])


class _Handler(SimpleHTTPRequestHandler):
    """Answers with files of the site, never with what lies outside it or with a list of a folder."""

    server: LiveServer

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for what people wrote."""

    def end_headers(self) -> None:
        """Let nothing be kept: the next answer may be another."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Answer the first part; give what is to be sent after it."""
        if self.headers.get("Host", "").lower() not in self.server.names:  # a page of elsewhere, by a name of its own
            self.send_error(HTTPStatus.FORBIDDEN, "this preview is for this machine alone")
            return None
        path = urlsplit(self.path).path
        if path.startswith(OURS):
            return self._ours(path.removeprefix(OURS))
        with self.server.swapping:
            file = Path(self.translate_path(self.path))
            if not file.resolve().is_relative_to(Path(self.directory).resolve()):
                return self._not_there()
            if file.is_dir() and path.endswith("/"):
                file /= "index.html"
            if file.is_file() and file.suffix == ".html":
                return self._page(file.read_bytes())
            if not file.exists():
                return self._not_there()
            return super().send_head()

    def list_directory(self, path: Any) -> None:
        """Folders are not listed."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def _ours(self, name: str) -> io.BytesIO | None:
        if name == "state":
            return self._sent(self.server.state(), "application/json")
        if name == "reload.js":
            return self._sent(_SCRIPT.read_bytes(), "text/javascript; charset=utf-8")
        return self._not_there()

    def _not_there(self) -> io.BytesIO:
        return self._page(_NOT_THERE, HTTPStatus.NOT_FOUND)

    def _page(self, page: bytes, status: HTTPStatus = HTTPStatus.OK) -> io.BytesIO:
        """A page that asks for its state."""
        script = f'<script src="{OURS}reload.js" data-edition="{self.server.edition}" defer></script>'.encode()
        page = _HEAD_END.sub(lambda end: script + end[0], page, count=1)
        return self._sent(page, "text/html; charset=utf-8", status)

    def _sent(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> io.BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)
