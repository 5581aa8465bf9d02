"""The shared vision in the review of a quarter."""

from __future__ import annotations

import datetime as dt

from metanoia.domain.visions import NewVision

TODAY = dt.date(2026, 3, 12)


def test_without_a_vision_nothing_is_asked_of_it(open_page):
    assert not open_page("quarter").room.sections.aim.isVisible()


def test_it_says_what_fits_and_what_waits_and_leads_to_a_look(journal, open_page):
    visions, value = journal.visions, journal.values.add("Rest").id
    journal.values.rate(value, 8, 4)
    vision = visions.add(NewVision(name="Ward 4", text="x", as_of=TODAY), ["one", "two", "three"])
    one, two, _ = visions.themes(vision.id)
    visions.set_fit(value, one.id, 1)
    visions.set_fit(value, two.id, -2)
    visions.stand(one.id, None, date=dt.date(2026, 2, 1))
    visions.stand(two.id, 3, date=dt.date(2025, 12, 1))
    page = open_page("quarter")
    aim = page.room.sections.aim
    assert aim._about.text() == (
        "“Ward 4”, the text of 12 March. Its themes and my values: fit −0.25. One pair strains. "
        "One theme is not yet understood. 2 themes wait for a look this quarter."
    )
    visions.stand(two.id, 3, date=TODAY)
    visions.stand(vision_theme(visions, vision, 2), 1, date=TODAY)
    assert aim._about.text().endswith("You have looked at each of them this quarter.")
    aim.look.click()
    assert (page.led[-1].page, page.led[-1].section) == ("team", "look")


def vision_theme(visions, vision, place):
    return visions.themes(vision.id)[place].id
