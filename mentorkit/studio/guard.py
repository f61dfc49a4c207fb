"""The guard of the studio: nobody but the person at this machine, in a page of the studio itself, is answered.

Others on this machine, pages of elsewhere that know the address, and names that lead here (DNS rebinding) are refused
before anything is read. The token of the first address becomes a cookie at once, and stands in no page.
"""

from __future__ import annotations

import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mentorkit.language.catalogue import Words
from mentorkit.studio.form_fields import _
from mentorkit.studio.spoken_language import of_browser, spoken

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-src 'self' http://127.0.0.1:*; frame-ancestors 'none'; base-uri 'none'"
)
"""The Content-Security-Policy of every answer that has none of its own. Frames show the preview, a server of this machine."""

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",  # with no-referrer, forms would be sent from the origin "null"
    "X-Content-Type-Options": "nosniff",
}

FORMS = ("application/x-www-form-urlencoded", "application/json", "multipart/form-data")
"""The kinds of bodies that are read."""
MOST, MOST_UPLOADED = 2_000_000, 32_000_000
"""Bytes of a body: texts of a form, and one with files."""

_REFUSED = _("The studio answers only the person who started it. Open the address that it printed when it started.")
_UNKNOWN = _("The studio knows no such request.")
TOO_LARGE = _("This is more than can be sent at once.")


class Guard:
    """Answers in place of the application whatever it should never see. `token` opens the door once per browser.

    `once` opens it a single time: it is for the command line of a browser, which everybody on this machine can read.
    """

    def __init__(self, app: ASGIApp, port: int, token: str, once: str = "") -> None:
        self.app, self.once = app, once
        self.token, self.session = token, secrets.token_urlsafe(32)
        self.hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}
        self.cookie = f"mentorkit-studio-{port}"  # browsers send the cookies of a host to each of its ports

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the application answer, with the headers of the studio."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # nothing here speaks another way
            await send({"type": "websocket.close", "code": 1008})
            return
        answer = self._refusal(scope) or self._let_in(scope)
        if answer:
            await answer(scope, receive, _with_headers(send))
            return
        kind = _media_type(Headers(scope=scope))
        limited = _Limited(receive, MOST_UPLOADED if kind == "multipart/form-data" else MOST)
        await self.app(scope, limited, _with_headers(send))

    def _refusal(self, scope: Scope) -> Response | None:
        """The answer to what does not come from a page of the studio, or is of a kind that it does not know."""
        headers, method = Headers(scope=scope), scope["method"]
        host = headers.get("host", "").lower()
        if host not in self.hosts or len(headers.getlist("host")) != 1:
            return _refuse(403, scope)
        origin = headers.get("origin")
        if (origin is not None and origin != f"http://{host}") or (origin is None and method not in ("GET", "HEAD")):
            return _refuse(403, scope)
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return _refuse(403, scope)
        if method not in ("GET", "HEAD", "POST"):
            return _refuse(405, scope)
        return _body_refusal(scope, headers) if method == "POST" else None

    def _let_in(self, scope: Scope) -> Response | None:
        """None for whoever has the cookie; else its answer to the token, or the refusal."""
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in asked if name == "token"]
        if given and scope["method"] == "GET":
            if len(given) != 1 or not (self._opens(given[0]) or _same(self._shown(scope), self.session)):
                return _refuse(403, scope)
            rest = urlencode([(name, value) for name, value in asked if name != "token"])
            path = "/" + scope["path"].lstrip("/\\")
            answer = RedirectResponse(f"{urlsplit(path).path}?{rest}" if rest else path, status_code=303)
            answer.set_cookie(self.cookie, self.session, httponly=True, samesite="strict")
            return answer
        return None if _same(self._shown(scope), self.session) else _refuse(403, scope)

    def _opens(self, given: str) -> bool:
        """Whether this opens the door; what opens it once does not again."""
        if self.once and _same(given, self.once):
            self.once = ""
            return True
        return _same(given, self.token)

    def _shown(self, scope: Scope) -> str:
        """The value of our cookie in a request."""
        try:
            cookies = SimpleCookie("; ".join(Headers(scope=scope).getlist("cookie")))
        except CookieError:
            return ""
        return cookies[self.cookie].value if self.cookie in cookies else ""


def _same(given: str, secret: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8", "surrogatepass"), secret.encode())


def _refuse(status: int, scope: Scope) -> Response:
    """Why a request is not answered, in the language of its browser."""
    said = {405: _UNKNOWN, 413: TOO_LARGE}.get(status, _REFUSED)
    return PlainTextResponse(Words(spoken(of_browser(HTTPConnection(scope)))).gettext(said), status)


def _media_type(headers: Headers) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _body_refusal(scope: Scope, headers: Headers) -> Response | None:
    """The answer to a body that is too large, or is no form."""
    kind, length = _media_type(headers), headers.get("content-length", "0")
    if kind not in FORMS:
        return _refuse(415, scope)
    if not (length.isascii() and length.isdigit()) or int(length) > (
        MOST_UPLOADED if kind == "multipart/form-data" else MOST
    ):
        return _refuse(413, scope)
    return None


class BodyTooLarge(Exception):
    """More was sent than was announced."""


class _Limited:
    """Hands on a body up to a number of bytes, whatever its length was said to be."""

    def __init__(self, receive: Receive, most: int) -> None:
        self.receive, self.left = receive, most

    async def __call__(self) -> Message:
        message = await self.receive()
        self.left -= len(message.get("body", b""))
        if self.left < 0:
            raise BodyTooLarge
        return message


def _with_headers(send: Send) -> Send:
    """Send with the headers of the studio, where an answer has not its own."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sent
