from sambung.ui.charts import draw, fit
from sambung.ui.charts.choropleth import (
    Area,
    Choropleth,
    Circle,
    Half,
    Note,
    compact_path,
    emptiest,
    line_end,
    radius_of,
)

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [10, 0], [10, -10], [0, -10], [0, 0]]]}
SPECK = {"type": "MultiPolygon", "coordinates": [[[[5, -5], [5.0001, -5], [5, -5]]]]}
PLANE = fit((0, -10, 10, 0), 112, margin=6)


def chart(**changes):
    given = {
        "label": "Peta uji",
        "projection": PLANE,
        "areas": (Area(SQUARE, 3), Area(SPECK, 0)),
        "circles": (Circle(5, -5, 100), Circle(6, -6, 1_000_000, "Besar")),
        "notes": (Note(5, -5, "Kabupaten Uji", "1 juta orang"),),
        "halves": (Half("Barat", "kiri", (0, 0, 50, 50)),),
        **changes,
    }
    return str(draw(Choropleth(**given)))


def test_compact_path_is_whole_steps_from_the_last_point():
    assert compact_path(SQUARE, PLANE) == "M12 12l200 0 0 201-200 0z"
    assert compact_path(SPECK, PLANE) == "M112 112h1v1h-1z"


def test_choropleth_draws_the_unknown_as_a_hatch_and_the_rest_by_step():
    markup = chart()
    assert 'class="f-m3"' in markup
    assert 'fill="url(#' in markup
    assert markup.index('r="12.3"') < markup.index('r="0.1"')  # the largest circle lies below


def test_choropleth_shows_the_same_shapes_whole_and_in_halves():
    markup = chart()
    assert markup.count("<use ") == 4
    assert markup.count("<g ") == 2
    assert 'aria-label="Peta uji: Barat"' in markup


def test_choropleth_has_no_style_attribute_and_no_decimal_comma():
    markup = chart()
    assert "style=" not in markup
    assert '"12,' not in markup


def test_circle_area_stands_for_the_number():
    assert radius_of(1_000_000) == 12.3
    assert round(radius_of(4_000_000) / radius_of(1_000_000), 2) == 2.0


def test_note_stands_where_nothing_lies_and_its_line_meets_the_nearer_side():
    wide = fit((0, -20, 60, 0), 1000)
    left, top = emptiest((500, 100), set(), wide)
    assert abs(left + 108 - 500) <= 16
    crowded = {(column, row) for column in range(26, 45) for row in range(40)}
    assert emptiest((500, 100), crowded, wide)[0] + 216 <= 26 * 16
    assert line_end((0, 10), (100, 0)) == (100, 20)
    assert line_end((900, 10), (100, 0)) == (316, 20)
    assert line_end((200, 300), (100, 0)) == (208, 42)
    assert line_end((200, -50), (100, 0)) == (208, -2)
