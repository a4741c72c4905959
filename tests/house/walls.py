"""Rules of docs/architecture.md that no linter knows; each returns the faults it finds in a tree.

Every function takes the root of a checkout, so that test_planted.py can show that it sees a fault.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

FLOORS = [
    {"web"},
    {"exchange"},
    {"plans", "delivery", "relations", "activities", "learning"},
    {"partnerships"},
    {"needs"},
    {"facilities", "governance"},
    {"parties"},
    {"regions"},
    {"core", "ui"},
    {"engine"},
]
HEIGHT = {room: len(FLOORS) - number for number, floor in enumerate(FLOORS) for room in floor}
DOMAIN = set().union(*FLOORS[2:8])

ROOM_NAMES = {"models", "lifecycle", "rules", "queries", "bridge", "actions", "forms", "views"}
ROOM_NAMES |= {"urls", "admin", "apps", "migrations", "management", "templatetags", "__init__"}
OWN_NAMES = {
    "web": {
        "pages",
        "middleware",
        "navigation",
        "search",
        "urls",
        "apps",
        "models",
        "actions",
        "queries",
    }
    | {"migrations", "management", "templatetags", "__init__"},
    "core": {
        "models",
        "access",
        "text",
        "audit",
        "jobs",
        "child",
        "files",
        "tokens",
        "triggers",
        "typeset",
        "papers",
        "seals",
        "registry",
        "health",
        "logs",
        "backup",
        "bulk",
    }
    | {"apps", "migrations", "management", "__init__"},
    "ui": {
        "apps",
        "formats",
        "forms",
        "personal",
        "parts",
        "charts",
        "gallery",
        "templatetags",
        "views",
        "urls",
        "__init__",
    },
    "parties": ROOM_NAMES | {"adapters"},
    "exchange": ROOM_NAMES | {"spreadsheets"},
}
PUBLIC = {"models", "queries", "actions", "rules", "lifecycle"}
ENGINE_MAY_IMPORT = {"numpy", "scipy", "highspy", "networkx", "sambung"}
KEYS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
GEOMETRY = r"(?:cx|cy|r|rx|ry|x|y|x1|x2|y1|y2|dx|dy|width|height|d|points|transform|viewBox|offset)"


def room_of(path: Path, root: Path) -> str:
    """Return the room a file of the package is in."""
    return path.relative_to(root / "sambung").parts[0]


def sources(root: Path) -> Iterator[Path]:
    """Yield every Python file of the package except migrations."""
    for path in sorted((root / "sambung").rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


def tree(path: Path) -> ast.Module:
    """Parse one file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def templates(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield every template with the room it is in."""
    for path in sorted((root / "sambung").glob("*/templates/**/*")):
        if path.is_file() and path.suffix != ".docx":
            yield room_of(path, root), path


def strange_file_names(root: Path) -> list[str]:
    """Inside every room the ten file names and no others: helpers.py has no place."""
    faults = []
    for room in sorted(set(HEIGHT) - {"engine"}):
        allowed = OWN_NAMES.get(room, ROOM_NAMES)
        for path in sorted((root / "sambung" / room).glob("*")):
            is_code = path.suffix == ".py" or (path / "__init__.py").exists()
            if is_code and path.stem not in allowed:
                faults.append(f"{path.relative_to(root)}: a room has no file of this name")
    return faults


def long_files(root: Path) -> list[str]:
    """No file passes 400 lines; then it becomes a folder of the same name."""
    paths = [*sources(root), *sorted((root / "tests").rglob("*.py"))]
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    return [
        f"{path.relative_to(root)}: {length} lines, at most 400"
        for path, length in lengths.items()
        if length > 400
    ]


def bare_forms(root: Path) -> list[str]:
    """Every form is a ui.forms.Form, which refuses the numbers of persons."""
    bare = re.compile(r"^class \w+\(.*\bforms\.(?:Model)?Form\b", re.MULTILINE)
    return [
        f"{path.relative_to(root)}: derive forms from sambung.ui.forms.Form"
        for path in sources(root)
        if path.parts[-2:] != ("ui", "forms.py") and bare.search(path.read_text(encoding="utf-8"))
    ]


def imported_rooms(module: ast.Module) -> dict[str, str]:
    """Return local name -> room for everything imported from a room's models."""
    return {
        alias.asname or alias.name: node.module.split(".")[1]
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom)
        and node.module
        and re.match(r"sambung\.\w+\.models", node.module)
        for alias in node.names
    }


