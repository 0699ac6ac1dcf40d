"""dlcore, concept by concept: what each public module offers and what its tests compare it with.

Nothing is typed: names come from the modules, proofs from the source of the tests. A test speaks for the modules whose
public names it mentions, itself or through what it uses of its file. Its proof is what it does: it calls
``check_gradients`` or ``numerical_gradient`` (differences), draws its examples (properties), or is marked ``published``
or ``independent``. PyTorch's cases are run, and speak for the modules that they call.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from types import FrameType, ModuleType

import dlcore
from dlcore.ops.op import Op

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests" / "dlcore"
DIFFERENCES = {"check_gradients", "numerical_gradient"}
EVERYWHERE = {"dlcore.errors", "dlcore.rng", "dlcore.layer"}  # what every test touches and what is no concept


@dataclass
class Proof:
    """What one module is proven against: sources of published numbers, and how many tests of each other kind."""

    published: set[str] = field(default_factory=set)
    tests: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        parts = [f"published values ({', '.join(sorted(self.published))})"] if self.published else []
        kinds = (
            ("independent", "an independent calculation"),
            ("pytorch", "PyTorch"),
            ("differences", "finite differences"),
            ("properties", "properties"),
        )
        parts += [words for kind, words in kinds if self.tests[kind]]
        return "; ".join(parts) or "tests of its own"


def table() -> str:
    """The concepts as a Markdown table: names, module, proofs."""
    proofs = proven()
    lines = ["| Concept | Module | Proven against |", "| --- | --- | --- |"]
    for module, names in concepts().items():
        path = Path(inspect.getfile(importlib.import_module(module))).relative_to(ROOT)
        listed = ", ".join(f"`{name}`" for name in names)
        lines.append(f"| {listed} | [{path.relative_to('dlcore')}]({path}) | {proofs[module]} |")
    return "\n".join(lines)


@cache
def concepts() -> dict[str, list[str]]:
    """The public names of dlcore by the module in which they are defined, in the order of the folders."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for module in _modules():
        for name, value in _offered(module):
            if value.__module__ not in EVERYWHERE:
                found[value.__module__].add(name)
    return {module: sorted(found[module], key=lambda name: (name.lower(), name)) for module in sorted(found)}


def _modules() -> list[ModuleType]:
    inside = (info.name for info in pkgutil.walk_packages(dlcore.__path__, "dlcore."))
    return [dlcore, *(importlib.import_module(name) for name in inside if not name.endswith(".make_digits"))]


def _offered(module: ModuleType) -> Iterator[tuple[str, object]]:
    """Functions and classes in a module's ``__all__``; operations stand behind the function of their name."""
    for name in getattr(module, "__all__", ()):
        value = getattr(module, name)
        if inspect.isfunction(value) or (inspect.isclass(value) and not issubclass(value, Op)):
            yield name, value


@cache
def proven() -> Mapping[str, Proof]:
    """What each module is proven against, by its name."""
    proofs: defaultdict[str, Proof] = defaultdict(Proof)
    for file in sorted(TESTS.glob("test_*.py")):
        for test in TestFile(file).tests():
            for module in test.modules:
                proofs[module].published |= test.published
                proofs[module].tests.update(kind for kind in test.kinds if _can_be(kind, module))
    for module, cases in called_by_cases().items():
        proofs[module].tests["pytorch"] += cases
    return proofs


def _can_be(kind: str, module: str) -> bool:
    """Whether a proof makes sense for a module: only what computes with Tensors has gradients."""
    return kind != "differences" or hasattr(importlib.import_module(module), "Tensor")


@dataclass(frozen=True)
class Test:
    """A test: the modules that it speaks for, and how."""

    modules: set[str]
    published: set[str]
    kinds: list[str]


