"""A store on an HTTP server that answers GET and PUT, as the remote caches of build systems are.

The server is not trusted: redirects are not followed, every request has a time limit, and no more bytes are read than were
put there.
"""

from __future__ import annotations

import http.client
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from socket import SHUT_RDWR, socket
from typing import Any
from urllib.parse import urlsplit

from mentorkit.build.cache_store import BLOBS, PATIENCE, SLOWEST, InvalidContent, StoreReadOnly, StoreUnavailable

_IDLE = 30.0
"""Seconds after which a connection is not used again."""
_USUAL = 1.0
"""Seconds after which an answer is slow. Three times the patience is spent on slow answers, and no more."""
_NOT_TAKEN = (
    http.client.UNAUTHORIZED, http.client.FORBIDDEN, http.client.METHOD_NOT_ALLOWED,
    http.client.REQUEST_ENTITY_TOO_LARGE, http.client.INSUFFICIENT_STORAGE,
)  # fmt: skip
"""What a server answers to PUT that can still be read from."""
_MANY = 100_000
"""Digests of sent blobs that are remembered, some megabytes."""
_PART = 1 << 16
_AGAIN = 0.1
"""Seconds between two attempts to end a connection: while one is set up, there is nothing yet that could be ended."""


@dataclass(frozen=True, slots=True)
class _Response:
    status: int
    body: bytes
    whole: bool
    """Whether the body is complete, and within its limit."""


class HttpStore:
    """A store at `ADDRESS/ac/NAME` and `ADDRESS/cas/DIGEST`. Threads can use it at once.

    `authorization` is the value of the header of that name; empty for none.
    """

    def __init__(self, address: str, authorization: str = "") -> None:
        self.address, self._authorization = address, authorization
        parts = urlsplit(address)
        self._host, self._port, self._path = parts.hostname or "", parts.port, parts.path.rstrip("/")
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None
        self._own = threading.local()
        self._sent: set[str] = set()
        self._waited = 0.0  # seconds beyond those that answers take as a rule

    @property
    def place(self) -> str:
        """The address; see `Store`."""
        return self.address

    def __reduce__(self) -> tuple[Any, ...]:
        """Unpickle as the store of the process, whose connections stay open from task to task."""
        return http_store, (self.address, self._authorization)

    def get(self, kind: str, name: str, most: int) -> bytes | None:
        """Send GET; see `Store`."""
        answer = self._request("GET", kind, name, most)
        if answer.status == http.client.NOT_FOUND:
            return None
        if answer.status != http.client.OK:
            raise StoreUnavailable(_refusal(answer.status))
        if not answer.whole:
            raise InvalidContent
        return answer.body

    def put(self, kind: str, name: str, data: bytes) -> None:
        """Send PUT; see `Store`. A blob that this process has sent is not sent again."""
        if kind == BLOBS and name in self._sent:
            return
        answer = self._request("PUT", kind, name, _PART, data)
        if answer.status in _NOT_TAKEN:
            raise StoreReadOnly(_refusal(answer.status))
        if answer.status // 100 != 2:
            raise StoreUnavailable(_refusal(answer.status))
        if kind == BLOBS:
            if len(self._sent) >= _MANY:
                self._sent.clear()
            self._sent.add(name)

    def tidy(self) -> None:
        """Do nothing: servers delete old files by themselves."""

    def _request(self, verb: str, kind: str, name: str, most: int, data: bytes | None = None) -> _Response:
        """Send a request on the connection of this thread, and again on a new one where the server had closed it meanwhile."""
        used = self._close_idle()
        try:
            return self._exchange(verb, kind, name, most, data)
        except (ConnectionError, ssl.SSLEOFError, ssl.SSLZeroReturnError) as error:
            if not used:
                raise StoreUnavailable(_failure(error)) from None
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            raise StoreUnavailable(_failure(error)) from None
        try:
            return self._exchange(verb, kind, name, most, data)
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            raise StoreUnavailable(_failure(error)) from None

    def _exchange(self, verb: str, kind: str, name: str, most: int, data: bytes | None) -> _Response:
        connection = self._connection()
        headers = {"Authorization": self._authorization} if self._authorization else {}
        if data is not None:
            headers["Content-Type"] = "application/octet-stream"
        reads_on = False
        try:
            size, began = len(data) if data is not None else most if kind == BLOBS else 0, time.monotonic()
            with _no_longer_than(PATIENCE + size / SLOWEST, connection):
                connection.request(verb, f"{self._path}/{kind}/{name}", body=data, headers=headers)
                response = connection.getresponse()
                answer = _read(response, most)
                reads_on = answer.whole and not response.will_close
            self._count(time.monotonic() - began - size / SLOWEST)
            return answer
        finally:
            if not reads_on:
                connection.close()
                self._own.connection = None
            self._own.used = time.monotonic()

    def _close_idle(self) -> bool:
        """Close the connection of this thread after a pause; whether it is still open.

        Servers close idle connections after a minute, and some networks drop them without a word to either side.
        """
        connection = getattr(self._own, "connection", None)
        if connection and time.monotonic() - self._own.used > _IDLE:
            connection.close()
            connection = self._own.connection = None
        return connection is not None

    def _count(self, seconds: float) -> None:
        """Count the time that an answer took. Raises StoreUnavailable where answers are slow again and again."""
        self._waited += max(0.0, seconds - _USUAL)
        if self._waited > 3 * PATIENCE:
            self._waited = 0.0  # the next build asks it again
            raise StoreUnavailable("it answers so slowly that making everything here is quicker")

    def _connection(self) -> http.client.HTTPConnection:
        if getattr(self._own, "connection", None) is None:
            made: http.client.HTTPConnection
            if self._tls:
                made = http.client.HTTPSConnection(self._host, self._port, timeout=PATIENCE, context=self._tls)
            else:
                made = http.client.HTTPConnection(self._host, self._port, timeout=PATIENCE)
            self._own.connection = made
        return self._own.connection  # type: ignore[no-any-return]


