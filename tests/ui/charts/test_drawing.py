import re
from datetime import date

import pytest
from django.utils import translation

from sambung.ui import charts, gallery
from sambung.ui.charts import drawing
from tests.house.walls import commas_in_geometry

SPECIMENS = [*gallery.specimens("x")["charts"]]
SPECIMENS += [gallery.rail(), gallery.small_map(), gallery.specimens("x")["ramp"]]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("chart", SPECIMENS, ids=lambda chart: type(chart).__name__)
def test_draw_any_language_writes_geometry_with_points_and_no_style(chart, language):
    with translation.override(language):
        page = charts.draw(chart)
    assert commas_in_geometry(page) == []
    assert "style=" not in page
    assert "nan" not in page.lower()


@pytest.mark.parametrize("chart", SPECIMENS[1:8], ids=lambda chart: type(chart).__name__)
def test_draw_chart_has_its_table_behind_it(chart):
    page = charts.draw(chart)
    assert "Lihat sebagai tabel" in page
    assert chart.label in page


@pytest.mark.parametrize("chart", SPECIMENS, ids=lambda chart: type(chart).__name__)
def test_draw_every_hatch_it_uses_is_defined_in_the_same_drawing(chart):
    page = charts.draw(chart)
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(
        re.findall(r'pattern id="([^"]+)"', page)
    )


def test_pct_stays_between_nothing_and_all():
    assert drawing.pct(50) == "50%"
    assert drawing.pct(1, 3) == "33.33%"
    assert drawing.pct(-4) == "0%"
    assert drawing.pct(400) == "100%"
    assert drawing.pct(5, 0) == "0%"


def test_fill_that_is_no_token_is_refused():
    with pytest.raises(ValueError, match="#ff0000"):
        drawing.fill("#ff0000")


def test_bars_lengths_are_shares_of_the_largest_and_unknown_is_hatched():
    rows = (charts.Bar("A", 100, "100"), charts.Bar("B", 25, "25"), charts.Bar("C", None, "?"))
    page = charts.draw(charts.Bars("Contoh", rows))
    assert 'width="25%"' in page
    assert page.count("url(#") == 1


def test_bars_escape_names():
    page = charts.draw(charts.Bars("<x>", (charts.Bar("<script>", 1, "<b>"),)))
    assert "<script>" not in page
    assert "<x>" not in page


def test_years_missing_year_keeps_its_place_and_says_so():
    page = charts.draw(
        charts.Years("Contoh", (charts.YearRow(2021, 76.1), charts.YearRow(2022, None)))
    )
    assert page.count("belum ada data") == 2  # in the drawing and in its table
    assert "76,1%" in page


def test_tails_fall_and_rise_point_their_own_way():
    rise = charts.draw(charts.Tails("T", (charts.TailRow("A", 50, 70),), ("2021", "2024", "")))
    fall = charts.draw(charts.Tails("T", (charts.TailRow("A", 70, 50),), ("2021", "2024", "")))
    assert "M0 .45" in rise
    assert "f-amber" not in rise
    assert "M1 .45" in fall
    assert "f-amber" in fall


def test_amounts_unknown_is_hatched_and_ghost_is_the_last_known_above():
    rows = (charts.Amount("A", 100), charts.Amount("B", None), charts.Amount("C", 40, gap="60"))
    page = charts.draw(charts.Amounts("Uang", rows))
    assert "belum diketahui" in page
    assert 'width="40%"' in page
    assert page.count("url(#") == 2


def test_blocks_count_boxes_and_hatch_what_nobody_carries():
    row = charts.BlockRow(
        "Kini", (charts.Block("Pemda", 2, "gov"), charts.Block("belum ada", 1, "orphan"))
    )
    page = charts.draw(charts.Blocks("Peran", (row,)))
    wide = page.split("phone-only")[0]
    assert wide.count("f-gov") == 2
    assert wide.count("url(#") == 1


