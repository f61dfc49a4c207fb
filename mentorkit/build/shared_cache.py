"""The shared cache: machines with one secret reuse each other's outputs, through a store that is not trusted.

An entry lists files with their sizes and digests; the files are blobs. It is signed, and its name and signature are made of
the secret, the client, the kind of machine and the key: nobody without the secret can write one, and none is valid under
another name. Entries are JSON and blobs are bytes; nothing from a store is executed or unpickled.
"""

from __future__ import annotations

import hmac
from collections import OrderedDict, defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock

from mentorkit.build.cache_entry import Files, checked, files_of
from mentorkit.build.cache_store import BLOBS, ENTRIES, InvalidContent, Store, StoreReadOnly, StoreUnavailable
from mentorkit.build.cache_tally import CacheTally
from mentorkit.core.atomic import make_folders
from mentorkit.core.digests import digest

LONGEST = 5_000_000
"""Bytes of the longest entry that is read: one of a portal with some ten thousand pages."""
LARGEST = 500_000_000
"""Bytes of the largest file that is kept or taken."""
_AT_ONCE = 4
"""Blobs of an entry that are asked for at once."""
_REMEMBERED = 32_000_000
"""Bytes of blobs that a process remembers: the files of the theme are the same in every portal."""
_SMALL = 2_000_000
"""Bytes of the largest blob that is remembered."""


@dataclass(frozen=True, slots=True)
class SharedCache:
    """The entries of one client. A store that fails once is not asked again; the `tally` of the build says why."""

    store: Store
    secret: bytes = field(repr=False)
    """Of this client alone: see `of_client`."""
    machine: str
    """The kind of machine, where outputs depend on it."""

    def fetch(self, key: str, into: Path, tally: CacheTally) -> str | None:
        """Write the files of an entry into a new folder and return its text; None where it is missing, invalid or incomplete."""
        if tally.unavailable:
            return None
        try:
            signed = self.store.get(ENTRIES, self._name(key), LONGEST)
            if signed is None:
                return None
            text = self._opened(key, signed)
            return text if self._brought(_shareable(text), into) else None
        except InvalidContent:
            tally.refused += 1
        except StoreUnavailable as error:
            tally.unavailable = str(error)
        return None

    @property
    def place(self) -> str:
        """The store and the name of these entries in it, as one word."""
        return self._hmac("place", self.store.place)

    def lacks(self, key: str, tally: CacheTally) -> bool:
        """Whether the store takes an entry, and has no valid one under this key."""
        if tally.unavailable or tally.read_only:
            return False
        try:
            signed = self.store.get(ENTRIES, self._name(key), LONGEST)
            return signed is None or not self._opened(key, signed)
        except InvalidContent:
            return True
        except StoreUnavailable as error:
            tally.unavailable = str(error)
            return False

    def offer(self, folder: Path, files: Files, tally: CacheTally) -> None:
        """Put the files of an entry into the store; others use them once the entry is announced."""
        for name, (size, kept) in files.items():
            if tally.unavailable or tally.read_only or size > LARGEST:
                return
            self._put(BLOBS, kept, (folder / name).read_bytes(), tally)

    def announce(self, key: str, text: str, tally: CacheTally) -> None:
        """Let others find an entry whose files are in the store; not one that they would refuse, such as one with a huge file."""
        if tally.unavailable or tally.read_only or len(text) >= LONGEST // 4:
            return
        with suppress(InvalidContent):
            _shareable(text)
            self._put(ENTRIES, self._name(key), f"{self._signature(key, text)}\n{text}".encode(), tally)

    def _put(self, kind: str, name: str, data: bytes, tally: CacheTally) -> None:
        try:
            self.store.put(kind, name, data)
        except StoreReadOnly as error:
            tally.read_only = str(error)
        except StoreUnavailable as error:
            tally.unavailable = str(error)

    def _opened(self, key: str, signed: bytes) -> str:
        """The text of an entry with a valid signature for this key. Raises InvalidContent."""
        try:
            seal, _, text = signed.decode("utf-8").partition("\n")
        except UnicodeDecodeError:
            raise InvalidContent from None
        if not hmac.compare_digest(seal.encode(), self._signature(key, text).encode()):
            raise InvalidContent
        return text

    def _brought(self, files: Files, into: Path) -> bool:
        """Write these files below a new folder; whether all are there. Raises InvalidContent and StoreUnavailable."""
        blobs, targets = {kept: size for size, kept in files.values()}, defaultdict[str, list[Path]](list)
        for name, (_, kept) in files.items():
            targets[kept].append(into / name)
        make_folders(into / name for name in files)
        for kept, data in zip(blobs, _threads().map(self._blob, blobs, blobs.values()), strict=True):
            if data is None:
                return False
            for target in targets[kept]:  # at once: a portal's files need not be in memory together
                target.write_bytes(data)
        return True

    def _blob(self, kept: str, size: int) -> bytes | None:
        """A blob of this digest and size; None where it is there no more. Raises InvalidContent and StoreUnavailable."""
        if (known := _RECENT.get(kept)) is not None:
            return known
        data = self.store.get(BLOBS, kept, size)
        if data is not None:
            _RECENT.add(kept, checked(data, size, kept))
        return data

    def _name(self, key: str) -> str:
        return self._hmac("name", key)

    def _signature(self, key: str, text: str) -> str:
        return self._hmac("entry", key, text)

    def _hmac(self, *parts: str) -> str:
        return hmac.new(self.secret, digest(self.machine, *parts).encode(), sha256).hexdigest()


def of_client(secret: bytes, client: str) -> bytes:
    """The secret of one client's entries: whoever works for one client needs no other's."""
    return hmac.new(secret, digest("client", client).encode(), sha256).digest()


def _shareable(text: str) -> Files:
    """The files of an entry. Raises InvalidContent where it is not valid, or a file is larger than machines share."""
    files = files_of(text)
    if any(size > LARGEST for size, _ in files.values()):
        raise InvalidContent
    return files


@dataclass(slots=True)
class _RecentBlobs:
    """Small blobs by their digests; the least recently used are dropped first."""

    blobs: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    held: int = 0
    lock: Lock = field(default_factory=Lock)

    def get(self, kept: str) -> bytes | None:
        with self.lock:
            if kept in self.blobs:
                self.blobs.move_to_end(kept)
            return self.blobs.get(kept)

    def add(self, kept: str, data: bytes) -> None:
        with self.lock:
            if len(data) > _SMALL or kept in self.blobs:
                return
            self.blobs[kept] = data
            self.held += len(data)
            while self.held > _REMEMBERED:
                self.held -= len(self.blobs.popitem(last=False)[1])


_RECENT = _RecentBlobs()


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="shared-cache")
