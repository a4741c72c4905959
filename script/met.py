"""Exit 0 when this Python has every pin of a lock file, else say what it lacks."""

import re
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)\s*(?:;\s*([^\\]+?))?\s*\\?$")
FACTS = {
    "sys_platform": sys.platform,
    "platform_python_implementation": "CPython",
    "implementation_name": sys.implementation.name,
    "os_name": "posix",
}


def applies(marker: str | None) -> bool:
    """Return whether a marker concerns this Python; one that is not understood does not count."""
    if not marker:
        return True
    here = sys.version_info[:2]
    words = re.findall(r"(\w+) (==|!=|<|>=) '([^']+)'", marker)
    for name, sign, value in words:
        if name in {"python_full_version", "python_version"}:
            there = tuple(int(part) for part in value.split(".")[:2])
            met = {"==": here == there, "!=": here != there, "<": here < there, ">=": here >= there}
        else:
            met = {"==": FACTS.get(name) == value, "!=": FACTS.get(name) != value}
        if not met.get(sign, False):
            return False
    return bool(words)


def lacking(lock: Path) -> list[str]:
    """Return the pins of the lock file that are not installed here."""
    missing = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        pin = PIN.match(line)
        if not pin or not applies(pin[3]):
            continue
        try:
            if version(pin[1]) == pin[2]:
                continue
        except PackageNotFoundError:
            pass
        missing.append(f"{pin[1]}=={pin[2]}")
    return missing


if __name__ == "__main__":
    missing = lacking(Path(sys.argv[1]))
    if missing:
        print("lacking:", ", ".join(missing), file=sys.stderr)
    sys.exit(bool(missing))