def hundred_packages():
    sources = (charts.FlowSource("APBD", "Rp10 miliar", "gov"),)
    targets = tuple(charts.FlowTarget(f"Desa {n}", f"Rp{n}") for n in range(1, 101))
    links = tuple(charts.FlowLink(0, n, (n + 1) * 10**6) for n in range(100))
    return charts.Flow("Uang", sources, targets, links)


def test_flow_of_many_packages_gathers_the_smallest_and_loses_no_rupiah():
    full = hundred_packages()
    drawn = charts.flow.gathered(full)
    assert len(drawn.targets) == charts.flow.MOST
    assert drawn.targets[-1].name == "87 kegiatan lain"
    assert sum(link.amount_rp for link in drawn.links) == sum(link.amount_rp for link in full.links)
    assert charts.draw(full).count("<tr>") == 101  # its table names every payment


def test_flow_heights_are_to_one_scale_on_both_sides():
    flow = gallery.flow()
    scale = charts.flow.BODY / sum(link.amount_rp for link in flow.links)
    left = charts.flow.stacked([charts.flow.given(flow, s) for s in range(3)], scale, 0)
    right = charts.flow.stacked([charts.flow.received(flow, t) for t in range(4)], scale, 0)
    assert sum(node.height for node in left) == pytest.approx(charts.flow.BODY)
    assert sum(node.height for node in right) == pytest.approx(charts.flow.BODY)


def test_flow_without_money_is_drawn_empty():
    assert "<svg" in charts.draw(charts.Flow("Kosong", (), (), ()))


def test_rail_says_number_name_and_lateness_on_a_phone():
    page = charts.draw(gallery.rail())
    assert "Tahap 9 dari 12: Konstruksi" in page
    assert page.count('aria-current="step"') == 1


def test_due_strip_puts_two_of_one_day_above_each_other():
    day = date(2026, 11, 27)
    dues = tuple(charts.Due(day, "info", str(n)) for n in range(2))
    page = charts.draw(charts.DueStrip("Jatuh tempo", date(2026, 11, 23), dues))
    assert len(set(re.findall(r'<circle cx="[^"]+" cy="([^"]+)"', page))) == 2


def test_fit_keeps_the_shape_of_a_degree_and_stays_inside():
    projection = charts.fit((115.0, -3.0, 116.0, -2.0), 400)
    x, y = projection.place(116.0, -3.0)
    assert x == pytest.approx(394)
    assert y == pytest.approx(projection.height - 6)
    assert projection.height == pytest.approx(400, abs=2)


def test_path_of_polygon_closes_and_other_geometry_is_empty():
    projection = charts.fit((0, 0, 1, 1), 100, margin=0)
    square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
    path = charts.path_of(square, projection)
    assert path.startswith("M0.0 ")
    assert path.endswith("Z")
    assert charts.path_of({"type": "Point", "coordinates": [0, 0]}, projection) == ""


def test_map_with_links_is_a_group_whose_links_have_names():
    area = charts.Outline("M0 0L9 0L9 9Z", "Halong", url="/wilayah/63.11.02/")
    page = charts.draw(charts.SmallMap("Peta", 100, 100, (area,)))
    assert 'role="group"' in page
    assert 'aria-label="Halong"' in page


def test_map_labels_never_cover_one_another_and_the_hidden_keeps_its_title():
    crowd = tuple(
        charts.Point(50 + n, 50, f"Desa {n}", radius=4 - n / 10, label=f"Desa nomor {n}")
        for n in range(9)
    )
    labels = charts.maps.labels_of(crowd, 400)
    boxes = [label.box for label in labels]
    pairs = [(a, b) for at, a in enumerate(boxes) for b in boxes[at + 1 :]]
    assert 1 <= len(labels) < 9
    assert not any(charts.maps.overlap(a, b) for a, b in pairs)
    assert charts.draw(charts.SmallMap("Peta", 400, 100, (), points=crowd)).count("<title>") == 9


def test_map_label_at_the_edge_turns_to_the_other_side():
    edge = charts.Point(395, 50, "Uren", label="Uren")
    assert charts.maps.labels_of([edge], 400)[0].anchor == "end"