def keys(root: Path) -> Iterator[tuple[Path, ast.Call]]:
    """Yield every relation field declared in a models file."""
    for path in sources(root):
        if path.stem != "models" and "models" not in path.parts:
            continue
        for node in ast.walk(tree(path)):
            name = getattr(getattr(node, "func", None), "attr", "")
            if isinstance(node, ast.Call) and name in KEYS and node.args:
                yield path, node


def string_keys(root: Path) -> list[str]:
    """A relation names its model by import; a string hides the arrow."""
    return [
        f"{path.relative_to(root)}:{call.lineno}: relation to {call.args[0].value!r} by string"
        for path, call in keys(root)
        if isinstance(call.args[0], ast.Constant) and call.args[0].value != "self"
    ]


def target_room(path: Path, call: ast.Call) -> str | None:
    """Return the room a relation points into, None for the file's own room."""
    target = call.args[0]
    if isinstance(target, ast.Constant):
        label = str(target.value)
        return label.split(".")[0] if "." in label else None
    return imported_rooms(tree(path)).get(getattr(target, "id", ""))


def climbing_keys(root: Path) -> list[str]:
    """A key into another room points down, and no reverse accessor climbs back."""
    faults = []
    for path, call in keys(root):
        here, there = room_of(path, root), target_room(path, call)
        if there is None or there == here:
            continue
        where = f"{path.relative_to(root)}:{call.lineno}"
        if HEIGHT.get(there, 0) >= HEIGHT[here]:
            faults.append(f"{where}: key from {here} up to {there}")
        words = {word.arg: getattr(word.value, "value", None) for word in call.keywords}
        if words.get("related_name") != "+":
            faults.append(f'{where}: a key into {there} needs related_name="+"')
    return faults


def climbing_templates(root: Path) -> list[str]:
    """A template includes, extends and links its own room, a lower one, or the shell's base."""
    faults = []
    arrow = re.compile(r"""\{%\s*(include|extends|url)\s+["']([\w.\-]+)[:/]""")
    for room, path in templates(root):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for kind, target in arrow.findall(line):
                if target in HEIGHT and not may_know(room, target):
                    faults.append(f"{path.relative_to(root)}:{number}: {kind} up to {target}")
    return faults


def may_know(room: str, other: str) -> bool:
    """Return whether a room may name another: itself, or one on a lower floor."""
    return room == other or HEIGHT[other] < HEIGHT[room]


def private_imports(root: Path) -> list[str]:
    """From another room one may import its models, queries, actions, rules and lifecycle only."""
    faults = []
    for path in sources(root):
        here = path.relative_to(root / "sambung").parts[0]
        for node in ast.walk(tree(path)):
            for there, name in crossings(node):
                if there in DOMAIN and there != here and name not in PUBLIC:
                    faults.append(f"{path.relative_to(root)}:{node.lineno}: {there}.{name}")
    return faults


def crossings(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield (room, module) of every import of a room's module in one statement."""
    if isinstance(node, ast.Import):
        dotted = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom) and node.module:
        dotted = [f"{node.module}.{alias.name}" for alias in node.names]
    else:
        return
    for parts in (name.split(".") for name in dotted):
        if parts[0] == "sambung" and len(parts) > 2:
            yield parts[1], parts[2]


