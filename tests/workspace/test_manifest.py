"""A record that was damaged is told or counts as unknown, whatever happened to it: nothing is lost by it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from mentorkit.build.publishing import put_in_folder
from mentorkit.core.problems import BuildFailed
from mentorkit.workspace import site_folder
from mentorkit.workspace.manifest import Manifest
from mentorkit.workspace.private_folder import PrivateFolder

WRITTEN = Manifest("k", {"index.html": "d1"}, {"index.html": "d0", "gone.html": "d2"}, {"index.html": [3, 5]})
DAMAGED = {
    "empty": "",
    "truncated": '{"key": "k", "new": {"index.ht',
    "a list": "[]",
    "a text": '"key"',
    "nothing": "null",
    "a number for the key": '{"key": 1}',
    "a list of files": '{"key": "k", "new": ["index.html"]}',
    "a list for the time before": '{"key": "k", "old": [["index.html", "d0"]]}',
    "a number for a digest": '{"key": "k", "new": {"index.html": 1}}',
    "a text for a size": '{"key": "k", "new": {}, "seen": {"index.html": "3"}}',
    "a truth for a size": '{"key": "k", "new": {}, "seen": {"index.html": [true, 5]}}',
    "a name that leads out": '{"key": "k", "new": {"../index.html": "d1"}}',
    "a whole path as a name": '{"key": "k", "old": {"/etc/passwd": "d1"}}',
    "no UTF-8": b'{"key": "\xff"}',
    "without end": "[" * 100_000,
}
damaged = pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED.keys())


def put(file: Path, text: str | bytes) -> None:
    file.write_bytes(text.encode() if isinstance(text, str) else text)


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    WRITTEN.write(tmp_path / "own/lead.json")
    assert Manifest.read(tmp_path / "own/lead.json") == WRITTEN


@damaged
def test_a_damaged_manifest_knows_nothing(tmp_path: Path, text: str | bytes) -> None:
    put(tmp_path / "lead.json", text)
    assert Manifest.read(tmp_path / "lead.json") == Manifest()


@pytest.mark.parametrize("make", [lambda path: None, Path.mkdir], ids=["none", "a folder"])
def test_no_manifest_knows_nothing(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "lead.json")
    assert Manifest.read(tmp_path / "lead.json") == Manifest()


def built(site: Path, text: str = "one") -> Path:
    """Build a portal as a build does, and return its manifest."""
    (site_folder.new_folder(site, "acme/lead") / "index.html").write_text(text, "utf-8")
    site_folder.refuse_foreign(site, "acme/lead")
    site_folder.swap_in(site, "acme/lead", "key")
    return site / ".mentorkit/acme/lead.json"


@damaged
def test_a_site_with_a_damaged_manifest_is_refused(tmp_path: Path, text: str | bytes) -> None:
    put(built(tmp_path), text)
    assert not site_folder.holds(tmp_path, "acme/lead", "key")
    with pytest.raises(BuildFailed) as failed:
        built(tmp_path, "two")
    assert [(one.rule, one.message, one.at.file) for one in failed.value.problems] == [
        ("not-ours", 'this folder holds "index.html", which no build wrote', str(tmp_path / "acme/lead"))
    ]
    assert (tmp_path / "acme/lead/index.html").read_text("utf-8") == "one"


@damaged
def test_a_private_folder_with_a_damaged_manifest_is_refused(tmp_path: Path, text: str | bytes) -> None:
    folder = PrivateFolder(tmp_path)
    folder.put("mentee-ada", "key", {"workbook.pdf": b"one"})
    assert folder.has("mentee-ada", "key")
    assert not folder.foreign("mentee-ada")
    put(tmp_path / ".personal/made/mentee-ada.json", text)
    assert not folder.has("mentee-ada", "key")
    assert folder.foreign("mentee-ada") == "mentee-ada/workbook.pdf"


def one_byte_off(data: bytes) -> Iterator[bytes]:
    """Every record that one byte sets apart from this one, as far as bytes differ in what they do to JSON."""
    for place in range(len(data)):
        yield data[:place] + data[place + 1 :]
        for byte in b'\x00"[{}],:0a\\\xff':
            yield data[:place] + bytes([byte]) + data[place + 1 :]


@pytest.mark.slow
def test_one_byte_less_or_another_one_ends_no_build_in_a_traceback(tmp_path: Path) -> None:
    file = built(tmp_path)
    for data in one_byte_off(file.read_bytes()):
        file.write_bytes(data)
        site_folder.holds(tmp_path, "acme/lead", "key")
        with suppress(BuildFailed):
            site_folder.refuse_foreign(tmp_path, "acme/lead")


MARKS = {"lead": "0f0f", "grow": "a1a1"}
WRONG_MARKS = {
    name: DAMAGED[name] for name in ("empty", "truncated", "a list", "nothing", "no UTF-8", "without end")
} | {
    "a number for a mark": '{"lead": 1}',
    "a list for a mark": '{"lead": ["0f0f"]}',
}


@pytest.mark.parametrize("text", WRONG_MARKS.values(), ids=WRONG_MARKS.keys())
@pytest.mark.parametrize("beside_others", [False, True])
def test_nothing_is_published_where_nobody_can_tell_whose_portals_are_there(
    tmp_path: Path, text: str | bytes, *, beside_others: bool
) -> None:
    (tmp_path / "built").mkdir()
    (tmp_path / "built/index.html").write_text("new", "utf-8")
    record = tmp_path / "www/.mentorkit/.clients"
    record.parent.mkdir(parents=True)
    put(record, text)
    before = record.read_bytes()
    with pytest.raises(BuildFailed) as failed:
        put_in_folder(tmp_path / "built", "acme/lead", tmp_path / "www/lead", beside_others=beside_others)
    (problem,) = failed.value.problems
    assert (problem.rule, problem.at.file) == ("other-client", str(record))
    assert problem.message == "this record is damaged, and nothing else says whose portals are published here"
    assert problem.hint == "look whose they are; where all may be here, delete this file"
    assert record.read_bytes() == before
    assert not (tmp_path / "www/lead").exists()


def test_one_byte_off_in_the_record_of_clients_is_told_or_read(tmp_path: Path) -> None:
    record = tmp_path / ".mentorkit/.clients"
    record.parent.mkdir()
    for data in one_byte_off(json.dumps(MARKS).encode()):
        record.write_bytes(data)
        with suppress(BuildFailed):
            site_folder.clients(tmp_path)


def test_a_record_that_names_no_file_is_of_nothing(tmp_path: Path) -> None:
    put(built(tmp_path), '{"key": "key"}')
    shutil.rmtree(tmp_path / "acme/lead")
    assert not site_folder.holds(tmp_path, "acme/lead", "key")
    folder = PrivateFolder(tmp_path / "private")
    folder.put("mentee-ada", "key", {"a.pdf": b"a"})
    assert folder.has("mentee-ada", "key")
    put(tmp_path / "private/.personal/made/mentee-ada.json", '{"key": "key"}')
    shutil.rmtree(tmp_path / "private/mentee-ada")
    assert not folder.has("mentee-ada", "key")
