from exports.rules.flow import Layout, Sheet, Terms, mended, wants_cover

FULL = 0.8


def sheets(*found):
    """Return pages from (section, fill); a section begins where it comes first."""
    seen, pages = set(), []
    for section, fill in found:
        pages.append(Sheet(section, section not in seen, fill))
        seen.add(section)
    return pages


def layout_of(*found, **terms):
    return mended(Terms(**terms), sheets(*found))


def test_pages_that_are_well_filled_stay_as_they_are():
    assert layout_of(("canvas", FULL), ("overview", FULL)) == Layout()


def test_a_section_whose_last_lines_need_a_page_is_set_in_smaller_type():
    assert layout_of(("ledger", FULL), ("ledger", 0.1)).tight == {"ledger"}


def test_a_short_section_begins_on_the_page_before():
    assert layout_of(("overview", 0.2), ("ledger", 0.5)).joined == {"ledger"}
    assert layout_of(("feature", 0.6), ("ledger", 0.2)).joined == {"ledger"}


def test_nothing_is_joined_to_a_page_that_is_about_to_go():
    layout = layout_of(("feature", FULL), ("feature", 0.1), ("ledger", 0.6))
    assert layout == Layout(tight=frozenset({"feature"}))


def test_nothing_is_joined_to_a_poster_nor_where_there_is_no_room():
    assert layout_of(("canvas", 0.5), ("overview", 0.2)) == Layout()
    assert layout_of(("feature", FULL), ("ledger", 0.2)) == Layout()


def test_more_than_four_pages_have_a_cover():
    assert not wants_cover(4, False, has_overview=True)
    assert wants_cover(5, False, has_overview=True)


def test_a_cover_that_is_a_page_more_does_not_count_for_itself():
    assert wants_cover(5, True, has_overview=True)
    assert not wants_cover(5, True, has_overview=False)
    assert wants_cover(6, True, has_overview=False)