def strangers_in_the_engine(root: Path) -> list[str]:
    """The engine imports numpy, scipy, highspy, networkx and the standard library, nothing else."""
    allowed = ENGINE_MAY_IMPORT | set(sys.stdlib_module_names)
    faults = []
    for path in sources(root):
        if room_of(path, root) != "engine":
            continue
        known = allowed | ({"numba"} if path.stem == "kernels" else set())
        known |= {"dask", "distributed"} if path.stem == "cluster" else set()
        for node in ast.walk(tree(path)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            faults += [
                f"{path.relative_to(root)}:{node.lineno}: the engine may not import {name}"
                for name in names
                if name.split(".")[0] not in known
            ]
    return faults


def queries_in_loops(root: Path) -> list[str]:
    """Nothing that reads asks the database once per row."""
    faults = []
    for path in sources(root):
        if not {"queries", "views", "pages"} & {path.stem, *path.parts}:
            continue
        for loop in ast.walk(tree(path)):
            for body in loop_bodies(loop):
                faults += [
                    f"{path.relative_to(root)}:{node.lineno}: a query in a loop"
                    for node in ast.walk(body)
                    if isinstance(node, ast.Attribute) and node.attr == "objects"
                ]
    return faults


def loop_bodies(node: ast.AST) -> list[ast.AST]:
    """Return what a loop or comprehension does once per row."""
    if isinstance(node, (ast.For, ast.While)):
        return list(node.body)
    if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
        return [node.elt]
    if isinstance(node, ast.DictComp):
        return [node.key, node.value]
    return []


def geometry_in_templates(root: Path) -> list[str]:
    """Geometry is built in Python: a number a template writes may come out as 12,5."""
    hole = re.compile(rf"""\s{GEOMETRY}=["'][^"']*\{{\{{""")
    shape = re.compile(r"<(?:svg|g|circle|rect|line|path|polyline|polygon|text|ellipse|use)\b[^>]*")
    return [
        f"{path.relative_to(root)}: {found.group(0)[:60]!r} writes geometry"
        for _, path in templates(root)
        for found in shape.finditer(path.read_text(encoding="utf-8"))
        if hole.search(found.group(0))
    ]


def commas_in_geometry(markup: str) -> list[str]:
    """Return attributes of shapes in finished markup that hold a decimal comma."""
    single = r"(?:cx|cy|r|rx|ry|x|y|x1|x2|y1|y2|dx|dy|width|height)"
    return re.findall(rf"""\s({single}=["']-?\d+,\d+["'])""", markup)


def settings_read(root: Path) -> set[str]:
    """Return the name of every environment variable the settings and gunicorn's file read."""
    reads = re.compile(r"""(?:environ\.get|env_\w+)\(\s*["']([A-Z_]+)["']""")
    paths = [root / "sambung" / "settings.py", root / "gunicorn.conf.py"]
    return {name for path in paths for name in reads.findall(path.read_text(encoding="utf-8"))}


def verbs(root: Path) -> set[str]:
    """Return every verb of the trail: all words of the form noun.verb in actions and lifecycles."""
    verb = re.compile(r"^(?!sambung\.)[a-z_]+\.[a-z_-]+$")
    found: set[str] = set()
    for path in sources(root):
        if {"actions", "lifecycle"} & {path.stem, *path.parts}:
            module = tree(path)
            found |= {word for word in words_in(module) if verb.match(word)} - job_names(module)
    return found


def words_in(node: ast.AST) -> set[str]:
    """Return every string constant below a node."""
    constants = [one for one in ast.walk(node) if isinstance(one, ast.Constant)]
    return {one.value for one in constants if isinstance(one.value, str)}


def job_names(module: ast.Module) -> set[str]:
    """Return what a file enqueues: names of jobs look like verbs and are none."""
    calls = [node for node in ast.walk(module) if isinstance(node, ast.Call)]
    names = {"enqueue", "register"}
    return {
        word
        for call in calls
        if getattr(call.func, "attr", getattr(call.func, "id", "")) in names
        for argument in call.args[:1]
        for word in words_in(argument)
    }
