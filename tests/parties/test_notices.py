"""A notice is read in the language of whoever gets it, not of whoever caused it."""

import pytest
from django.utils import translation
from django.utils.translation import gettext as _

from sambung.parties import actions
from sambung.parties.models import Notice

pytestmark = pytest.mark.db


def test_notify_says_it_to_each_in_their_own_language(cast):
    cast.citra.language = "en"
    cast.citra.save()
    with translation.override("en"):
        count = actions.notify(
            text=lambda: _("Masuk dulu untuk melakukan ini."), url="/", users=[cast.ayu, cast.citra]
        )
    said = dict(Notice.objects.values_list("user__name", "text"))
    assert count == 2
    assert said[cast.ayu.name] == "Masuk dulu untuk melakukan ini."
    assert said[cast.citra.name] != said[cast.ayu.name]
    assert translation.get_language() == "id"


def test_notify_keeps_a_persons_own_words_as_they_are(cast):
    actions.notify(text="Pompa mati", url="/", organisation=cast.company)
    assert set(Notice.objects.values_list("text", flat=True)) == {"Pompa mati"}
