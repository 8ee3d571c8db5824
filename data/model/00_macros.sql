-- Arithmetic that several of the files below share.

-- Whole seconds since 1970-01-01 00:00 UTC.
create or replace temp macro epoch_seconds(instant) as epoch_us(instant) // 1000000;

-- The number of a UTC day since 1970; below zero for the days before, to which `//` alone would round up.
create or replace temp macro utc_day(second) as (second + 864000) // 86400 - 10;

-- Second of the UTC day. Integers of 32 bits: the clamps below are the inner loop of everything.
create or replace temp macro second_of_day(instant) as cast((epoch_us(instant) % 86400000000) // 1000000 as integer);

-- Where an instant lies in `calendar_days`.
create or replace temp macro day_key(key_base, instant) as key_base + cast(epoch_us(instant) // 86400000000 as integer);

-- The part of one opening that lies before second `s` of the day.
create or replace temp macro opened_before(s, opens, closes) as greatest(least(s, closes) - opens, 0);

-- F: the cumulative business seconds of a calendar at second `s` of a day, from that day's row of `calendar_days`.
-- `more` is null but for the rare day with over three openings (in UTC).
create or replace temp macro business_clock(seconds_before, opens_1, closes_1, opens_2, closes_2, opens_3, closes_3, more, s) as
    seconds_before
    + opened_before(s, opens_1, closes_1)
    + opened_before(s, opens_2, closes_2)
    + opened_before(s, opens_3, closes_3)
    + case
        when more is null then 0
        -- A sum is a 128-bit integer, which would make all clocks so.
        else cast(
            list_sum(list_transform(more, lambda opening: opened_before(s, opening.opens, opening.closes))) as bigint
        )
    end;

-- The instant at which a calendar has been open for `seconds_into` seconds of one opening; null beyond what is laid out.
-- It may be the closing instant itself.
create or replace temp macro due_instant(opens_at, closes_at, seconds_into) as
    case
        when epoch_seconds(opens_at) + seconds_into <= epoch_seconds(closes_at)
            then to_timestamp(epoch_seconds(opens_at) + seconds_into)
    end;

-- The date a clock on the wall shows at an instant, from the row of `calendar_days` for its UTC day. (`timezone()` gives
-- the same, but looks the zone up for every row.) The day added and taken off keeps the division above zero.
create or replace temp macro local_date(instant, utc_offset, offset_changes_at, next_offset) as
    date '1969-12-31' + cast(
        (
            epoch_seconds(instant) + 86400
            + case when second_of_day(instant) < offset_changes_at then utc_offset else next_offset end
        ) // 86400 as integer
    );
