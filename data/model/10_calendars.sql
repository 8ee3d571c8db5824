-- Business hours laid out in real time: `openings` (a row per stretch in which a calendar is open), and from it
-- `calendar_days` (a row per calendar and UTC day: what had been open by midnight, and the openings of that day), so that
-- the business seconds between two instants are F(b) - F(a) with one hash join each and no loop.

-- The instants that each calendar must cover: from its first case, escalation or mediation to as_of, and on until the
-- longest business target that starts at as_of must have elapsed.
create or replace temp table calendar_spans as
with tam_calendars as (
    select
        escalations.raised_at as first_at,
        people.calendar_id,
    from escalations
    inner join people on escalations.tam_id = people.person_id
    union all
    select
        escalations.raised_at,
        people.calendar_id,
    from escalations
    inner join tam_assignments on escalations.account_id = tam_assignments.account_id
    inner join people on tam_assignments.tam_id = people.person_id
    union all
    select
        mediations.opened_at,
        people.calendar_id,
    from mediations
    inner join tam_assignments on mediations.account_id = tam_assignments.account_id
    inner join people on tam_assignments.tam_id = people.person_id
),

starts as (
    select
        accounts.calendar_id,
        min(items.first_at) as first_at,
    from (
        select account_id, min(opened_at) as first_at from cases group by account_id
        union all
        select account_id, min(raised_at) from escalations group by account_id
        union all
        select account_id, min(opened_at) from mediations group by account_id
    ) as items
    inner join accounts on items.account_id = accounts.account_id
    group by accounts.calendar_id
    union all
    select calendar_id, min(first_at) from tam_calendars where calendar_id is not null group by calendar_id
),

weekly_openings as (
    select
        calendar_id,
        valid_from,
        coalesce(sum(epoch(closes) - epoch(opens)), 0) as open_seconds,
    from business_hours
    group by calendar_id, valid_from
),

horizons as (
    select
        calendars.calendar_id,
        greatest(
            cast((select as_of from snapshot) as date),
            least(max(weekly_openings.valid_from), cast((select as_of from snapshot) as date) + 7300)
        ) as settled_on,
        min(weekly_openings.open_seconds) filter (weekly_openings.open_seconds > 0) as open_seconds,
        -- Also those that are over: the end must not move back as as_of moves on, or due times would be lost.
        (
            select count(distinct holidays.date)
            from holidays
            where holidays.calendar_id = calendars.calendar_id
        ) as holiday_count,
        (select coalesce(max(minutes) * 60, 0) from sla_targets where clock = 'business') as longest_target,
    from calendars
    left join weekly_openings on calendars.calendar_id = weekly_openings.calendar_id
    group by calendars.calendar_id
)

select
    calendars.calendar_id,
    calendars.time_zone,
    -- A day more on either side, for zones ahead of and behind UTC.
    cast(coalesce(min(starts.first_at), (select as_of from snapshot)) as date) - 2 as first_day,
    least(
        -- Clock changes and skipped dates may take an opening away: hence a tenth and five weeks more.
        horizons.settled_on + cast(
            least(7 * (ceil(1.1 * horizons.longest_target / horizons.open_seconds) + horizons.holiday_count + 5), 60000)
            as integer
        ),
        greatest(date '2101-02-01', horizons.settled_on + 40)
    ) as last_day,
from calendars
inner join horizons on calendars.calendar_id = horizons.calendar_id
left join starts on calendars.calendar_id = starts.calendar_id
group by calendars.calendar_id, calendars.time_zone, horizons.settled_on, horizons.longest_target,
    horizons.open_seconds, horizons.holiday_count;

-- A calendar that is never open needs its days all the same, up to as_of.
update calendar_spans
set last_day = cast((select as_of from snapshot) as date) + 2
where last_day is null;

-- When each zone's offset from UTC changes: days whose midnights differ, then quarters of an hour, then minutes, then
-- seconds.
create or replace temp table zone_offsets as
with zones as (
    select
        time_zone,
        min(first_day) - 3 as first_day,
        max(last_day) + 3 as last_day,
    from calendar_spans
    group by time_zone
),

midnights as (
    select
        time_zone,
        unnest(range(epoch_seconds(first_day), epoch_seconds(last_day) + 1, 86400)) as at_second,
    from zones
),

day_offsets as (
    select
        time_zone,
        at_second,
        epoch_seconds(timezone(time_zone, to_timestamp(at_second))) - at_second as utc_offset,
    from midnights
),

quarters as (
    select
        time_zone,
        at_second - unnest(range(0, 86401, 900)) as at_second,
    from day_offsets
    qualify utc_offset <> lag(utc_offset) over (partition by time_zone order by at_second)
),

