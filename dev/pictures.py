"""Make the pictures of the documentation again, from the example programmes as they build now."""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs/pages/pictures"
SHOWN = "northbridge/emerging-leaders"
DAY = "2027-04-14T12:00:00Z"
"""When somebody looks: the page shows where the programme stands on that day."""
SHEETS = ("1", "32", "33")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def portal(site: Path) -> None:
    """The top of a portal's home page, in a browser window."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 1400}, timezone_id="UTC")
        page.clock.set_fixed_time(DAY)
        page.goto(f"http://127.0.0.1:{server.server_port}/{SHOWN}/")
        page.screenshot(path=PICTURES / "portal.png")
        browser.close()
    server.shutdown()


def workbook(site: Path) -> None:
    """The cover and two pages of a workbook, side by side."""
    from PIL import Image

    sheets = []
    with tempfile.TemporaryDirectory() as scratch:
        for number in SHEETS:
            out = Path(scratch, number)
            book = site / SHOWN / "downloads/mentee-workbook.pdf"
            subprocess.run(
                ["pdftoppm", "-r", "60", "-f", number, "-l", number, "-singlefile", "-png", book, out], check=True
            )
            sheets.append(Image.open(out.with_suffix(".png")).copy())
    gap, width, height = 16, sheets[0].width, sheets[0].height
    picture = Image.new("RGB", (len(sheets) * (width + gap) + gap, height + 2 * gap), "#d5d9dd")
    for number, sheet in enumerate(sheets):
        picture.paste(sheet, (gap + number * (width + gap), gap))
    picture.quantize(128).save(PICTURES / "workbook.png", optimize=True)


def main() -> None:
    """Build one programme and take its pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch, "site")
        subprocess.run([sys.executable, "-m", "mentorkit", "build", SHOWN, "-q", "-d", site], cwd=ROOT, check=True)
        portal(site)
        workbook(site)


if __name__ == "__main__":
    main()
