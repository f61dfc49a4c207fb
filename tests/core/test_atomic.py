"""Files and folders are replaced in one step: what is killed or fails leaves the old one."""

from pathlib import Path

import pytest

from mentorkit.core.atomic import replace_folder, replacing, restore_folder, write_file


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("content", ["grüße\n", "grüße\n".encode()])
def test_a_file_is_replaced_with_the_folders_above_it(tmp_path: Path, content: str | bytes) -> None:
    file = tmp_path / "new/folder/notes.txt"
    write_file(file, b"old")
    write_file(file, content)
    assert file.read_bytes() == "grüße\n".encode()
    assert names(file.parent) == ["notes.txt"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_what_ends_half_way_leaves_the_old_file_alone(tmp_path: Path, error: type[BaseException]) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("old", "utf-8")

    def half() -> None:
        with replacing(file) as new:
            new.write_text("ne", "utf-8")
            raise error

    with pytest.raises(error):
        half()
    assert file.read_text("utf-8") == "old"
    assert names(tmp_path) == ["notes.txt"]


def test_what_a_killed_process_left_is_gone_after_the_next(tmp_path: Path) -> None:
    (tmp_path / ".notes.txt.new").write_text("half of what was lo", "utf-8")
    write_file(tmp_path / "notes.txt", "short")
    assert (tmp_path / "notes.txt").read_text("utf-8") == "short"
    assert names(tmp_path) == ["notes.txt"]


def test_nothing_is_written_through_a_link_that_lies_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.txt").write_text("theirs", "utf-8")
    (tmp_path / ".notes.txt.new").symlink_to(tmp_path / "elsewhere.txt")
    write_file(tmp_path / "notes.txt", "mine")
    assert (tmp_path / "elsewhere.txt").read_text("utf-8") == "theirs"
    assert not (tmp_path / "notes.txt").is_symlink()


def folder(path: Path, text: str) -> Path:
    path.mkdir(parents=True)
    (path / "page.txt").write_text(text, "utf-8")
    return path


def test_a_folder_is_replaced_and_nothing_else_stays(tmp_path: Path) -> None:
    place, aside = tmp_path / "site/lead", tmp_path / "own/old"
    for text in ("one", "two"):
        replace_folder(folder(tmp_path / "new", text), place, aside)
        assert (place / "page.txt").read_text("utf-8") == text
        assert names(tmp_path) == (["site"] if text == "one" else ["own", "site"])
    assert names(tmp_path / "own") == []


@pytest.mark.parametrize("renames", [0, 1])
def test_a_replacement_killed_at_any_moment_is_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, renames: int
) -> None:
    place, aside = folder(tmp_path / "lead", "one"), tmp_path / "old"
    new, rename, left = folder(tmp_path / "new", "two"), Path.rename, [renames]

    def killed(self: Path, target: Path) -> Path:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", killed)
    with pytest.raises(KeyboardInterrupt):
        replace_folder(new, place, aside)
    monkeypatch.undo()
    restore_folder(place, aside)
    assert (place / "page.txt").read_text("utf-8") == "one"
    assert not aside.exists()


def test_nothing_is_put_back_over_what_stands_there(tmp_path: Path) -> None:
    place = folder(tmp_path / "lead", "two")
    restore_folder(place, folder(tmp_path / "old", "one"))
    assert (place / "page.txt").read_text("utf-8") == "two"
