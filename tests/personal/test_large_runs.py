"""Runs for many people: equal parts, room and time told beforehand, nothing held that grows with their number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from conftest import Project
from test_copying import books, press, ready, run  # noqa: F401 - two of them are fixtures

from mentorkit.personal import copies, lettering
from mentorkit.personal.copy_writing import CopyWriter
from mentorkit.personal.disk_forecast import Forecast, Needs, room_of
from mentorkit.personal.large_runs import Pace, share
from mentorkit.workbooks.layout.set_lines import SetLines
from mentorkit.workspace.layers import Layers
from mentorkit.workspace.private_folder import PrivateFolder

FREE = "42 GB are free"


@pytest.fixture
def large(ready: Project, monkeypatch: pytest.MonkeyPatch) -> Project:  # noqa: F811
    """A workspace in which five copies are many."""
    monkeypatch.setattr(copies, "LARGE", 3)
    _free(monkeypatch, 42 * 10**9)
    return ready


def _free(monkeypatch: pytest.MonkeyPatch, size: int, files: int | None = None) -> None:
    monkeypatch.setattr(copies, "free_room", lambda _: (size, files))


def test_a_large_run_says_what_it_needs_and_not_whose_copies_they_are(large: Project) -> None:
    whole = ["HERE: 5 made, 0 kept", "No problems. Everybody has a copy."]
    steps = [f"[{number}/5] copies" for number in range(1, 6)]
    assert run(large, quiet=False) == [f"5 copies to make, which take about 82 kB; {FREE}", *steps, *whole]
    assert len(books(large)) == 5
    assert run(large, quiet=False)[-2] == "HERE: 0 made, 5 kept"


def test_only_what_was_measured_is_in_memory_when_the_first_copy_is_made(
    large: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There may be a thousand kinds of copies: groups, time zones and languages multiply."""
    write, held = CopyWriter.write, list[tuple[str, bool]]()

    def writing(self: CopyWriter, plan: Any, **more: Any) -> Any:
        held.extend((one.alike.role, "books" in vars(one)) for one, _ in plan)
        return write(self, plan, **more)

    monkeypatch.setattr(CopyWriter, "write", writing)
    assert run(large) == []
    assert held == [("mentee", True), ("mentee", False), ("mentor", True)]


