"""Plugins: found, checked, registered, and called one by one so that a broken one is named and the rest still run.

`pluggy` costs as much as a check of a small file, so it is loaded with the
first plugin that is not ours; ours is a module of the same hooks, called in
the same way.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module

from banlint.errors import UsageError
from banlint.hints import TYPE_CHECKING, Any
from banlint.model import Outcome, Parts, Problem, Registered, Reporter
from banlint.named import NamedTuple
from banlint.plugins import builtin
from banlint.plugins.entrypoints import EntryPoint, installed
from banlint.plugins.later import Later
from banlint.text import show, suggest

if TYPE_CHECKING:
    from pathlib import Path

    import pluggy

    from banlint.catalog.index import Catalog
    from banlint.plugins.hookspecs import Command

OURS = "banlint"
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "banlint_register_readers": ("name", "accepts", "read"),
    "banlint_register_adapters": ("name", "recognises", "assets"),
    "banlint_register_matchers": ("name", "roles", "match"),
    "banlint_register_asset_checks": ("__call__",),
    "banlint_register_inventory_checks": ("__call__",),
    "banlint_register_reporters": ("name", "begin", "finding", "problem", "end"),
    "banlint_register_packs": ("__fspath__",),
    "banlint_register_commands": ("__getitem__",),
}


class Listed(NamedTuple):
    """One plugin as `banlint plugins` shows it."""

    name: str
    version: str
    distribution: str
    hooks: tuple[str, ...]
    """The hooks it implements, without their `banlint_` prefix."""


class _Hook(NamedTuple):
    """One plugin's implementation of a hook, and the parameters it takes."""

    plugin: str
    function: Callable[..., Any]
    takes: tuple[str, ...]


class Plugins:
    """The plugins of one run. `problems` grows as they fail; nothing a plugin does raises out of here."""

    def __init__(self, options: Sequence[str] = (), *, third_party: bool = True) -> None:
        """Load ours, the installed ones, and those `options` name: `name` to load, `no:name` to leave out.

        `third_party` False leaves only ours and those named. Raises `UsageError` when a named one does not exist.
        """
        self.problems: list[Problem] = []
        self._manager: pluggy.PluginManager | None = None
        """Of all plugins but ours; made for the first one."""
        self._origins: dict[str, EntryPoint] = {}
        blocked = {option.removeprefix("no:") for option in options if option.startswith("no:")}
        named = [option for option in options if not option.startswith("no:")]
        offered = installed() if third_party or named else ()
        for point in offered if third_party else ():
            if point.name not in blocked and point.name not in named:
                self._load(point)
        for name in dict.fromkeys(named):
            if name not in blocked:
                self._load(_named(name, offered))

    def parts(self, catalog: "Catalog") -> Parts:
        """Everything registered for a run, ours first, each tagged with its plugin's name."""
        return Parts(
            readers=self._collect("banlint_register_readers"),
            adapters=self._collect("banlint_register_adapters"),
            matchers=self._collect("banlint_register_matchers", catalog=catalog),
            asset_checks=self._collect("banlint_register_asset_checks"),
            inventory_checks=self._collect("banlint_register_inventory_checks"),
        )

    def reporters(self) -> Mapping[str, Callable[[], Reporter]]:
        """What makes a report, by the name of the format. A name that is taken is a problem; nobody replaces one."""
        found: dict[str, Callable[[], Reporter]] = {}
        for plugin, reporter in self._collect("banlint_register_reporters"):
            if reporter.name in found:
                self._problem(plugin, f"format `{show(reporter.name)}` is already there", "give it another name")
            else:
                found[reporter.name] = reporter
        return found

    def packs(self) -> "tuple[Path, ...]":
        """The folders of the rule packs that plugins ship."""
        return tuple(part for _, part in self._collect("banlint_register_packs"))

    def commands(self) -> "tuple[Command, ...]":
        """The commands that plugins add to `banlint`."""
        return tuple(part for _, part in self._collect("banlint_register_commands"))

    def footer(self, outcome: Outcome) -> tuple[str, ...]:
        """The lines plugins add at the end of a report for people."""
        lines: list[str] = []
        for hook in self._hooks("banlint_report_footer"):
            answer = self._call(hook, {"outcome": outcome})
            lines.extend(line for line in answer or () if isinstance(line, str))
        return tuple(lines)

    def listing(self) -> tuple[Listed, ...]:
        """Every plugin that is registered, ours first."""
        found = [Listed(OURS, _version(), OURS, _short(name for name in vars(builtin) if name in _NEEDS))]
        if self._manager:
            for name, plugin in self._manager.list_name_plugin():
                point = self._origins[name]
                hooks = _short(caller.name for caller in self._manager.get_hookcallers(plugin) or ())
                found.append(Listed(name, point.version, point.distribution, hooks))
        return tuple(found)

    def _load(self, point: EntryPoint) -> None:
        self._manager = self._manager or _manager()
        if point.name == OURS or self._manager.has_plugin(point.name):
            self._problem(point.name, "a plugin of this name is already loaded", f"leave one out: -p no:{point.name}")
            return
        try:
            plugin = _resolve(point.target)
            wrong = _unfit(plugin)
            if not wrong:
                self._manager.register(plugin, point.name)
                self._origins[point.name] = point
        except (Exception, SystemExit) as error:  # noqa: BLE001 - the boundary: a plugin may fail in any way
            wrong = _reason(error)
        if wrong:
            self._problem(point.name, wrong)

    def _hooks(self, name: str) -> Iterator[_Hook]:
        """The implementations of the hook `name`, ours first."""
        ours = getattr(builtin, name, None)
        if ours is not None:
            yield _Hook(OURS, ours, ours.__code__.co_varnames[: ours.__code__.co_argcount])
        if self._manager:
            for found in getattr(self._manager.hook, name).get_hookimpls():
                yield _Hook(found.plugin_name, found.function, tuple(found.argnames))

    def _collect(self, name: str, **given: object) -> tuple[Registered[Any], ...]:
        found: list[Registered[Any]] = []
        for hook in self._hooks(name):

            def register(part: object, plugin: str = hook.plugin) -> None:
                missing = [need for need in _NEEDS[name] if not (hasattr(part, need) or isinstance(part, Later))]
                if missing:
                    text = f"registered {show(repr(part), 60)}, which lacks `{missing[0]}`"
                    self._problem(plugin, text, f"see {name} in banlint.plugins.hookspecs")
                else:
                    found.append(Registered(plugin, part))

            self._call(hook, {"register": register, **given})
        return tuple(found)

    def _call(self, hook: _Hook, given: Mapping[str, object]) -> Any:
        try:
            return hook.function(*[given[name] for name in hook.takes])
        except (Exception, SystemExit) as error:  # noqa: BLE001 - the boundary: a plugin may fail in any way
            name = getattr(hook.function, "__name__", "a hook")
            self._problem(hook.plugin, f"{name} failed: {_reason(error)}")
            return None

    def _problem(self, plugin: str, message: str, mend: str = "") -> None:
        mend = mend or f"mend the plugin, or leave it out with: -p no:{show(plugin)}"
        problem = Problem("plugin", f"plugin `{show(plugin)}`: {message}", mend)
        if problem not in self.problems:
            self.problems.append(problem)


