-- Every opening of every calendar, with the seconds it was open before: the sample's own simple business clock.

create table openings as
with dates as (
    select cast(range as date) as date
    from range(cast(getvariable('starts_on') as timestamp) - interval 7 days,
        cast(getvariable('through') as timestamp) + interval 10 days, interval 1 day)
),

weekly as (
    select
        dates.date,
        business_hours.calendar_id,
        business_hours.opens,
        business_hours.closes
    from dates
    inner join business_hours
        on business_hours.weekday = lower(strftime(dates.date, '%a'))
            and business_hours.valid_from <= dates.date
    qualify business_hours.valid_from
        = max(business_hours.valid_from) over (partition by dates.date, business_hours.calendar_id)
),

hours as (
    select
        weekly.date,
        weekly.calendar_id,
        coalesce(holidays.opens, weekly.opens) as opens,
        coalesce(holidays.closes, weekly.closes) as closes
    from weekly
    left join holidays on holidays.calendar_id = weekly.calendar_id and holidays.date = weekly.date
    where holidays.date is null or holidays.opens is not null
),

instants as (
    select
        hours.calendar_id,
        (hours.date + hours.opens) at time zone calendars.time_zone as opens_at,
        (hours.date + hours.closes) at time zone calendars.time_zone as closes_at
    from hours
    inner join calendars on calendars.calendar_id = hours.calendar_id
)

select
    calendar_id,
    opens_at,
    closes_at,
    lead(opens_at, 1, closes_at + interval 14 hours) over (partition by calendar_id order by opens_at) as next_opens_at,
    cast(sum(date_diff('second', opens_at, closes_at)) over (partition by calendar_id order by opens_at)
    - date_diff('second', opens_at, closes_at) as bigint) as seconds_before
from instants;
