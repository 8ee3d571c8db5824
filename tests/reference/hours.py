"""Business time by definition: walk through time and look whether the wall clock is inside an opening."""

from datetime import date, datetime
from functools import cache
from math import gcd
from zoneinfo import ZoneInfo

Row = dict[str, str | None]
Openings = list[tuple[int, int]]  # (opens, closes) in seconds of the wall clock; 24:00 is 86 400

DAY = 86_400
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def wall_seconds(text: str) -> int:
    """Seconds of the wall clock for `HH:MM` or `HH:MM:SS`."""
    hours, minutes, seconds = [*text.split(":"), "0"][:3]
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)


def _openings(rows: list[Row]) -> Openings:
    return [(wall_seconds(row["opens"]), wall_seconds(row["closes"])) for row in rows if row.get("opens")]


class Calendar:
    """The opening hours of one calendar. Instants are whole seconds since 1970 in UTC."""

    def __init__(self, time_zone: str, hours: list[Row], holidays: list[Row]) -> None:
        self.zone = ZoneInfo(time_zone)
        self.versions: dict[date, dict[str, Openings]] = {}
        for valid_from in {row["valid_from"] for row in hours}:
            rows = [row for row in hours if row["valid_from"] == valid_from]
            self.versions[date.fromisoformat(valid_from)] = {
                weekday: _openings([row for row in rows if row["weekday"] == weekday]) for weekday in WEEKDAYS
            }
        self.holidays = {
            date.fromisoformat(day): _openings([row for row in holidays if row["date"] == day])
            for day in {row["date"] for row in holidays}
        }
        weekly = [opening for week in self.versions.values() for openings in week.values() for opening in openings]
        special = [opening for openings in self.holidays.values() for opening in openings]
        self.grain = gcd(3600, *(second for opening in weekly + special for second in opening))
        self.openings_on = cache(self.openings_on)
        self.open_cells = cache(self.open_cells)

    def local_date(self, instant: int) -> date:
        """The date on the wall at that instant."""
        return datetime.fromtimestamp(instant, self.zone).date()

    def openings_on(self, local_date: date) -> Openings:
        """Rules 2 and 3: the holiday of that date, or the weekday of the version in force."""
        if local_date in self.holidays:
            return self.holidays[local_date]
        if not self.versions:
            return []
        begun = [valid_from for valid_from in self.versions if valid_from <= local_date]
        version = max(begun) if begun else min(self.versions)
        return self.versions[version][WEEKDAYS[local_date.weekday()]]

    def is_open(self, instant: int) -> bool:
        """Rule 1: the wall clock lies inside an opening [opens, closes) of the date on the wall."""
        local = datetime.fromtimestamp(instant, self.zone)
        wall = local.hour * 3600 + local.minute * 60 + local.second
        return any(opens <= wall < closes for opens, closes in self.openings_on(local.date()))

    def step(self, utc_day: int) -> int:
        """How far one may jump on that UTC day without missing a change: what divides all that can change.

        On a day whose offset changes that is at most a minute, whatever the instant of the change.
        """
        offsets = [
            int(datetime.fromtimestamp(instant, self.zone).utcoffset().total_seconds())
            for instant in (utc_day * DAY, (utc_day + 1) * DAY)
        ]
        return gcd(self.grain, *offsets, 3600 if offsets[0] == offsets[1] else 60)

    def open_cells(self, utc_day: int) -> tuple[int, list[int]]:
        """The length of a cell, and the first second of each open cell of a UTC day."""
        step = self.step(utc_day)
        return step, [cell for cell in range(utc_day * DAY, (utc_day + 1) * DAY, step) if self.is_open(cell)]

    def seconds_between(self, start: int, end: int) -> int:
        """Open seconds of [start, end); 0 if the end is before the start."""
        total = 0
        for utc_day in range(start // DAY, end // DAY + 1):
            step, cells = self.open_cells(utc_day)
            if start <= utc_day * DAY and (utc_day + 1) * DAY <= end:
                total += step * len(cells)
            else:
                total += sum(max(0, min(end, cell + step) - max(start, cell)) for cell in cells)
        return total

    def instant_after(self, start: int, seconds: int) -> int | None:
        """The earliest instant by which so many open seconds have gone by; None if they never will."""
        left, utc_day = seconds, start // DAY
        if left == 0:
            return start
        while self.can_open_after(utc_day):
            step, cells = self.open_cells(utc_day)
            for cell in cells:
                counted = max(0, cell + step - max(start, cell))
                if counted >= left:
                    return max(start, cell) + left
                left -= counted
            utc_day += 1
        return None

    def can_open_after(self, utc_day: int) -> bool:
        """False once no version or holiday can open this calendar again."""
        newest = self.versions[max(self.versions)] if self.versions else {}
        last_known = max([*self.versions, *self.holidays], default=date.min)
        return any(newest.values()) or self.local_date(utc_day * DAY) <= last_known
