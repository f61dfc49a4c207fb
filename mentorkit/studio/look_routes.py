"""The addresses of the page "Look": a client's brand file is read, shown and changed there, and logos and fonts are handed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from mentorkit.brand.assets import picture_bytes, picture_problem
from mentorkit.brand.palette import mix_palette
from mentorkit.core.names import is_file
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.definition.brand_file import ROLES
from mentorkit.editing.changes import ABSENT, Change
from mentorkit.editing.saving import can_undo, redo, undo
from mentorkit.studio.brand_document import BrandDocument, open_brand
from mentorkit.studio.brand_edits import BrandSaving, save_brand_value, written
from mentorkit.studio.colour_answers import (
    SIDES,
    ColourAnswer,
    answered_colour,
    flat,
    medium_names,
    use_names,
    written_colours,
)
from mentorkit.studio.field_drafts import Draft, SavingNote
from mentorkit.studio.form_fields import Field, FieldGroup, Kind, Part, _, fields_of, named
from mentorkit.studio.form_values import Inputs, read
from mentorkit.studio.studio_app import Studio, posted, studio_of
from mentorkit.studio.task_pages.look_page import LOOK
from mentorkit.studio.task_view import PageBuilder, from_json
from mentorkit.studio.uploaded_assets import FONT, LOGO, family_of, taken_in
from mentorkit.upkeep.scaffold import new_brand, organisation
from mentorkit.workspace.layers import LARGEST_ASSET
from mentorkit.workspace.workspace import ProgramFile, Workspace

FIELDS = {named(field.path): field for field in fields_of(LOOK.parts)}
COLOURS = {name: field for name, field in FIELDS.items() if field.kind is Kind.COLOUR}
LOGOS = tuple(field for field in FIELDS.values() if field.kind is Kind.FILE)
_TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}


@dataclass(frozen=True)
class FontFamily:
    """One family of a brand: its name, its files, and its place in the list."""

    name: str
    files: tuple[str, ...]
    place: int


@dataclass(frozen=True)
class LookRequest:
    """The brand that an address is about."""

    studio: Studio
    workspace: Workspace
    file: ProgramFile
    document: BrandDocument

    @property
    def can_undo(self) -> tuple[str, str]:
        """The change of the brand that can be undone and the one that can be made again, in words."""
        return can_undo(self.workspace, self.document.path)

    @property
    def address(self) -> str:
        """The address of the page."""
        return f"/p/{self.file.id}/{LOOK.name}"


def _asked(request: Request) -> LookRequest:
    studio = studio_of(request)
    file, workspace = studio.program(request), studio.workspace()
    return LookRequest(studio, workspace, file, open_brand(workspace, file.client))


def look(request: Request) -> Response:
    """The page as the brand file is now."""
    return _shown(request, _asked(request), {})


def _shown(
    request: Request, asked: LookRequest, drafts: Mapping[str, Draft], upload: tuple[str, Problem] | None = None
) -> Response:
    document, words = asked.document, asked.studio.words
    builder = PageBuilder(document, (), asked.address, drafts)
    answers, palette = _answers(document), _palette(document)
    parts = builder.parts(with_families(LOOK.parts, [one.name for one in _families(document)]))
    return asked.studio.show(
        request,
        LOOK.template,
        422 if drafts or upload else 200,
        program=asked.file,
        page=LOOK,
        crumbs=(),
        parts=parts,
        address=asked.address,
        digest=document.digest,
        own=bool(document.digest),
        answers=answers,
        palette=palette,
        shown={
            name: answers[name].colour if name in answers else _usual(field, palette) for name, field in COLOURS.items()
        },
        uses=use_names(words),
        media=medium_names(words),
        families=tuple(_families(document)),
        named=sorted(document.brand().color.palette),
        logos={named(one.path): _file(document, one) for one in LOGOS},
        upload=upload,
        can_undo=asked.can_undo,
        wrong=[],
    )


def with_families(parts: tuple[Part, ...], families: list[str]) -> tuple[Part, ...]:
    """The parts of the page, with the families of a brand as what can be chosen for text and headings."""
    named = tuple((one, one) for one in families)

    def chosen(field: Field) -> Field:
        return replace(field, options=named) if field.path[-1] == "family" else field

    groups = [one for one in parts if isinstance(one, FieldGroup)]
    return tuple(replace(one, fields=tuple(map(chosen, one.fields))) for one in groups)


def _answers(document: BrandDocument) -> dict[str, ColourAnswer]:
    """What becomes of each colour that is written, by the name of its field."""
    written = {one.path[1:]: name for name, one in COLOURS.items() if isinstance(document.value(one.path), str)}
    told = written_colours(document.brand(), [(role, side) for role, side in written])
    return {written[asked]: answer for asked, answer in told.items()}


def _usual(field: Field, palette: Mapping[str, str]) -> str:
    """The colour that is used where nothing is written for a role."""
    _, role, side = field.path
    names = {"background": "paper", "foreground": "ink", "secondary": "accent", "success": "good", "danger": "bad"}
    return palette.get(f"{side}.{names.get(role, role)}", palette[f"{side}.hero"])


def _palette(document: BrandDocument) -> dict[str, str]:
    return flat(mix_palette(document.brand()).value)


def _families(document: BrandDocument) -> Iterator[FontFamily]:
    for place, font in enumerate(document.brand().typography.fonts):
        yield FontFamily(font.family, tuple(file.path for file in font.files), place)


def _file(document: BrandDocument, field: Field) -> str:
    """The name of a logo's file where it can be shown; empty where there is none."""
    written = document.value(field.path)
    return written if isinstance(written, str) and _picture(document, written) else ""


