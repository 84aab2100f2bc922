"""Which rules there are: built-in files, entry points and Python files named in the settings.

A built-in rule FAMILY/NAME is found by its file, so that only the selected rules are imported. A
rule that cannot be loaded, or an id that is given twice, is a ConfigError: never a silent skip.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterable, Sequence

from .config import ConfigError, Settings
from .rule import Rule

GROUP = "qa_lint.rules"
_PACKAGE = os.path.join(os.path.dirname(__file__), "rules")


def builtin_ids() -> list[str]:
    """Ids of the built-in rules, sorted; imports none of them."""
    found = []
    for family in os.listdir(_PACKAGE):
        folder = os.path.join(_PACKAGE, family)
        if family.startswith("_") or not os.path.isdir(folder):
            continue
        for name in os.listdir(folder):
            if name.endswith(".py") and not name.startswith("_"):
                found.append(f"{family}/{name[:-3].replace('_', '-')}")
    return sorted(found)


def load_builtin(rule_id: str) -> type[Rule]:
    """The class of a built-in rule; raises ConfigError when its file is broken."""
    family, _, name = rule_id.partition("/")
    path = f"{__package__}.rules.{family}.{name.replace('-', '_')}"
    try:
        module = importlib.import_module(path)
    except Exception as error:
        raise ConfigError(f"{path}: {type(error).__name__}: {error}") from error
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, Rule) and value.id == rule_id:
            return value
    raise ConfigError(f"{module.__file__}: no rule with the id '{rule_id}'")


class Registry:
    """All rules by id, loaded on demand."""

    def __init__(self, settings: Settings) -> None:
        """Load plugins and list the built-in rules; raises ConfigError."""
        self._builtin = builtin_ids()
        self._loaded: dict[str, type[Rule]] = {}
        for rule, origin in [*_from_entry_points(), *_from_files(settings.plugins)]:
            self._add(rule, origin)

    def _add(self, rule: type[Rule], origin: str) -> None:
        if not rule.id or rule.id.count("/") != 1:
            raise ConfigError(f"{origin}: rule {rule.__name__} has no id of the form family/name")
        if rule.id in self._loaded or rule.id in self._builtin:
            raise ConfigError(f"{origin}: the rule id '{rule.id}' is already taken")
        for field in ("summary", "why"):
            if not hasattr(rule, field):
                raise ConfigError(f"{origin}: rule '{rule.id}' has no {field}")
        self._loaded[rule.id] = rule

    @property
    def ids(self) -> list[str]:
        """All rule ids, sorted."""
        return sorted({*self._builtin, *self._loaded})

    def get(self, rule_id: str) -> type[Rule]:
        """The class of a rule; raises ConfigError for an unknown id."""
        if rule_id not in self._loaded:
            if rule_id not in self._builtin:
                raise ConfigError(self.unknown(rule_id))
            self._loaded[rule_id] = load_builtin(rule_id)
        return self._loaded[rule_id]

    def unknown(self, name: str) -> str:
        """The message for a name that is neither a rule nor a family."""
        from difflib import get_close_matches

        close = get_close_matches(name, [*self.ids, *self.families], 1)
        hint = f"; did you mean '{close[0]}'?" if close else ""
        return f"unknown rule '{name}'{hint}"

    @property
    def families(self) -> list[str]:
        """All family names, sorted."""
        return sorted({rule_id.partition("/")[0] for rule_id in self.ids})

    def expand(self, names: Iterable[str], everything: bool) -> list[str]:
        """Rule ids that `names` (ids, families, "all") stand for; raises ConfigError.

        A family stands for its rules that run by default, or for all when `everything`.
        """
        found: list[str] = []
        for name in names:
            if name in self.ids:
                found.append(name)
                continue
            if name != "all" and name not in self.families:
                raise ConfigError(self.unknown(name))
            for rule_id in self.ids:
                if name in ("all", rule_id.partition("/")[0]) and (
                    everything or self.get(rule_id).default
                ):
                    found.append(rule_id)
        return found

    def select(self, select: Sequence[str], ignore: Sequence[str]) -> list[Rule]:
        """Instances of the selected rules in the order of their ids; raises ConfigError."""
        chosen = set(self.expand(select or ("all",), everything=False))
        chosen -= set(self.expand(ignore, everything=True))
        return [self.get(rule_id)() for rule_id in sorted(chosen)]


def _from_entry_points() -> list[tuple[type[Rule], str]]:
    # importlib.metadata costs more than a whole warm run, so it is only imported
    # when some installed package declares the group.
    if not any(_declares_rules(folder) for folder in sys.path):
        return []
    from importlib.metadata import entry_points

    found = []
    for point in entry_points(group=GROUP):
        origin = f"entry point {point.name} ({point.value})"
        try:
            value = point.load()
        except Exception as error:
            raise ConfigError(f"{origin}: {type(error).__name__}: {error}") from None
        found += [(rule, origin) for rule in _rules_in(value)]
        if not _rules_in(value):
            raise ConfigError(f"{origin}: neither a rule class nor a module with rules")
    return found


def _declares_rules(folder: str) -> bool:
    try:
        names = os.listdir(folder or ".")
    except OSError:
        return False
    for name in names:
        if name.endswith((".dist-info", ".egg-info")):
            try:
                with open(os.path.join(folder, name, "entry_points.txt"), "rb") as file:
                    if b"[" + GROUP.encode() + b"]" in file.read():
                        return True
            except OSError:
                continue
    return False


def _from_files(paths: Sequence[str]) -> list[tuple[type[Rule], str]]:
    found: list[tuple[type[Rule], str]] = []
    if not paths:
        return found
    import importlib.util

    for path in paths:
        if not os.path.isfile(path):
            raise ConfigError(f"{path}: plugin file not found")
        spec = importlib.util.spec_from_file_location(
            "qa_lint_plugin_" + os.path.splitext(os.path.basename(path))[0], path
        )
        if spec is None or spec.loader is None:
            raise ConfigError(f"{path}: not a Python file")
        module = importlib.util.module_from_spec(spec)
        try:
            spec.loader.exec_module(module)
        except Exception as error:
            raise ConfigError(f"{path}: {_where(error, path)}{error}") from None
        rules = _rules_in(module)
        if not rules:
            raise ConfigError(f"{path}: no class derived from qa_lint.rule.Rule")
        found += [(rule, path) for rule in rules]
    return found


def _where(error: Exception, path: str) -> str:
    trace = error.__traceback__
    line = error.lineno if isinstance(error, SyntaxError) else None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == path:
            line = trace.tb_lineno
        trace = trace.tb_next
    return f"line {line}: {type(error).__name__}: " if line else f"{type(error).__name__}: "


def _rules_in(value: object) -> list[type[Rule]]:
    candidates = [value] if isinstance(value, type) else list(vars(value).values())
    return [
        item
        for item in candidates
        if isinstance(item, type) and issubclass(item, Rule) and item is not Rule and item.id
    ]