@dataclass(frozen=True)
class TestFile:
    """The source of a file of tests, and what its names stand for."""

    path: Path

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"))

    @cached_property
    def defined(self) -> dict[str, ast.stmt]:
        """What is defined at the top of the file: helpers, fixtures, constants."""
        found = {}
        for node in self.tree.body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                found[node.name] = node
            elif isinstance(node, ast.Assign):
                found |= {name.id: node for t in node.targets for name in ast.walk(t) if isinstance(name, ast.Name)}
        return found

    @cached_property
    def imported(self) -> dict[str, object]:
        """What was imported from dlcore, by the name that it has in the file."""
        found: dict[str, object] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "dlcore":
                module = importlib.import_module(node.module)
                found |= {alias.asname or alias.name: getattr(module, alias.name) for alias in node.names}
            elif isinstance(node, ast.Import):
                found |= {a.asname or "dlcore": dlcore for a in node.names if a.name.split(".")[0] == "dlcore"}
        inside = [(name, module) for name, module in found.items() if isinstance(module, ModuleType)]
        return found | {f"{name}.{key}": value for name, module in inside for key, value in vars(module).items()}

    def tests(self) -> Iterator[Test]:
        """The tests of the file that prove something."""
        for node in self.tree.body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                marks = [ast.unparse(decorator) for decorator in node.decorator_list]
                names = self.mentioned(node)
                modules = set().union(*(homes(self.imported[name]) for name in names if name in self.imported))
                modules |= self.by_string(node, names)
                kinds = [
                    *(["independent"] if any("mark.independent" in mark for mark in marks) else []),
                    *(["properties"] if any(mark.startswith("given(") for mark in marks) else []),
                    *(["differences"] if DIFFERENCES & names else []),
                ]
                sources = [
                    ast.literal_eval(source) for d in node.decorator_list if _is_published(d) for source in d.args
                ]
                yield Test(modules, set(sources), kinds)

    @cached_property
    def mentions(self) -> dict[str, set[str]]:
        """The names that each thing defined in the file mentions itself."""
        return {name: self.named_in(node) for name, node in self.defined.items()}

    def named_in(self, node: ast.AST) -> set[str]:
        """The names in a piece of source; of dotted ones those that lead into dlcore."""
        names = set()
        for n in ast.walk(node):
            if isinstance(n, ast.Name):
                names.add(n.id)
            elif isinstance(n, ast.arg):  # fixtures
                names.add(n.arg)
            elif isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name):
                names |= {f"{n.value.id}.{n.attr}"} & self.imported.keys()
        return names

    def mentioned(self, node: ast.AST) -> set[str]:
        """Names that a piece of source mentions, and those that its helpers and constants in this file mention."""
        names = self.named_in(node)
        ahead = names & self.defined.keys()
        while ahead:
            more = self.mentions[ahead.pop()] - names
            names |= more
            ahead |= more & self.defined.keys()
        return names

    def by_string(self, node: ast.FunctionDef, names: set[str]) -> set[str]:
        """Modules of public names that are given as strings, to ``getattr(dlcore, name)`` or ``ACTIVATIONS[name]``."""
        if not {"getattr", "ACTIVATIONS"} & names:
            return set()
        reached = [node, *(self.defined[name] for name in names if name in self.defined)]
        strings = {n.value for root in reached for n in ast.walk(root) if isinstance(n, ast.Constant)}
        public = {name: getattr(dlcore, name) for name in dlcore.__all__} | dict(dlcore.ACTIVATIONS)
        return set().union(*(homes(public[text]) for text in strings if isinstance(text, str) and text in public))


def _is_published(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("mark.published")


def homes(value: object) -> set[str]:
    """The modules in which something of dlcore is defined; those of all its entries for a table such as ACTIVATIONS."""
    if isinstance(value, Mapping):
        return set().union(*(homes(entry) for entry in value.values()))
    if isinstance(value, ModuleType):
        return set()
    return {getattr(value, "__module__", None) or type(value).__module__}


def called_by_cases() -> Counter[str]:
    """How many of PyTorch's cases call something of each module themselves."""
    sys.path.insert(0, str(TESTS))
    families = importlib.import_module("torch_reference.families").families()
    files = {str(file) for file in (TESTS / "torch_reference" / "cases").glob("*.py")}
    counts: Counter[str] = Counter()
    for case in (case for cases in families.values() for case in cases):
        called: set[str] = set()

        def note(frame: FrameType, event: str, _: object, called: set[str] = called) -> None:
            if frame.f_back and frame.f_back.f_code.co_filename in files:
                called.add(_home(frame))

        before = sys.gettrace()
        sys.settrace(note)  # tells of each call; that it returns None spares us the lines
        try:
            case.by_dlcore()
        finally:
            sys.settrace(before)
        counts.update(called)
    return counts


def _home(frame: FrameType) -> str:
    """The module of what was called: of the object's class for a method."""
    owner = frame.f_locals.get("self")
    return type(owner).__module__ if owner is not None else frame.f_globals["__name__"]


if __name__ == "__main__":
    print(table())