def _picture(document: BrandDocument, written: str) -> Path | None:
    path = document.layer.root / written.lstrip("/")
    if "://" in written or not document.layer.holds(path) or not is_file(path) or picture_problem(path):
        return None
    return path


def logo(request: Request) -> Response:
    """A logo as portals show it: nothing that came with its file but its picture."""
    document = _asked(request).document
    field = FIELDS.get(f"logo.{request.path_params['size']}.{request.path_params['side']}")
    written = document.value(field.path) if field in LOGOS and field else ABSENT
    path = _picture(document, written) if isinstance(written, str) else None
    if path is None:
        raise HTTPException(404)
    kind = _TYPES.get(path.suffix.lower().lstrip("."), "application/octet-stream")
    policy = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
    return Response(picture_bytes(path), media_type=kind, headers=policy)


def colour(request: Request) -> Response:
    """What would become of a colour: `role`, `side` and `colour` of the address; as JSON."""
    asked, query = _asked(request), request.query_params
    role, side, written = (query.get(name, "") for name in ("role", "side", "colour"))
    if role not in ROLES or side not in SIDES or len(written) > 100:
        raise HTTPException(404)
    answer, problems = answered_colour(asked.document.brand(), role, side, written.strip())
    if answer is None:
        [problem, *_] = problems
        return JSONResponse({"wrong": f"{problem.message[:1].upper()}{problem.message[1:]}", "hint": problem.hint})
    return JSONResponse(answer.as_json(asked.studio.words))


def state(request: Request) -> Response:
    """Which state the brand file has, for pages that are open."""
    return JSONResponse({"digest": _asked(request).document.digest})


def save(request: Request, form: FormData) -> Response:
    """Save the fields that were sent; to a script, say of each what became of it."""
    script = "application/json" in request.headers.get("accept", "")
    wanted = [str(one) for one in form.getlist("only")] or [*FIELDS]
    try:
        asked = _asked(request)
    except BuildFailed as failed:  # somebody has broken the file meanwhile: what was typed stays beside its field
        if not script:
            raise
        wrong = BrandSaving.wrong(failed.problems[0]).as_json()
        return JSONResponse({"fields": {name: wrong for name in wanted if name in FIELDS}, "digest": "", "undo": ""})
    saved = {name: _save_one(asked, name, form) for name in wanted if f"was:{name}" in form and name in FIELDS}
    if script:
        fields = {name: one.as_json() for name, one in saved.items()}
        now = _asked(request)
        return JSONResponse({"fields": fields, "digest": now.document.digest, "undo": now.can_undo[0]})
    drafts = {
        name: Draft(_inputs(name, form), SavingNote(one.state, one.message, one.hint))
        for name, one in saved.items()
        if one.state != "saved"
    }
    return _shown(request, _asked(request), drafts) if drafts else asked.studio.back(request, asked.address)


def _inputs(name: str, form: FormData) -> Inputs:
    return {"": tuple(str(one) for one in form.getlist(name))}


def _save_one(asked: LookRequest, name: str, form: FormData) -> BrandSaving:
    field = FIELDS[name]
    try:
        seen = from_json(str(form[f"was:{name}"]))
    except ValueError:
        raise HTTPException(400) from None
    after = read(field, _inputs(name, form))
    words = asked.studio.words
    with asked.studio.writing:
        document = open_brand(asked.workspace, asked.file.client)
        return save_brand_value(document, field.path, seen, after, words.gettext(field.label), words)


def begin(request: Request, form: FormData) -> Response:
    """Write a brand of its own for a client that wears another's."""
    asked = _asked(request)
    with asked.studio.writing:
        if not is_file(asked.document.path):
            layers = asked.workspace.layers(asked.file.client)
            new_brand(asked.workspace.root, layers, asked.file.client, organisation(layers, asked.file.client))
    return asked.studio.back(request, asked.address)


