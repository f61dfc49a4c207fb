"""Refusals of the machine in words: disks that are full or read-only, rights that are missing, memory that runs out."""

from __future__ import annotations

import errno
from dataclasses import replace

from mentorkit.core.problems import Problem, Span

_FREE = "make room, or name another folder; what was there before is there still"
_RIGHTS = "give yourself the right to it, or name another folder"
_WORDS = {
    errno.ENOSPC: ("there is no room left on this disk", _FREE),
    errno.EDQUOT: ("your share of this disk is used up", _FREE),
    errno.EFBIG: ("this file would be larger than files may be here", _FREE),
    errno.EROFS: ("this lies on a disk that can only be read", "name a folder on another disk"),
    errno.EACCES: ("you have no right to this file or folder", _RIGHTS),
    errno.EPERM: ("you have no right to this file or folder", _RIGHTS),
    errno.ENAMETOOLONG: ("this name is longer than names may be here", "write a shorter one"),
    errno.ENOENT: ("this is not there, and cannot be made", "see whether its folder is there"),
    errno.ENOTDIR: ("this would lie in a file, not in a folder", "move the file away, or name another folder"),
    errno.EISDIR: ("this is a folder, where a file should be", "move the folder away, or name another file"),
    errno.EEXIST: ("this is there already", "move it away, or name another folder"),
    errno.ELOOP: ("this is a link that leads round in a circle", "delete the link"),
    errno.EMFILE: ("too many files are open", "close other programs, or build with fewer --jobs"),
    errno.ENFILE: ("too many files are open on this machine", "close other programs, or build with fewer --jobs"),
    errno.EIO: ("the disk could not be read or written", "see whether it is damaged, or was taken out"),
}


def is_of_the_machine(error: BaseException) -> bool:
    """Return whether the machine is the reason of an error, and no mistake of ours."""
    return isinstance(error, OSError | MemoryError) or (
        isinstance(error, RuntimeError) and "start new thread" in str(error)
    )


def machine_problem(error: BaseException) -> Problem:
    """The problem behind an error of the machine: the file or folder, what is wrong with it, and what to do."""
    if not isinstance(error, OSError) or error.errno in (errno.ENOMEM, errno.EAGAIN):
        hint = "close other programs, build with --jobs 1, or allow it more"
        return Problem("memory", "this machine has not enough memory for this", Span("memory"), hint)
    if "temporary directory" in str(error):
        return Problem("machine", "nothing can be written to the folder for temporary files", Span("TMPDIR"), _FREE)
    at = next((str(name) for name in (error.filename2, error.filename) if name), "disk")
    otherwise = f"this could not be read or written: {error.strerror or error}", "see whether it is there and is yours"
    message, hint = _WORDS.get(error.errno or 0, otherwise)
    return Problem("machine", message, Span(at), hint)


def unwritable(error: OSError, at: str, rule: str = "unwritable") -> Problem:
    """The problem of a file or folder that cannot be written, which messages call `at`."""
    return replace(machine_problem(error), rule=rule, at=Span(at))
