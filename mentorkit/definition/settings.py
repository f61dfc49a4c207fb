"""What a workspace's `mkdocs.yml` says to MentorKit, under `extra.mentorkit`."""

from __future__ import annotations

from mentorkit.definition.base import Authored, Lines, YesNo


class Settings(Authored):
    """How this workspace is built."""

    libraries: Lines = ()
    """Folders with shared content and templates, nearest first, relative to the `mkdocs.yml`."""
    allow_html: YesNo = False
    """Whether HTML in Markdown is let through; otherwise it is shown as it is written."""
