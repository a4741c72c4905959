"""Draw the icons of the home screen from the mark: `python script/icons.py`; the results are kept.

The same circles and line as sambung/ui/static/ui/mark.svg. The maskable one leaves the outer fifth
empty, for phones that cut a circle out of it.
"""

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).resolve().parents[1] / "sambung" / "ui" / "static" / "ui" / "icons"
WATER, EARTH, PAPER = "#0B6E8F", "#A4611A", "#FFFFFF"
SMOOTH = 4  # drawn larger, then made smaller
LEFT, TOP, WIDE = 0, -8, 38  # the view box of the mark
ICONS = {"icon-192": (192, 0.82), "icon-512": (512, 0.82), "icon-maskable-512": (512, 0.6)}


def drawn(size: int, share: float) -> Image.Image:
    """Return the mark on white, filling this share of the side."""
    full = size * SMOOTH
    step = full * share / WIDE
    margin = full * (1 - share) / 2
    picture = Image.new("RGB", (full, full), PAPER)
    pen = ImageDraw.Draw(picture)

    def at(x: float, y: float) -> tuple[float, float]:
        return margin + (x - LEFT) * step, margin + (y - TOP) * step

    def disc(x: float, y: float, radius: float, colour: str) -> None:
        pen.ellipse([*at(x - radius, y - radius), *at(x + radius, y + radius)], fill=colour)

    disc(8, 11, 8, WATER)
    disc(8, 11, 4, PAPER)
    pen.rectangle([*at(14, 9), *at(23, 13)], fill=WATER)
    disc(29, 11, 8, EARTH)
    return picture.resize((size, size), Image.Resampling.LANCZOS).quantize(32)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, (size, share) in ICONS.items():
        drawn(size, share).save(FOLDER / f"{name}.png", optimize=True)
