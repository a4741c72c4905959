import pytest
from django.core.paginator import Paginator
from django.template import RequestContext, Template
from django.test import RequestFactory
from django.utils import translation

from sambung.ui import parts


def render(source, query="", **context):
    request = RequestFactory().get(f"/daftar/?{query}")
    return Template(source).render(RequestContext(request, context))


def test_filters_none_never_prints_zero_or_none():
    page = render(
        "{{ x|rupiah }}|{{ x|rupiah_pendek }}|{{ x|angka }}|{{ x|persen }}|{{ x|tanggal }}", x=None
    )
    assert "None" not in page
    assert "0" not in page


def test_rupiah_pendek_carries_the_full_amount():
    assert (
        render("{{ 1250000000|rupiah_pendek }}")
        == '<abbr title="Rp1.250.000.000">Rp1,25 miliar</abbr>'
    )
    with translation.override("en"):
        assert "Rp1.25 billion" in render("{{ 1250000000|rupiah_pendek }}")


def test_badge_unknown_kind_is_refused():
    assert render("{% badge 'ok' 'berlaku' %}") == '<span class="b ok">berlaku</span>'
    with pytest.raises(parts.UnknownPart, match="ngawur"):
        render("{% badge 'ngawur' 'x' %}")


def test_icon_unknown_name_is_refused_and_a_known_one_is_silent():
    assert 'aria-hidden="true"' in render("{% icon 'search' %}")
    with pytest.raises(parts.UnknownPart):
        render("{% icon '../../settings' %}")


def test_parts_escape_what_people_typed():
    page = render(
        "{% badge 'ok' x %}{% empty x %}{% endempty %}{% breadcrumbs c %}",
        x="<b>",
        c=[("<i>", "/")],
    )
    assert "<b>" not in page
    assert "<i>" not in page


def test_sort_header_second_tap_turns_round_and_leaves_the_page_number():
    head = "{% sort_header 'orang' 'Orang' numeric=True %}"
    assert "urut=-orang" in render(head, "hal=3&jenis=air")
    assert "hal=" not in render(head, "hal=3&jenis=air")
    assert "jenis=air" in render(head, "hal=3&jenis=air")
    again = render(head, "urut=-orang")
    assert 'aria-sort="descending"' in again
    assert '"?urut=orang"' in again


def test_pagination_first_middle_and_only_page():
    pages = Paginator(range(411), 20)
    middle = render("{% pagination page 'usulan' %}", "q=a", page=pages.page(3))
    assert "41–60 dari 411 usulan" in " ".join(middle.split())
    assert 'rel="prev"' in middle
    assert "q=a&amp;hal=4" in middle
    assert 'rel="prev"' not in render("{% pagination page %}", page=pages.page(1))
    assert "<ul>" not in render("{% pagination page %}", page=Paginator(range(3), 20).page(1))


def test_initials_take_first_and_last_word():
    assert parts.initials("Nur Rahmi") == "NR"
    assert parts.initials("Ayu") == "A"
    assert parts.initials("") == ""
    assert parts.initials("Kepala (Desa)") == "K"


def test_mini_bar_unknown_draws_nothing_and_zero_largest_is_no_fault():
    assert render("{% mini_bar x 10 %}", x=None) == ""
    assert 'width="0%"' in render("{% mini_bar 5 0 %}")


def test_chart_of_something_else_is_refused():
    with pytest.raises(TypeError, match="not a chart"):
        render("{% chart x %}", x=object())
    assert render("{% chart x %}", x=None) == ""


def test_share_text_keeps_ten_plain_lines_and_its_link(settings):
    settings.PUBLIC_URL = "https://sambung.example"
    text = parts.ShareText.of(
        "Air\nminum", "", *[f"baris {n}" for n in range(20)], path="/usulan/1/", is_simulated=True
    )
    assert text.lines[:3] == ("*Air minum*", "SIMULASI: data rekaan untuk contoh.", "baris 0")
    assert len(text.lines) == 10
    assert text.text("http://lain/").splitlines()[-1] == "https://sambung.example/usulan/1/"


def test_share_shows_the_text_before_it_is_sent_and_says_who_must_sign_in():
    private = parts.ShareText.of("<b>Air</b>", path="/usulan/1/", is_private=True)
    page = render("{% share thing %}", thing=private)
    assert "&lt;b&gt;Air" in page
    assert "https://wa.me/?text=" in page
    assert "http://testserver/usulan/1/" in page
    assert "perlu masuk" in page
    assert "perlu masuk" not in render("{% share thing %}", thing=parts.ShareText.of("A", path="/"))
    assert render("{% share thing %}", thing=None).strip() == ""


def test_preview_announces_a_public_page_by_its_text_and_a_private_one_by_the_site_alone():
    lines = ("Di: Hauwai", "497 orang", "", "142 KK", "Rp1", "Rp2")
    public = parts.ShareText.of("Kegiatan <b>", *lines, path="/usulan/kegiatan/1/")
    page = render("{% preview %}", share=public)
    assert 'og:title" content="Kegiatan &lt;b&gt;"' in page
    assert "Di: Hauwai · 497 orang · 142 KK · Rp1" in page
    assert 'og:url" content="http://testserver/daftar/"' in page
    assert "icon-512" in page
    private = parts.ShareText.of("Rahasia", path="/usulan/1/", is_private=True)
    for given in (private, None, "bukan teks"):
        page = render("{% preview %}", share=given)
        assert "Rahasia" not in page
        assert "ruang kerja bersama" in page