quarter_offsets as (
    select
        time_zone,
        at_second,
        epoch_seconds(timezone(time_zone, to_timestamp(at_second))) - at_second as utc_offset,
    from (select distinct time_zone, at_second from quarters)
),

minutes as (
    select
        time_zone,
        at_second - unnest(range(0, 901, 60)) as at_second,
    from quarter_offsets
    qualify utc_offset <> lag(utc_offset) over (partition by time_zone order by at_second)
),

minute_offsets as (
    select
        time_zone,
        at_second,
        epoch_seconds(timezone(time_zone, to_timestamp(at_second))) - at_second as utc_offset,
    from (select distinct time_zone, at_second from minutes)
),

seconds as (
    select
        time_zone,
        at_second - unnest(range(0, 61)) as at_second,
    from minute_offsets
    qualify utc_offset <> lag(utc_offset) over (partition by time_zone order by at_second)
),

second_offsets as (
    select
        time_zone,
        at_second,
        epoch_seconds(timezone(time_zone, to_timestamp(at_second))) - at_second as utc_offset,
    from (select distinct time_zone, at_second from seconds)
),

changes as (
    select
        time_zone,
        at_second,
        utc_offset,
    from second_offsets
    qualify utc_offset <> lag(utc_offset) over (partition by time_zone order by at_second)
        and at_second - lag(at_second) over (partition by time_zone order by at_second) = 1
    union all
    select
        time_zone,
        min(at_second),
        arg_min(utc_offset, at_second),
    from day_offsets
    group by time_zone
)

select
    time_zone,
    at_second as from_second,
    coalesce(lead(at_second) over (partition by time_zone order by at_second), 253402300800) as until_second,
    utc_offset,
    lead(utc_offset, 1, utc_offset) over (partition by time_zone order by at_second) as next_offset,
from changes;

-- The openings by the wall clock: on each local date the newest version on or before it, or what a holiday says instead.
create or replace temp table local_openings as
with versions as (
    select
        calendar_id,
        valid_from,
        -- Dates before the first version use the first version.
        case
            when row_number() over (partition by calendar_id order by valid_from) = 1 then date '0001-01-01'
            else valid_from
        end as applies_from,
        lead(valid_from, 1, date '9999-12-31') over (partition by calendar_id order by valid_from) as applies_until,
    from (select distinct calendar_id, valid_from from business_hours)
),

local_dates as (
    select
        calendar_id,
        cast(unnest(range(first_day, last_day + 1, interval 1 day)) as date) as local_date,
    from calendar_spans
)

select
    local_dates.calendar_id,
    local_dates.local_date,
    business_hours.opens,
    business_hours.closes,
    business_hours.valid_from,
    cast(null as varchar) as holiday_name,
from local_dates
inner join versions
    on local_dates.calendar_id = versions.calendar_id
    and local_dates.local_date >= versions.applies_from
    and local_dates.local_date < versions.applies_until
inner join business_hours
    on versions.calendar_id = business_hours.calendar_id
    and versions.valid_from = business_hours.valid_from
    and business_hours.weekday = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'][isodow(local_dates.local_date)]
anti join holidays
    on local_dates.calendar_id = holidays.calendar_id and local_dates.local_date = holidays.date
where business_hours.opens is not null

union all

select
    holidays.calendar_id,
    holidays.date,
    holidays.opens,
    holidays.closes,
    cast(null as date),
    coalesce(holidays.name, 'holiday'),
from holidays
inner join calendar_spans
    on holidays.calendar_id = calendar_spans.calendar_id
    and holidays.date between calendar_spans.first_day and calendar_spans.last_day
where holidays.opens is not null;

-- ... and in real time: the stretches in which a zone's clock shows a time inside the opening. A skipped hour gives
-- nothing, a repeated one counts twice, a local date that never was has no stretch.
create or replace table openings as
with stretches as (
    select
        local_openings.calendar_id,
        local_openings.local_date,
        greatest(
            epoch_seconds(local_openings.local_date) + cast(epoch(local_openings.opens) as bigint)
            - zone_offsets.utc_offset,
            zone_offsets.from_second
        ) as opens_second,
        least(
            epoch_seconds(local_openings.local_date) + cast(epoch(local_openings.closes) as bigint)
            - zone_offsets.utc_offset,
            zone_offsets.until_second
        ) as closes_second,
        local_openings.valid_from,
        local_openings.holiday_name,
    from local_openings
    inner join calendar_spans on local_openings.calendar_id = calendar_spans.calendar_id
    inner join zone_offsets
        on calendar_spans.time_zone = zone_offsets.time_zone
        -- An opening lies within two days of its date at UTC.
        and epoch_seconds(local_openings.local_date) + 172800 >= zone_offsets.from_second
        and epoch_seconds(local_openings.local_date) - 86400 < zone_offsets.until_second
)

