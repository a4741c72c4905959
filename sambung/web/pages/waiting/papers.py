"""Photos of paper forms that wait to be typed."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from sambung.core.access import Actor
from sambung.exchange.queries import paper as papers
from sambung.ui import formats
from sambung.web.pages.waiting.row import Waiting

TYPE_WITHIN = 7  # days; a choice of this project, so that a village soon sees its paper was read
MOST_ROWS = 20


def paper_rows(actor: Actor) -> list[Waiting]:
    """Return the papers the actor may type, those that came first on top."""
    return [
        Waiting(
            timezone.localdate(form.sent_at) + timedelta(days=TYPE_WITHIN),
            _("Ketik %(kind)s dari %(place)s")
            % {"kind": form.get_kind_display(), "place": form.region.full_name},
            _("Foto masuk %s.") % formats.full_date(form.sent_at)
            if form.is_known
            else _("Foto masuk %s dari pengirim yang belum dikenal.")
            % formats.full_date(form.sent_at),
            form.get_absolute_url(),
            _("Ketik"),
            form.region,
        )
        for form in papers.waiting_for(actor)[:MOST_ROWS]
    ]
