-- question: When can each TAM be reached in the coming week?
-- grain:    one row per TAM and opening of the seven days from the day of as_of, cut at midnight; a TAM without any has one row
-- params:   $tams varchar[] ([] = all), $zone varchar (an IANA name, such as Europe/Paris)
-- returns:  tam_id varchar, tam_name varchar, calendar_id varchar, calendar_zone varchar, day date, weekday varchar, opens_second bigint, closes_second bigint, opens_at timestamp with time zone, closes_at timestamp with time zone, holiday_name varchar
-- decided:  days and seconds of the day are those a clock on the wall shows in $zone, 86400 is the midnight that ends the day;
--           hours are those of the TAM's own calendar with its holidays, for phone and email alike; no calendar: calendar_id
--           is null; no opening in these days: no day; whoever has the role or an account is a TAM

with known_tams as (
    select
        people.person_id as tam_id,
        people.name as tam_name,
        people.calendar_id,
        calendars.time_zone as calendar_zone,
    from people
    left join calendars on people.calendar_id = calendars.calendar_id
    where (people.role = 'tam' or people.person_id in (select tam_id from account_tams_now))
        and (len($tams) = 0 or list_contains($tams, people.person_id))
),

strips as (
    select
        openings.calendar_id,
        week_ahead.day,
        greatest(openings.opens_at, week_ahead.starts_at) as opens_at,
        least(openings.closes_at, week_ahead.ends_at) as closes_at,
        openings.closes_at >= week_ahead.ends_at as is_until_midnight,
        openings.holiday_name,
    from week_ahead($zone) as week_ahead
    inner join openings
        on openings.opens_at < week_ahead.ends_at
        and openings.closes_at > week_ahead.starts_at
    where openings.calendar_id in (select calendar_id from known_tams)
)

select
    known_tams.tam_id,
    known_tams.tam_name,
    known_tams.calendar_id,
    known_tams.calendar_zone,
    strips.day,
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'][isodow(strips.day)] as weekday,
    cast(epoch(cast(timezone($zone, strips.opens_at) as time)) as bigint) as opens_second,
    if(strips.is_until_midnight, 86400, cast(epoch(cast(timezone($zone, strips.closes_at) as time)) as bigint))
        as closes_second,
    strips.opens_at,
    strips.closes_at,
    strips.holiday_name,
from known_tams
left join strips on known_tams.calendar_id = strips.calendar_id
order by lower(known_tams.tam_name), known_tams.tam_id, strips.opens_at
