"""Office files as LibreOffice shows them: turned into PDF without a window."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path


def as_pdf(files: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Each file, by its name with its ending, as a tagged PDF in `folder`; one start of LibreOffice for all."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "the tests open office files: apt-get install libreoffice-writer libreoffice-impress"
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *(str(folder / name) for name in files),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return {name: (folder / name).with_suffix(".pdf") for name in files}
