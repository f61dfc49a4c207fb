"""Forms of kind `record` as PDF to print: what one person keeps on paper, and nobody fills in on a screen."""

from __future__ import annotations

from mentorkit.build.outputs import Job
from mentorkit.office.module_packs import printed
from mentorkit.office.office_files import OfficeFile
from mentorkit.workbooks.compose.book_list import alone


def record_paper(job: Job, path: str) -> list[OfficeFile]:
    """The blank record at this path, without fields to fill in. Raises BuildFailed."""
    form = next(one for one in job.toolkit.records if one.path == path)
    return [printed(job, alone(form), f"records/{form.id}.pdf")]
