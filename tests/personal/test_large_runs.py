"""Runs for many people: equal parts, room and time told beforehand, nothing held that grows with their number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from conftest import Project
from test_copying import books, press, ready, run  # noqa: F401 - two of them are fixtures

from mentorkit.personal import copies, large_runs, lettering
from mentorkit.personal.large_runs import Pace, amount, room_of, share
from mentorkit.workbooks.layout.set_lines import SetLines
from mentorkit.workspace.layers import Layers
from mentorkit.workspace.private_folder import PrivateFolder

FREE = "42.0 GB are free"


@pytest.fixture
def large(ready: Project, monkeypatch: pytest.MonkeyPatch) -> Project:  # noqa: F811
    """A workspace in which five copies are many."""
    monkeypatch.setattr(copies, "LARGE", 3)
    _free(monkeypatch, 42 * 10**9)
    return ready


def _free(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(
        large_runs.Forecast, "of", classmethod(lambda cls, copies, needed, _: cls(copies, needed, size))
    )


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
    make, held = copies._make, list[tuple[str, bool]]()

    def making(rounds: Any, *given: Any, **more: Any) -> Any:
        held.extend((one.alike.role, "books" in vars(one)) for one, _ in rounds)
        return make(rounds, *given, **more)

    monkeypatch.setattr(copies, "_make", making)
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
    assert str(large_runs.Forecast(1, 5_300_000, 10**9)) == "1 copy to make, which takes about 5.3 MB; 1.0 GB are free"


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


def test_amounts_are_read_by_people() -> None:
    assert [amount(size) for size in (2_345_000_000_000, 2_350_000_000, 12_340_000, 82_000)] == [
        "2,345.0 GB", "2.4 GB", "12.3 MB", "82 kB",
    ]  # fmt: skip
    assert room_of([b"1", b"2" * 4097]) == 5 * 4096


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
