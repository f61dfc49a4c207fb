"""The folder that people work in: its `mkdocs.yml`, its clients, its programmes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mentorkit.core.names import is_folder, is_id, is_litter
from mentorkit.core.problems import BuildFailed, Problem, Report, Result, Span, did_you_mean
from mentorkit.core.yaml_source import Located, read_mapping
from mentorkit.definition.reading import read_as
from mentorkit.definition.settings import Settings
from mentorkit.workspace.cache_place import misplaced_cache, misplaced_shared_cache
from mentorkit.workspace.folders import file_problems, is_misnamed_brand, stray_files
from mentorkit.workspace.installed_libraries import Installed, installed
from mentorkit.workspace.layers import STOCK, Layer, LayerFile, Layers, read_text, shown, stock_root
from mentorkit.workspace.theme_icons import icon_problems
from mentorkit.workspace.zensical_settings import zensical_problems

_SAFE_TAGS = frozenset(
    {"!ENV", "!relative"}
    | {f"tag:yaml.org,2002:python/name:material.extensions.emoji.{name}" for name in ("twemoji", "to_svg")}
    | {
        f"tag:yaml.org,2002:python/name:pymdownx.superfences.{name}"
        for name in ("fence_code_format", "fence_div_format")
    }
)
"""Tags that MkDocs configurations use and that run nobody's code."""


@dataclass(frozen=True, slots=True)
class ProgramFile:
    """The file of one programme. `id` is `client/program`."""

    client: str
    slug: str
    path: Path

    @property
    def id(self) -> str:
        """The programme's name on the command line and in the site."""
        return f"{self.client}/{self.slug}"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace, its settings and the layers behind it."""

    root: Path
    config: Path
    config_data: Located
    settings: Settings
    libraries: tuple[Layer, ...] = ()
    """The shared libraries, folders and installed packages alike, nearest first."""

    def name(self, path: Path) -> str:
        """A path as this workspace's people know it."""
        return shown(path, self.root)

    def is_among_sources(self, path: Path) -> bool:
        """Return whether this lies, links followed, among the files of programmes, guides and templates."""
        root = self.root.resolve()
        return any(path.resolve().is_relative_to(root / name) for name in ("programs", "content", "templates"))

    def called(self, file: LayerFile) -> str:
        """The name of a layer's file in messages: from the workspace, or by its layer's name."""
        if file.path.is_relative_to(self.root):
            return self.name(file.path)
        return f"({file.layer.name}) {shown(file.path, file.layer.root)}"

    def layers(self, client: str | None = None, language: str = "") -> Layers:
        """The layers of one client, or of the workspace without any client's; guides in them are read in this language."""
        own = [Layer(f"client {client}", self.root / "programs" / client)] if client else []
        stock = [Layer(STOCK, stock_root())] if stock_root() != self.root else []
        return Layers((*own, Layer("workspace", self.root), *self.libraries, *stock), language)

    def programs(self, client: str = "*") -> tuple[ProgramFile, ...]:
        """Every programme, or those of one client, by client and name."""
        return tuple(
            ProgramFile(path.parent.name, path.stem, path)
            for path in sorted((self.root / "programs").glob(f"{client}/*.yml"))
            if not path.name.startswith("_")
            and not is_litter(path.name)
            and is_id(path.stem)
            and is_id(path.parent.name)
            and not is_misnamed_brand(path)
        )

    def choose(self, wanted: Iterable[str]) -> tuple[ProgramFile, ...]:
        """The programmes named `client/program`, `client` or by their file; all, where nothing is named.

        Raises BuildFailed where a name means nothing here.
        """
        names = [self._as_name(name) for name in wanted]
        clients = sorted({client for name in names if is_id(client := name.partition("/")[0])})
        every = tuple(one for client in clients for one in self.programs(client)) if names else self.programs()
        known = {program.id for program in every} | {program.client for program in every}
        unknown = [name for name in names if name not in known]
        if unknown:
            known |= {one for program in self.programs() for one in (program.id, program.client)}
            raise BuildFailed(
                Problem(
                    "no-such-program",
                    f'there is no programme "{name}"',
                    Span(self.name(self.root / "programs")),
                    did_you_mean(name, known, otherwise="`mentorkit list` shows what there is"),
                )
                for name in unknown
            )
        return tuple(p for p in every if not names or p.id in names or p.client in names)

    def _as_name(self, given: str) -> str:
        path = Path(given)
        if path.suffix in (".yml", ".yaml"):
            return f"{path.absolute().parent.name}/{path.stem}"
        return given.strip("/").removeprefix("programs/")

    def file_problems(self, programs: Iterable[ProgramFile]) -> list[Problem]:
        """The problems of files and folders of these programmes' layers, whatever stands in them."""
        clients = (program.client for program in programs)
        return [*self.misplaced_caches(), *file_problems(self.root, clients, self.libraries)]

    def stray_files(self) -> list[Problem]:
        """The problems of files beside the parts of layers that all clients share, of which nothing is read."""
        return list(stray_files(self.root, self.libraries))

    def misplaced_caches(self, site: Path | None = None) -> Iterator[Problem]:
        """Yield an error for each cache that would lie among files that people write or publish, in a site of theirs too."""
        libraries = [library.root for library in self.libraries]
        yield from misplaced_cache(self.root, libraries, site)
        at = self.settings.where("cache")
        yield from misplaced_shared_cache(self.root, self.settings.cache, at, libraries, site)