select
    calendar_id,
    local_date,
    to_timestamp(opens_second) as opens_at,
    to_timestamp(closes_second) as closes_at,
    valid_from,
    holiday_name,
    cast(
        coalesce(
            sum(closes_second - opens_second)
                over (partition by calendar_id order by opens_second rows between unbounded preceding and 1 preceding),
            0
        ) as bigint
    ) as seconds_before,
from stretches
where opens_second < closes_second
order by calendar_id, opens_second;

-- Openings cut at UTC midnight, gathered by day, with F at that midnight. `day_key` is dense: calendars follow each other,
-- each with two UTC days more on either side than it has local dates.
create or replace temp table calendar_keys as
select
    calendar_id,
    -- Add the UTC day's number since 1970 to get the day's key.
    cast(
        coalesce(
            sum(last_day - first_day + 5)
                over (order by calendar_id rows between unbounded preceding and 1 preceding),
            0
        ) - utc_day(epoch_seconds(first_day - 2)) as integer
    ) as key_base,
from calendar_spans;

create or replace temp table calendar_days as
with pieces as (
    select
        calendar_keys.key_base,
        unnest(
            range(utc_day(epoch_seconds(openings.opens_at)), utc_day(epoch_seconds(openings.closes_at) - 1) + 1)
        ) as day_number,
        epoch_seconds(openings.opens_at) as opens_second,
        epoch_seconds(openings.closes_at) as closes_second,
    from openings
    inner join calendar_keys on openings.calendar_id = calendar_keys.calendar_id
),

cut_pieces as (
    select
        key_base + day_number as day_key,
        cast(greatest(opens_second - day_number * 86400, 0) as integer) as opens,
        cast(least(closes_second - day_number * 86400, 86400) as integer) as closes,
        row_number() over (partition by key_base + day_number order by opens_second) as piece_number,
    from pieces
),

day_openings as (
    select
        day_key,
        max(opens) filter (piece_number = 1) as opens_1,
        max(closes) filter (piece_number = 1) as closes_1,
        max(opens) filter (piece_number = 2) as opens_2,
        max(closes) filter (piece_number = 2) as closes_2,
        max(opens) filter (piece_number = 3) as opens_3,
        max(closes) filter (piece_number = 3) as closes_3,
        list({'opens': opens, 'closes': closes}) filter (piece_number > 3) as more,
        cast(sum(closes - opens) as bigint) as open_seconds,
    from cut_pieces
    group by day_key
),

days as (
    select
        calendar_id,
        unnest(range(utc_day(epoch_seconds(first_day - 2)), utc_day(epoch_seconds(last_day + 2)) + 1)) as day_number,
    from calendar_spans
)

select
    cast(calendar_keys.key_base + days.day_number as integer) as day_key,
    cast(
        coalesce(
            sum(day_openings.open_seconds)
                over (
                    partition by days.calendar_id order by days.day_number
                    rows between unbounded preceding and 1 preceding
                ),
            0
        ) as bigint
    ) as seconds_before,
    coalesce(day_openings.opens_1, 0) as opens_1,
    coalesce(day_openings.closes_1, 0) as closes_1,
    coalesce(day_openings.opens_2, 0) as opens_2,
    coalesce(day_openings.closes_2, 0) as closes_2,
    coalesce(day_openings.opens_3, 0) as opens_3,
    coalesce(day_openings.closes_3, 0) as closes_3,
    day_openings.more,
    -- The zone's offset as the UTC day begins, and from which second on it is another (86400: not on this day).
    cast(zone_offsets.utc_offset as integer) as utc_offset,
    cast(
        least(zone_offsets.until_second - days.day_number * 86400, 86400) as integer
    ) as offset_changes_at,
    cast(zone_offsets.next_offset as integer) as next_offset,
from days
inner join calendar_keys on days.calendar_id = calendar_keys.calendar_id
inner join calendar_spans on days.calendar_id = calendar_spans.calendar_id
asof join zone_offsets
    on calendar_spans.time_zone = zone_offsets.time_zone
    and days.day_number * 86400 >= zone_offsets.from_second
left join day_openings on calendar_keys.key_base + days.day_number = day_openings.day_key
order by calendar_keys.key_base + days.day_number;
