"""The browser of the person who started a studio, without a browser, for tests of what is posted."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from difflib import unified_diff
from typing import Any

from conftest import LEAD, Project
from starlette.testclient import TestClient

from mentorkit.studio.studio_app import Studio
from mentorkit.studio.studio_routes import application

ADDRESS = "http://127.0.0.1:8770"


@dataclass
class Person:
    """Opens pages and posts forms as a browser would, with all that a form holds."""

    project: Project
    client: TestClient

    @classmethod
    def at(cls, project: Project) -> Person:
        """Somebody who has opened the studio of this workspace."""
        studio = Studio(project.root / "mkdocs.yml")
        client = TestClient(application(studio, 8770, "token"), base_url=ADDRESS, follow_redirects=False)
        client.get("/?token=token")
        return cls(project, client)

    def page(self, address: str) -> str:
        """A page of acme/lead."""
        answer = self.client.get(f"/p/acme/lead/{address}")
        assert answer.status_code == 200, answer.text
        return str(answer.text)

    def seen(self, address: str) -> dict[str, list[str]]:
        """The inputs of a page's form as they were sent, without its buttons."""
        form = re.search(r"<form[^>]*data-task.*?</form>", self.page(address), re.DOTALL)
        assert form
        return inputs(form[0])

    def posts(
        self, address: str, *, script: bool = False, seen: dict[str, list[str]] | None = None, **typed: Any
    ) -> Any:
        """Post the form of a page with some inputs typed over."""
        data = dict(self.seen(address) if seen is None else seen)
        for name, value in typed.items():
            data[name] = value if isinstance(value, list) else [value]
        headers = {"origin": ADDRESS} | ({"accept": "application/json"} if script else {})
        return self.client.post(f"/p/acme/lead/{address}", data=data, headers=headers)

    @property
    def text(self) -> str:
        """The programme's file."""
        return (self.project.root / LEAD).read_bytes().decode("utf-8")


def inputs(form: str) -> dict[str, list[str]]:
    """The names and values of the inputs in a piece of a page."""
    found: dict[str, list[str]] = {}
    for tag in re.finditer(
        r"<(input|textarea|select)\b([^>]*)>(.*?)(?=<(?:input|textarea|select)\b|\Z)", form, re.DOTALL
    ):
        kind, attributes, rest = tag.groups()
        name = re.search(r'\bname="([^"]*)"', attributes)
        if name is None or (re.search(r'type="(radio|checkbox)"', attributes) and " checked" not in attributes):
            continue
        value = re.search(r'\bvalue="([^"]*)"', attributes)
        said = value[1] if value else ""
        if kind == "textarea":
            said = rest.split("</textarea>")[0].removeprefix("\n")
        elif kind == "select":
            chosen = re.search(r'<option value="([^"]*)" selected>', rest.split("</select>")[0])
            said = chosen[1] if chosen else ""
        found.setdefault(html.unescape(name[1]), []).append(html.unescape(said))
    return found


def changed(before: str, after: str) -> list[str]:
    """The lines that differ, those of before with -, those of after with +."""
    lines = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]