def open_workspace(config: Path) -> Result[Workspace | None]:
    """Read the workspace whose configuration is `config`; None where anything in that is wrong."""
    config = config.absolute()
    name = shown(config, config.parent)
    if not config.exists() or is_folder(config):
        hint = "go to your workspace, name its file with -f, or start one: mentorkit new workspace FOLDER"
        near = config.with_suffix(".yaml" if config.suffix == ".yml" else ".yml")
        if near.is_file():
            hint = f"rename {near.name} to {config.name}, or name it with -f"
        return Result.failed(Problem("no-workspace", f"there is no {config.name} here", Span(str(config.parent)), hint))
    text = read_text(config, name, Layer("workspace", config.parent))
    data = text.then(lambda text: read_mapping(text, name, tags=_SAFE_TAGS, only_in=("extra", "mentorkit")))
    workspace = data.then(lambda data: _configured(config, data))
    return Result(None, workspace.problems) if Report(workspace.problems).stops() else workspace


def required_workspace(config: Path) -> Workspace:
    """Read a workspace as `open_workspace` does. Raises BuildFailed where anything in it is wrong."""
    workspace, problems = open_workspace(config)
    if workspace is None:
        raise BuildFailed(problems)
    return workspace


def _configured(config: Path, data: Located) -> Result[Workspace | None]:
    """The workspace that a configuration describes; None where its settings cannot be read."""
    settings, wrong = _settings(data)
    problems = [*wrong, *_shape_problems(data)]
    if settings and settings.engine == "zensical":
        told = {one.at for one in problems}
        problems += (one for one in zensical_problems(data) if one.at not in told)
    libraries = []
    for number, named in enumerate(settings.libraries if settings else ()):
        at = data.place.at("extra", "mentorkit", "libraries", number)
        library, unknown = _library(named, config.parent, at)
        problems += unknown
        libraries += [library] if library else []
    if not settings:
        return Result(None, tuple(problems))
    workspace = Workspace(config.parent, config, data, settings, tuple(libraries))
    problems += icon_problems(data, [config.parent, *(library.root for library in libraries)], settings.engine)
    return Result(workspace, tuple(problems))


def _library(named: str, root: Path, at: Span) -> Result[Layer | None]:
    """The folder of this name or, where there is none, the library that is installed under it."""
    if is_folder(root / named):
        return Result(Layer(f"library {named}", (root / named).resolve()))
    if not re.fullmatch(r"\w[\w.-]*", named):  # a path
        message = f'there is no folder "{named}"'
        return Result.failed(Problem("no-such-library", message, at, "write it relative to this file"))
    published = installed(named)
    if len(published) == 1 and not published[0].wrong:
        return Result(published[0].layer())
    message, hint = _no_library(named, published)
    return Result.failed(Problem("no-such-library", message, at, hint))