@lru_cache(maxsize=4)
def http_store(address: str, authorization: str) -> HttpStore:
    """The store at this address, one in a process."""
    return HttpStore(address, authorization)


def _read(response: http.client.HTTPResponse, most: int) -> _Response:
    """Read a response of at most `most` bytes."""
    told, body = response.length, bytearray()
    most = most if response.status == http.client.OK else _PART  # an error page is not content
    if told is not None and told > most:
        return _Response(response.status, b"", whole=False)
    while len(body) <= most and (part := response.read1(_PART)):
        body += part
    response.close()  # or the connection could not be asked again
    whole = len(body) <= most and (told is None or len(body) == told)
    return _Response(response.status, bytes(body), whole)


@contextmanager
def _no_longer_than(seconds: float, connection: http.client.HTTPConnection) -> Iterator[None]:
    """Shut a connection down after so many seconds, whatever the server does. Raises TimeoutError then."""
    late, over = threading.Event(), threading.Event()

    def watch() -> None:
        if over.wait(seconds):
            return
        late.set()
        while not over.is_set():
            with suppress(OSError):  # it has been closed
                if open_socket := connection.sock:
                    socket.shutdown(open_socket, SHUT_RDWR)  # that of TLS would let the rest be sent in the clear
            over.wait(_AGAIN)

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    except (OSError, http.client.HTTPException):
        if late.is_set():
            raise TimeoutError from None
        raise
    finally:
        over.set()
    if late.is_set():
        raise TimeoutError


def _refusal(status: int) -> str:
    """What a status means to people, and what to do about it."""
    if 300 <= status < 400:
        return f"it sends on to another address ({status}), and is not followed there; name that address"
    if status in (http.client.UNAUTHORIZED, http.client.FORBIDDEN):
        return f"it refuses this machine ({status}); look at MENTORKIT_CACHE_TOKEN"
    if status == http.client.REQUEST_ENTITY_TOO_LARGE:
        return f"it takes no file of this size ({status}); nginx does with client_max_body_size"
    if status == http.client.CONFLICT:
        return f"it makes no folders for what is put into it ({status}); nginx does with create_full_put_path"
    return f"it answers {status} {http.client.responses.get(status, '')}".rstrip()


def _failure(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return f"it does not answer within {PATIENCE:g} seconds"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not valid here ({error.verify_message}); SSL_CERT_FILE names those of your own authority"
    if isinstance(error, OSError) and error.strerror:
        return f"it cannot be reached ({error.strerror})"
    if isinstance(error, UnicodeError):
        return "no server can have this name"
    return "it does not answer as an HTTP server does"
