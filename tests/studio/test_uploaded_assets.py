"""Logos and fonts that are handed in: looked at like all files of a brand, and kept in the client's folder alone."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from mentorkit.studio.uploaded_assets import FONT, LOGO, AssetKind, family_of, safe_name, taken_in
from mentorkit.workspace.layers import LARGEST_ASSET, Layer, stock_root

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3" fill="#0b5d6b"/></svg>'
INTER = stock_root() / "templates/assets/fonts/Inter-Regular.ttf"


def png(colour: str | tuple[int, ...] = "#0b5d6b") -> bytes:
    out = BytesIO()
    Image.new("RGBA", (8, 8), colour).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def acme(tmp_path: Path) -> Layer:
    folder = tmp_path / "workspace/programs/acme"
    folder.mkdir(parents=True)
    return Layer("acme", folder)


def written(layer: Layer) -> list[str]:
    """Every file of the workspace and what lies beside it, counted from the client's folder."""
    home = layer.root.parents[2]
    return sorted(os.path.relpath(path, layer.root) for path in home.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("called", "kept"),
    [
        ("logo.svg", "logo.svg"),
        ("Our Logo (final) 2.SVG", "our-logo-final-2.svg"),
        ("../../evil.svg", "evil.svg"),
        ("C:\\pictures\\logo.png", "logo.png"),
        ("/etc/passwd", "passwd"),
        ("con.svg", "con-1.svg"),
        (".htaccess.svg", "htaccess.svg"),
        (".svg", "untitled.svg"),
        ("Zürich–Łódź.png", "zurichlodz.png"),
        ("logo.svg\0.png", "logo-svg.png"),
        ("logo.svg\n", "logo.svg"),
        ("a" * 300 + ".svg", "a" * 60 + ".svg"),
        ("", "untitled"),
        ("..", "untitled"),
        ("logo.s/v/g", "g"),
    ],
)
def test_a_name_is_made_safe(called: str, kept: str) -> None:
    assert safe_name(called) == kept


def test_a_logo_is_kept_in_the_folder_of_its_client(acme: Layer) -> None:
    assert taken_in(SVG, "../../../Our Mark.svg", LOGO, acme) == ("brand/our-mark.svg", ())
    assert taken_in(SVG, "Our Mark.svg", LOGO, acme) == ("brand/our-mark.svg", ())
    assert taken_in(SVG.replace(b'r="3"', b'r="2"'), "Our Mark.svg", LOGO, acme) == ("brand/our-mark-2.svg", ())
    assert written(acme) == ["brand/our-mark-2.svg", "brand/our-mark.svg"]
    assert (acme.root / "brand/our-mark.svg").read_bytes() == SVG


def test_a_font_says_its_family(acme: Layer) -> None:
    assert taken_in(INTER.read_bytes(), "Inter Regular.ttf", FONT, acme) == ("fonts/inter-regular.ttf", ())
    assert family_of(acme.root / "fonts/inter-regular.ttf") == "Inter"


_SCRIPT = SVG.replace(b"</svg>", b"<script>alert(1)</script></svg>")
_TEXT = SVG.replace(b"</svg>", b"<text>Acme</text></svg>")
_FETCHED = SVG.replace(b"</svg>", b'<image href="https://tracker.example/x.png" width="8" height="8"/></svg>')


@pytest.mark.parametrize(
    ("data", "called", "kind", "said"),
    [
        (b"", "logo.svg", LOGO, 'the logo "logo.svg" is empty'),
        (b"hello", "logo.png", LOGO, 'the logo "logo.png" is not a picture, whatever its name says'),
        (png(), "logo.svg", LOGO, 'the logo "logo.svg" is a PNG, whatever its name says'),
        (png(), "logo.exe", LOGO, 'the logo "logo.exe" is not a logo by its name'),
        (png(), "logo", LOGO, 'the logo "logo" is not a logo by its name'),
        (
            png((0, 0, 0, 0)),
            "logo.png",
            LOGO,
            'the logo "logo.png" shows nothing: it is empty, or all of it is transparent',
        ),
        (_SCRIPT, "logo.svg", LOGO, 'the logo "logo.svg" holds a script or a page'),
        (_TEXT, "logo.svg", LOGO, 'the logo "logo.svg" holds text'),
        (_FETCHED, "logo.svg", LOGO, 'the logo "logo.svg" would fetch something from elsewhere'),
        (bytes(LARGEST_ASSET + 1), "logo.png", LOGO, 'the logo "logo.png" is larger than 10 MB'),
        (INTER.read_bytes()[:20_000], "font.ttf", FONT, 'the font "font.ttf" is damaged or cut off'),
        (INTER.read_bytes(), "font.woff2", FONT, 'the font "font.woff2" is a font of another kind (.ttf)'),
        (SVG, "font.ttf", FONT, 'the font "font.ttf" is not a font, whatever its name says'),
    ],
)
def test_what_cannot_be_used_is_told_and_not_kept(
    data: bytes, called: str, kind: AssetKind, said: str, acme: Layer
) -> None:
    kept, [problem] = taken_in(data, called, kind, acme)
    assert kept is None
    assert problem.message.startswith(said), problem.message
    assert problem.hint
    assert written(acme) == []


def test_nothing_is_written_through_a_link_that_leads_out(acme: Layer) -> None:
    elsewhere = acme.root.parent / "other"
    elsewhere.mkdir()
    (acme.root / "brand").symlink_to(elsewhere)
    kept, [problem] = taken_in(SVG, "logo.svg", LOGO, acme)
    assert kept is None
    assert "leads out" in problem.message
    assert written(acme) == []


def test_a_link_in_place_of_the_file_is_not_written_through(acme: Layer) -> None:
    secret = acme.root.parent / "secret.svg"
    secret.write_bytes(b"secret")
    (acme.root / "brand").mkdir()
    (acme.root / "brand/logo.svg").symlink_to(secret)
    assert taken_in(SVG, "logo.svg", LOGO, acme) == ("brand/logo-2.svg", ())
    assert secret.read_bytes() == b"secret"