def _no_library(named: str, published: tuple[Installed, ...]) -> tuple[str, str]:
    """Message and hint where the name of a library does not lead to one."""
    if len(published) > 1:
        packages = " and ".join(f"{one.package} {one.version}" for one in published)
        return f'two packages publish a library "{named}": {packages}', "uninstall one of them"
    if published:
        one = published[0]
        hint = "its package should bring its files along; ask whoever made it"
        return f'the library "{named}" of {one.package} {one.version} {one.wrong}', hint
    names = ", ".join(dict.fromkeys(one.name for one in installed()))
    hint = f"installed here: {names}" if names else "no library is installed here; install it with pip"
    return f'there is neither a folder nor an installed library "{named}"', hint


def _settings(data: Located) -> Result[Settings | None]:
    """Our own settings in a configuration, or the usual ones where it holds none."""
    extra: Any = data.get("extra")
    ours = extra.get("mentorkit") if isinstance(extra, dict) else None
    if ours is None:
        return Result(Settings())
    if isinstance(ours, Located):
        return read_as(Settings, ours)
    message, at = '"mentorkit" should have named lines under it', data.place.at("extra", "mentorkit")
    return Result.failed(Problem("config-shape", message, at))


_NOT_TAKEN = {
    "hooks": ("would run a script of this folder in every build", "make a plugin of it, and install that"),
    "INHERIT": ("would bring in a file that nothing checks", "copy what you need from it into this file"),
}
"""The settings that MkDocs would take from a configuration, and we do not."""


_READ_FILES = ("pymdownx.snippets", "pymdownx.b64")
"""Extensions of Markdown that put files into pages which no check and no digest knows, those of other clients too."""


def _shape_problems(data: Located) -> list[Problem]:
    """Lists where every portal adds to a mapping: MkDocs replaces an inherited list instead of adding to it."""
    problems = [
        Problem(
            "config-shape",
            f'"{name}" should be named lines here, not a {"list" if isinstance(data[name], list) else "text"}',
            data.place.at(name),
            "write each as `name: {}` so that every portal can add its own",
        )
        for name in ("plugins", "markdown_extensions", "extra")
        if not isinstance(data.get(name, Located()), Located)
    ]
    problems += [
        Problem("config-shape", f'"{name}" {why}', data.place.keys[name], hint)
        for name, (why, hint) in _NOT_TAKEN.items()
        if name in data
    ]
    extensions = data.get("markdown_extensions")
    if isinstance(extensions, Located):
        problems += [
            Problem(
                "config-shape",
                f'"{name}" would bring in files that nothing checks',
                extensions.place.keys[name],
                "take the line out; guides that programmes share lie in content/, pictures in content/pictures/",
            )
            for name in extensions
            if name.partition(":")[0] in _READ_FILES  # `module:Class` is another way to name one
        ]
    theme = data.get("theme")
    if not isinstance(theme, Located) or theme.get("name") != "material":
        problems.append(
            Problem(
                "config-shape",
                "portals are made for the theme Material",
                data.place.at("theme"),
                "write `theme:` and, indented below it, `name: material`",
            )
        )
    if isinstance(theme, Located) and "custom_dir" in theme:
        message, hint = (
            '"custom_dir" would be replaced by each portal\'s own',
            "put the files into templates/portal/theme",
        )
        problems.append(Problem("config-shape", message, theme.place.keys["custom_dir"], hint))
    return problems + _taken_problems(data)


def _taken_problems(data: Located) -> list[Problem]:
    """Settings that every portal makes for itself, so that nobody else can."""
    fixed = [name for name in ("docs_dir", "site_dir", "site_name", "nav") if name in data]
    said = '"{}" is different for each portal and cannot be set for all'
    problems = [Problem("config-shape", said.format(n), data.place.keys[n], "take the line out") for n in fixed]
    problems += [
        Problem(
            "config-shape",
            f'"{n}" would be replaced by each portal\'s own',
            data.place.keys[n],
            "put the file into templates/portal/assets: every portal loads what lies there",
        )
        for n in ("extra_css", "extra_javascript")
        if n in data
    ]
    return problems