def _manager() -> "pluggy.PluginManager":
    import pluggy

    from banlint.plugins import hookspecs

    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    return manager


def _short(hooks: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(hook.removeprefix("banlint_") for hook in hooks))


def _named(name: str, offered: Iterable[EntryPoint]) -> EntryPoint:
    """The entry point called `name`, or one made of the module of that name."""
    offered = tuple(offered)
    for point in offered:
        if point.name == name:
            return point
    module = name.partition(":")[0]
    if not all(part.isidentifier() for part in module.split(".")) or not _exists(module):
        near = suggest(name, [point.name for point in offered])
        mend = f"did you mean `{near}`?" if near else "`banlint plugins` lists those installed"
        raise UsageError(f"no plugin and no module is called `{show(name)}`", mend)
    return EntryPoint(name, name, module.partition(".")[0], str(getattr(sys.modules.get(module), "__version__", "")))


def _exists(module: str) -> bool:
    try:
        import_module(module)
    except ModuleNotFoundError as error:
        return error.name is None or not (module == error.name or module.startswith(f"{error.name}."))
    except (Exception, SystemExit):  # noqa: BLE001 - it exists and fails: loading it will say so, by name
        return True
    return True


def _resolve(target: str) -> object:
    module, _, attributes = target.partition(":")
    found: object = import_module(module)
    for attribute in filter(None, attributes.split(".")):
        found = getattr(found, attribute)
    return found


def _unfit(plugin: object) -> str:
    """Why `plugin` cannot be registered, or an empty string."""
    from banlint.plugins import hookspecs

    names = [name for name in dir(plugin) if name.startswith("banlint_")]
    known = [name for name in vars(hookspecs) if name.startswith("banlint_")]
    for name in names:
        if name not in known:
            near = suggest(name, known)
            return f"`{show(name)}` is not a hook" + (f"; did you mean `{near}`?" if near else "")
        options: Mapping[str, Any] | None = getattr(getattr(plugin, name), "banlint_impl", None)
        if options is None:
            return f"`{name}` is not marked with @hookimpl, so it would never be called"
        if options.get("wrapper") or options.get("hookwrapper"):
            return f"`{name}` is a wrapper; hooks of banlint are called one by one and cannot be wrapped"
    return "" if names else "it implements no hook of banlint"


def _reason(error: BaseException) -> str:
    return show(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__)


def _version() -> str:
    from banlint import __version__

    return __version__
