"""The manual, served from docs/manual/<language>/NN-name.md; raw HTML in it is shown as text."""

import re
from dataclasses import dataclass
from pathlib import Path

import markdown
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

FOLDER = Path(settings.ROOT_DIR) / "docs" / "manual"
PICTURES = FOLDER / "pictures"
CHAPTER = re.compile(r"\d\d-(?P<slug>[a-z0-9-]+)\.md")
TO_CHAPTER = re.compile(r'href="(?:\./)?\d\d-(?P<slug>[a-z0-9-]+)\.md(?P<rest>#[^"]*)?"')
TO_PICTURE = re.compile(r'src="(?:\.\./)?pictures/(?P<name>[a-z0-9-]+\.(?:png|jpg|webp))"')


@dataclass(frozen=True)
class Chapter:
    """One chapter: its file, the word in its address, and its title."""

    path: Path
    slug: str
    title: str


def chapters(language: str) -> list[Chapter]:
    """Return the chapters in their order; the Indonesian ones where a language has none."""
    folder = FOLDER / language
    paths = sorted(folder.glob("[0-9][0-9]-*.md")) or sorted(FOLDER.glob("id/[0-9][0-9]-*.md"))
    found = [(path, CHAPTER.fullmatch(path.name)) for path in paths]
    return [Chapter(path, match["slug"], title_of(path)) for path, match in found if match]


def title_of(path: Path) -> str:
    """Return the first heading of the chapter."""
    with path.open(encoding="utf-8") as lines:
        return next((line[2:].strip() for line in lines if line.startswith("# ")), path.stem)


def rendered(path: Path) -> SafeString:
    """Return the chapter's body as HTML, without its title, links and pictures made ours."""
    text = re.sub(r"\A\s*# .*\n", "", path.read_text(encoding="utf-8"))
    reader = markdown.Markdown(extensions=["tables", "sane_lists", "toc"], output_format="html")
    reader.preprocessors.deregister("html_block")
    reader.inlinePatterns.deregister("html")
    html = reader.convert(text)
    html = TO_CHAPTER.sub(
        lambda m: f'href="{reverse("web:manual-page", args=[m["slug"]])}{m["rest"] or ""}"', html
    )
    html = TO_PICTURE.sub(
        lambda m: f'src="{reverse("web:manual-picture", args=[m["name"]])}" loading="lazy"', html
    )
    return mark_safe(html)  # noqa: S308 - our own chapters, raw HTML switched off above


def manual(request: HttpRequest) -> HttpResponse:
    """Show the contents of the manual."""
    found = chapters(get_language() or "id")
    return render(request, "web/manual.html", {"chapters": found})


def manual_page(request: HttpRequest, chapter: str) -> HttpResponse:
    """Show one chapter with the way to the next."""
    found = chapters(get_language() or "id")
    place = next((n for n, row in enumerate(found) if row.slug == chapter), None)
    if place is None:
        raise Http404(_("Bab ini tidak ada."))
    context = {
        "chapter": found[place],
        "chapters": found,
        "body": rendered(found[place].path),
        "before": found[place - 1] if place else None,
        "after": found[place + 1] if place + 1 < len(found) else None,
        "crumbs": [(_("Panduan"), reverse("web:manual")), (found[place].title, "")],
    }
    return render(request, "web/manual_page.html", context)


def manual_picture(request: HttpRequest, name: str) -> FileResponse:
    """Answer with a picture of the manual; anything else is not there."""
    path = PICTURES / name
    if not re.fullmatch(r"[a-z0-9-]+\.(png|jpg|webp)", name) or not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"))
    response["Cache-Control"] = "public, max-age=86400"
    return response
