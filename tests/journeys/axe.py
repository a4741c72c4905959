"""Ask axe-core what is wrong with a page for people who use it in another way."""

from pathlib import Path

import axe_core_python

SOURCE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


# The bar at the bottom of a phone lies over whatever happens to be there; a person scrolls. It is
# put in its place in the text while axe looks, or what lies half under it has no contrast.
ASK = """async rules => {
  const bars = [...document.querySelectorAll(".tabs")];
  bars.forEach(bar => bar.style.setProperty("position", "static"));
  const found = await axe.run(document, {runOnly: {type: "tag", values: rules}});
  bars.forEach(bar => bar.style.removeProperty("position"));
  return found;
}"""


def faults(page) -> list[str]:
    """Return one line per element axe finds fault with."""
    page.evaluate(SOURCE + ";0")
    found = page.evaluate(ASK, RULES)
    return [
        f"{fault['id']}: {node['target']} {node['html'][:100]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]
