"""The sandbox of templates, which print what they are given. They reach no file, no part of Python and nothing of this software's works.

A template comes from whoever writes into a layer, a client or the maker of a library, and runs on the machine that builds.
An attribute is read only where the class that defines it is listed here; methods of a file's path, of modules, of classes
and of functions never are.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from types import FunctionType, ModuleType
from typing import Any, NoReturn

from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

_PLAIN = {"builtins", "collections", "datetime", "enum", "markupsafe", "zoneinfo", "jinja2.runtime", "jinja2.utils"}
"""Modules of the values that any template language has: texts, numbers, lists, dates, loops and macros."""
_OURS = (
    "answers", "brand", "checking", "definition", "design_rules", "files", "guides", "inheritance", "language", "portal",
    "matching.mentor_profiles", "matching.messages", "matching.proposal_report", "matching.proposal_view", "personal.lettering",
    "toolkit", "workbooks.compose",
)  # fmt: skip
"""The parts of this software that make what templates print; none of their values opens a file by a name that it is given."""
_OF_A_PATH = {"name", "suffix", "stem", "as_uri"}


class SandboxedTemplates(ImmutableSandboxedEnvironment):
    """Templates that are refused whatever is not meant for printing. Raises SecurityError, with words for the author."""

    intercepted_binops = frozenset({"/"})
    """With it, the path of a file would become that of any other file."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Read an attribute; one that no template may read is not even touched, because reading may do something."""
        self._refuse_untouched(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Read an entry or, where there is none of this name, an attribute in the same way."""
        if isinstance(argument, str) and not isinstance(obj, Mapping):
            self._refuse_untouched(obj, argument)
        return super().getitem(obj, argument)

    def _refuse_untouched(self, obj: Any, attribute: str) -> None:
        kind = type(obj)
        asked = type(self), kind, attribute
        if asked not in _TOUCHED:
            _TOUCHED[asked] = not hasattr(kind, attribute) or kind is ModuleType or self._given(kind, attribute)
        if not _TOUCHED[asked]:
            self.unsafe_undefined(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read this attribute: the same for all objects of a class."""
        if isinstance(obj, ModuleType):  # some functions are given together
            return isinstance(value, FunctionType) and not attr.startswith("_") and self.given_by(value.__module__)
        asked = type(obj), attr
        if asked not in _DECIDED:
            _DECIDED[asked] = self._given(type(obj), attr) and super().is_safe_attribute(obj, attr, value)
        return _DECIDED[asked]

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a template may call this: no class, but for those that Jinja itself offers."""
        if isinstance(obj, type) and obj.__module__ not in ("builtins", "jinja2.utils"):
            return False
        return super().is_safe_callable(obj)

    def unsafe_undefined(self, obj: Any, attribute: str) -> NoReturn:
        """Say at once what was refused, whatever it would be used for."""
        raise SecurityError(f'a template may not use "{attribute}" here')

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Divide numbers, and nothing else."""
        if isinstance(left, PurePath) or isinstance(right, PurePath):
            raise SecurityError("a template may not make the path of another file")
        return super().call_binop(context, operator, left, right)

    def given_by(self, module: str) -> bool:
        """Whether what a class in this module defines is meant for templates."""
        ours = module.removeprefix("mentorkit.")
        return module in _PLAIN or (ours != module and any(f"{ours}.".startswith(f"{part}.") for part in _OURS))

    def _given(self, kind: type, attr: str) -> bool:
        if issubclass(kind, PurePath):
            return attr in _OF_A_PATH
        if issubclass(kind, type):
            return False
        if kind is TemplateModule:  # what another template offers
            return attr not in vars(kind)
        definer = next((one for one in kind.__mro__ if attr in vars(one)), kind)
        return self.given_by(definer.__module__)


_TOUCHED: dict[tuple[type, type, str], bool] = {}
_DECIDED: dict[tuple[type, str], bool] = {}
