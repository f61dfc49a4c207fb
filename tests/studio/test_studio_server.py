"""The address of the studio: a port that no other studio has."""

from __future__ import annotations

from contextlib import closing

from mentorkit.studio.studio_server import _listening


def test_studios_that_begin_at_the_same_time_have_different_ports() -> None:
    with closing(_listening(0)) as one, closing(_listening(0)) as other:
        assert one.getsockname()[1] != other.getsockname()[1]
