from datetime import date

from directory.insight.periods import Period, last_months, school_year


def test_period_of_months_and_of_a_school_year():
    assert last_months(12, date(2026, 11, 24)) == Period(date(2025, 11, 25), date(2026, 11, 24))
    assert last_months(3, date(2026, 5, 31)) == Period(date(2026, 3, 1), date(2026, 5, 31))
    assert school_year(date(2026, 8, 31)).first == date(2025, 9, 1)
    assert school_year(date(2026, 9, 1)).first == date(2026, 9, 1)
    assert [f"{month:%m}" for month in Period(date(2026, 11, 30), date(2027, 1, 1)).months] == ["11", "12", "01"]


def test_a_period_is_counted_from_the_first_day_of_figures_until_today():
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    today = date(2026, 11, 28)
    assert year.counted(date(2026, 3, 14), today) == Period(date(2026, 3, 14), today)
    assert year.counted(date(2024, 1, 1), today) == Period(date(2026, 1, 1), today)


def test_a_period_before_the_first_day_of_figures_is_not_counted():
    year = Period(date(2025, 1, 1), date(2025, 12, 31))
    assert year.counted(date(2026, 3, 14), date(2026, 11, 28)) is None
    assert year.counted(None, date(2026, 11, 28)) is None