def test_a_disk_without_room_is_told_before_anything_is_made(large: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    _free(monkeypatch, 50_000)
    needed = "5 copies to make, which take about 82 kB; 50 kB are free"
    hint = "make room, name a folder on another disk with --into, make a part with --shard 1/8, or go on until the disk is full with --ignore-space"
    assert run(large) == [f"HERE  error  {needed}  [disk-space]", f"    {hint}", "1 error. Nothing was written."]
    assert books(large) == {}
    assert run(large, "--ignore-space") == []
    assert len(books(large)) == 5


def test_a_disk_that_takes_no_more_files_is_told_before_anything_is_made(
    large: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where copies are small, a disk has no place for another file long before it is full."""
    _free(monkeypatch, 42 * 10**9, files=19)
    message = "5 copies to make, of 20 files and folders; this disk takes 19 more"
    assert run(large)[0] == f"HERE  error  {message}  [disk-space]"
    assert books(large) == {}
    _free(monkeypatch, 42 * 10**9, files=20)
    assert run(large) == []


def test_copies_in_place_of_older_ones_need_room_for_what_is_more(
    large: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(large)
    _free(monkeypatch, 20_000)
    large.write("templates/print/names.css", ".name { color: red }")
    said = run(large, quiet=False)
    assert said[0] == "5 copies to make, all in place of older ones, which take about 16 kB more; 20 kB are free"
    assert said[-2] == "HERE: 5 made, 0 kept"


def test_of_very_many_folders_of_nobody_a_few_are_named(ready: Project) -> None:  # noqa: F811
    large = [f"mentee,Ada {chr(ord('A') + number)},," for number in range(12)]
    ready.write("people.csv", "\n".join(("role,name,partner,group", *large)))
    run(ready)
    ready.write("people.csv", "role,name,partner,group\nmentee,Zoë,Carl,Evening\n")
    named = [
        f"HERE/mentee-ada-{one} is of nobody in the table; delete it if it is not needed" for one in "abcdefghijkl"
    ]
    assert run(ready) == [*named[:5], "7 more folders there are of nobody in the table; --verbose names them all"]
    assert run(ready, "--verbose")[-len(named) :] == named
    (ready.root / "private/acme/lead/mentee-ada-a").rename(ready.root / "away-a")
    (ready.root / "private/acme/lead/mentee-ada-b").rename(ready.root / "away-b")
    assert run(ready) == named[2:]


def test_a_run_that_was_ended_goes_on_where_it_was(large: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    put, written = PrivateFolder.put, list[str]()

    def ended(self: PrivateFolder, name: str, made_from: str, files: Mapping[str, bytes]) -> None:
        if len(written) == 2:
            raise KeyboardInterrupt
        written.append(name)
        put(self, name, made_from, files)

    with monkeypatch.context() as patch:
        patch.setattr(PrivateFolder, "put", ended)
        table = str(large.root / "people.csv")
        assert large.run("personalise", "acme/lead", table, "--quiet").exit_code == 1
    assert sorted({path.partition("/")[0] for path in books(large)}) == sorted(written)
    said = run(large, quiet=False)
    assert said[0] == f"3 copies to make, which take about 49 kB; {FREE}"
    assert said[-2] == "HERE: 3 made, 2 kept"


def test_parts_of_the_people_are_together_everybody(ready: Project) -> None:  # noqa: F811
    first = run(ready, "--shard", "1/2", quiet=False)
    part = books(ready)
    second = run(ready, "--shard", "2/2", quiet=False)
    assert [said[-2] for said in (first, second)] == ["HERE: 3 made, 0 kept", "HERE: 2 made, 0 kept"]
    assert not [line for line in (*first, *second) if "is of nobody" in line]
    together = books(ready)
    assert len(part) == 3
    assert len(together) == 5
    assert run(ready, quiet=False)[-2] == "HERE: 0 made, 5 kept"


def test_parts_do_not_depend_on_the_order_of_the_table(ready: Project) -> None:  # noqa: F811
    run(ready, "--shard", "1/3")
    table = ready.root / "people.csv"
    head, *rows = table.read_text("utf-8").splitlines()
    table.write_text("\n".join([head, *reversed(rows)]) + "\n", "utf-8")
    run(ready, "--shard", "2/3")
    run(ready, "--shard", "3/3")
    assert len(books(ready)) == 5


def test_one_copy_is_told_as_one() -> None:
    forecast = Forecast(Needs(copies=1, most=5_300_000), 10**9)
    assert str(forecast) == "1 copy to make, which takes about 5.3 MB; 1 GB are free"


def test_what_is_replaced_counts_at_the_difference() -> None:
    """One older copy at a time is still there while the new one is written beside it."""
    needs, small, large = Needs(), (4096,), (4096, 8192)
    for old in (large, large, small, ()):
        needs.add(large, old)
    assert (needs.copies, needs.replaced, needs.bytes_more, needs.files) == (4, 3, 28_672, 5)
    assert needs.most == 28_672, "the last is new, and larger than what any other takes while both are there"
    needs.add(small, large)
    assert (needs.most, needs.bytes_more) == (40_960, 20_480), "less in the end, but not at once"
    assert str(Forecast(needs, 10**9)) == (
        "5 copies to make, 4 of them in place of older ones, which take about 41 kB more; 1 GB are free"
    )


@pytest.mark.parametrize(("people", "of"), [(7, 3), (2, 5), (100_000, 8)])
def test_parts_are_disjoint_and_equal(people: int, of: int) -> None:
    everybody = range(people)
    parts = [share(everybody, number, of) for number in range(1, of + 1)]
    assert [one for part in parts for one in part] == [*everybody]
    assert {len(part) for part in parts} <= {people // of, people // of + 1}


def test_the_time_of_the_others_is_told_once_by_that_of_the_first() -> None:
    moments, said = iter(range(0, 100, 2)), list[str]()
    pace = Pace(12_050, said.append, lambda: float(next(moments)))
    for _ in range(60):
        pace.step()
    assert said == ["the other 12,000 take about 8 min"]


def test_files_take_whole_blocks() -> None:
    assert room_of([1, 4097, 0]) == 5 * 4096


def test_only_so_many_names_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lettering, "_REMEMBERED", 2)
    set_anew = list[str]()

    def lay_out(html: str, _css: str, _layers: Any) -> SetLines:
        set_anew.append(html.partition("<bdi>")[2].partition("<")[0])
        return SetLines(b"", (), {}, frozenset())

    typesetter = lettering.Typesetter("", Layers(()), lay_out)
    for name in ("Ada", "Bob", "Ada", "Eve", "Ada", "Bob"):
        typesetter.set(name)
    assert set_anew == ["Ada", "Bob", "Eve", "Bob"]
