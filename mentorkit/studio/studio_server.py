"""The server of the studio: an address of this machine alone, which the browser is sent to, until it is ended."""

from __future__ import annotations

import os
import secrets
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.studio.studio_app import Studio
from mentorkit.studio.studio_routes import application

HOST = "127.0.0.1"
PORT = 8770
"""The usual port: browsers keep what was typed by the address, so the same one is taken each time where it is free."""
_TRIES = 20


def run(config: Path, port: int, *, say: Callable[[str], None], open_browser: bool, language: str = "") -> None:
    """Serve the studio of a workspace until Ctrl+C, or its own button. With port 0, a free one is found.

    It speaks `language`, until another is chosen in it; without one, that of each programme.

    Raises BuildFailed where the workspace cannot be opened, or the port cannot be had.
    """
    listening = _listening(port)
    port = listening.getsockname()[1]
    token, once = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    studio = Studio(config, kept={"language": language})
    workspace = studio.workspace()
    server = _server(studio, port, token, once)
    address = f"http://{HOST}:{port}/?token={token}"
    say(f"The studio of {workspace.root} runs at\n\n    {address}\n\nIt is for you alone; end it with Ctrl+C.")
    if open_browser:
        webbrowser.open(
            f"http://{HOST}:{port}/?token={once}"
        )  # a command line, which other people of this machine can read
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:  # uvicorn has ended by then
        pass
    finally:
        listening.close()
        studio.close()
    say("The studio has ended. Everything that was saved is in your files.")


def _server(studio: Studio, port: int, token: str, once: str) -> uvicorn.Server:
    server = uvicorn.Server(
        uvicorn.Config(
            application(studio, port, token, once),
            log_config=None,
            access_log=False,
            server_header=False,
            http="h11",
            ws="none",
            lifespan="off",
            timeout_graceful_shutdown=2,
        )
    )

    def end() -> None:
        server.should_exit = True

    studio.end = end
    return server


def _listening(port: int) -> socket.socket:
    """A socket on a port: the one that is asked for or, where none is, the first that is free from the usual one on."""
    tries = [port] if port else [*range(PORT, PORT + _TRIES), 0]
    for one in tries:
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(os.name == "posix"))
        try:
            listening.bind((HOST, one))
            listening.listen()  # before that, another studio that begins now can bind the same port
        except OSError as error:
            listening.close()
            if one != tries[-1]:
                continue
            message = f"port {one} of this machine cannot be used: {error.strerror}"
            hint = "end what uses it, or leave --port out"
            raise BuildFailed([Problem("address", message, Span("--port"), hint)]) from error
        else:
            return listening
    raise AssertionError("the last try returns or raises")