def upload(request: Request, form: FormData) -> Response:
    """Take in a logo (`for` is the name of its field) or a font (`for` is `font`), and name it in the brand file."""
    asked, place, file = _asked(request), str(form.get("for", "")), form.get("file")
    field = FIELDS.get(place)
    if not isinstance(file, UploadFile) or not (place == "font" or field in LOGOS) or not asked.document.digest:
        raise HTTPException(400)
    data, called = file.file.read(LARGEST_ASSET + 1), file.filename or ""
    if not called and not data:
        problem = Problem("missing-asset", "no file was chosen", Span(place), "choose a file, then put it in place")
        return _shown(request, asked, {}, (place, problem))
    with asked.studio.writing:
        kept, problems = taken_in(data, called, FONT if place == "font" else LOGO, asked.document.layer)
        if kept is None:
            return _shown(request, asked, {}, (place, problems[0]))
        document = asked.document
        changes = document.changes(field.path, kept) if field else _font_changes(document, kept)
        done = written(document, changes, asked.studio.words.gettext(field.label if field else _("Font files")))
    if done.state != "saved":
        return _shown(request, asked, {}, (place, Problem("brand", done.message, Span(place), done.hint)))
    return asked.studio.back(request, f"{asked.address}#f-{place}")


def _font_changes(document: BrandDocument, kept: str) -> tuple[Change, ...]:
    """A font file beside the others of its family, or as a family of its own; the first is what text is set in."""
    family = family_of(document.layer.root / kept)
    fonts = document.brand().typography.fonts
    place = next((number for number, one in enumerate(fonts) if one.family == family), None)
    if place is not None:
        return _further_file(document, place, kept)
    new = Change(("typography", "fonts", "+"), ABSENT, {"family": family, "source": "file", "files": [kept]})
    base = document.value(("typography", "base", "family"))
    return (new, Change(("typography", "base"), ABSENT, family)) if base is ABSENT and not fonts else (new,)


def _further_file(document: BrandDocument, place: int, kept: str) -> tuple[Change, ...]:
    path = ("typography", "fonts", f"#{place}", "files")
    now = document.source["typography"]["fonts"][place].get("files", ABSENT)
    files = now if isinstance(now, list) else [] if now is ABSENT else [now]
    named = [one["path"] if isinstance(one, dict) else one for one in files]
    return () if kept in named else (Change(path, now, [*files, kept]),)


def remove(request: Request, form: FormData) -> Response:
    """Take a logo, or a family of fonts, out of the brand file; the files stay where they are."""
    asked, place = _asked(request), str(form.get("for", ""))
    field, document = FIELDS.get(place), asked.document
    with asked.studio.writing:
        if field in LOGOS and field:
            written(document, document.changes(field.path, ABSENT), asked.studio.words.gettext(field.label))
            return asked.studio.back(request, f"{asked.address}#f-{place}")
        fonts = document.brand().typography.fonts
        if not place.isdecimal() or int(place) >= len(fonts) or fonts[int(place)].family != form.get("family"):
            raise HTTPException(400)
        entry = document.source["typography"]["fonts"][int(place)]
        gone = Change(("typography", "fonts", f"#{place}"), entry, ABSENT)
        done = written(document, (gone,), asked.studio.words.gettext("Font files"))
    return asked.studio.back(request, f"{asked.address}#fonts") if done.state == "saved" else look(request)


def undone(request: Request, form: FormData) -> Response:
    """Undo the last change of the brand, or do it again."""
    asked = _asked(request)
    with asked.studio.writing:
        made, problems = (redo if form.get("do") == "redo" else undo)(asked.workspace, asked.document.path)
    if made is None:
        return asked.studio.show(request, "not_undone.html", 409, problems=problems, back=asked.address)
    return asked.studio.back(request, asked.address)


_HOME = "/p/{client}/{program}"
ROUTES: tuple[BaseRoute, ...] = (
    Route(f"{_HOME}/{LOOK.name}", look),
    Route(f"{_HOME}/{LOOK.name}", posted(save), methods=["POST"]),
    Route(f"{_HOME}/-/brand", posted(begin), methods=["POST"]),
    Route(f"{_HOME}/-/brand/undo", posted(undone), methods=["POST"]),
    Route(f"{_HOME}/-/brand/upload", posted(upload), methods=["POST"]),
    Route(f"{_HOME}/-/brand/remove", posted(remove), methods=["POST"]),
    Route(f"{_HOME}/-/brand/colour", colour),
    Route(f"{_HOME}/-/brand/state", state),
    Route(f"{_HOME}/-/brand/logo/{{size}}/{{side}}", logo),
)
