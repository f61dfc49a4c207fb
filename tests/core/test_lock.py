"""One process at a time: the next one waits, or is refused."""

from pathlib import Path

import pytest

from mentorkit.core.lock import locked


def test_who_comes_second_is_told_and_may_refuse_to_wait(tmp_path: Path) -> None:
    def refuse() -> None:
        raise RuntimeError("taken")

    file = tmp_path / "own/lock"
    with locked(file, refuse):
        with pytest.raises(RuntimeError, match="taken"), locked(file, refuse):
            pass
        with pytest.raises(RuntimeError, match="taken"), locked(file, refuse):
            pass
    with locked(file, refuse):
        pass  # it is free again, also after somebody was refused
