"""The caches of a build on workers that see its folders, and on those that do not."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import EPOCH, Project

from mentorkit.build.cache import Cache
from mentorkit.build.cache_store import BLOBS, FolderStore
from mentorkit.build.cluster.task_transfer import Packer, TaskResult, _unpacked, run_packed
from mentorkit.build.outputs import Job
from mentorkit.build.shared_cache import SharedCache
from mentorkit.core.problems import BuildFailed

TEXT = "a page " * 20_000


def make(job: Job) -> Path:
    """Make a file and keep it, as the tasks of a build do; say where the worker keeps."""
    assert job.cache
    (job.folder / "page.html").write_text(TEXT)
    job.cache.keep("key", job.folder, ["page.html"], {"pages": 1})
    return job.cache.folder


@pytest.fixture
def job(project: Project, tmp_path: Path) -> Job:
    """A job with both caches in folders of this machine."""
    shared = SharedCache(FolderStore(tmp_path / "shared"), b"of all machines", "one kind")
    return replace(project.job(), cache=Cache(tmp_path / "own/acme", secret=b"of this one", shared=shared), key="key")


@contextmanager
def elsewhere(folder: Path) -> Iterator[None]:
    """Be on a machine that does not see a folder."""
    _unpacked.cache_clear()
    aside = folder.with_name("aside")
    folder.rename(aside)
    yield
    assert not folder.exists()
    aside.rename(folder)


def test_what_a_worker_keeps_for_a_cache_that_it_does_not_see_comes_back(job: Job, tmp_path: Path) -> None:
    assert job.cache
    packer = Packer()
    sent = packer.pack(make, job, ())
    with elsewhere(tmp_path / "own"):
        result = run_packed(sent, tmp_path / "scratch", EPOCH)
    sent_back = pickle.dumps(result)
    assert len(sent_back) < 1.2 * len(TEXT)  # the same bytes are sent once
    returned: TaskResult = pickle.loads(sent_back)
    assert returned.unpack(tmp_path / "made", job.cache).is_relative_to(tmp_path / "scratch")
    assert [*(tmp_path / "scratch").iterdir()] == []
    alone = replace(job.cache, shared=None)
    assert alone.take("key", tmp_path / "again") == {"pages": 1}
    assert (tmp_path / "again/page.html").read_text() == TEXT
    packer.end()
    assert [path.name for path in alone.folder.iterdir() if path.name.startswith(".new")] == []
    assert [*(tmp_path / "shared/.new").iterdir()] == []


def test_a_worker_that_sees_the_caches_keeps_there_itself(job: Job, tmp_path: Path) -> None:
    assert job.cache
    _unpacked.cache_clear()
    result = run_packed(Packer().pack(make, job, ()), tmp_path / "scratch", EPOCH)
    assert (result.value, result.kept) == (job.cache.folder, {})
    assert (tmp_path / "shared" / BLOBS).is_dir()
    assert replace(job.cache, shared=None).note("key") == {"pages": 1}


def test_a_worker_that_does_not_see_the_folder_of_the_shared_cache_makes_nothing(job: Job, tmp_path: Path) -> None:
    sent = Packer().pack(make, job, ())
    with elsewhere(tmp_path / "shared"), pytest.raises(BuildFailed) as failed:
        run_packed(sent, tmp_path / "scratch", EPOCH)
    (problem,) = failed.value.problems
    assert (problem.at.file, problem.message, problem.hint) == (
        str(tmp_path / "shared"), "a worker of the cluster does not see this",
        "let every worker see the folder that `cache:` names, or name a server: https://…",
    )  # fmt: skip


@pytest.mark.parametrize("path", ["../../outside", "ab/../../outside", "ab/entry"])
def test_an_entry_that_leads_out_of_its_folder_is_not_kept(path: str, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "a/b/c")
    with pytest.raises(ValueError, match="leads out of its folder"):
        cache.adopt({path: b""})
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
