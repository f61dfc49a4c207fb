"""The manual's page of files: every module, style sheet and script, with the first sentence that it says of itself."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_HEAD = """# Files

For people who work on MentorKit itself: where to look. Every file with the first sentence that it says of itself, and the types
that it holds; the order of the folders, and what each may import, stand on the page [Architecture](architecture.md). This page is generated:
`python dev/generate.py`.
"""
_PATTERNS = ("mentorkit/**/*.py", "mentorkit/**/*.js", "templates/**/*.css", "templates/**/*.js", "dev/*.py")
_COMMENT = re.compile(r"\s*(?:/\*+|\{#)(.*?)(?:\*/|#\})", re.DOTALL)
_SENTENCE = re.compile(r".*?\.(?=\s|$)|.+", re.DOTALL)


def files_page() -> str:
    """The page, a table for each folder."""
    folders: dict[str, list[tuple[str, str]]] = {}
    for pattern in _PATTERNS:
        for path in sorted(ROOT.glob(pattern)):
            if path.name not in ("__init__.py", "__main__.py") and "locale" not in path.parts:
                folder = path.parent.relative_to(ROOT).as_posix()
                folders.setdefault(folder, []).append((path.name, _first_sentence(path)))
    tables = (
        f"\n## {folder}/\n\n| file | |\n|---|---|\n" + "".join(f"| `{name}` | {said} |\n" for name, said in rows)
        for folder, rows in folders.items()
    )
    return _HEAD + "".join(tables)


def _first_sentence(path: Path) -> str:
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        said = ast.get_docstring(ast.parse(text)) or ""
    else:
        comment = _COMMENT.match(text)
        said = comment[1] if comment else ""
    sentence = _SENTENCE.match(" ".join(said.split()))
    return sentence[0].rstrip(".").replace("|", "\\|").replace("<", "&lt;") if sentence else ""
