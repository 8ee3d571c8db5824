-- question: In which hours is this account served, and from when did they apply?
-- grain:    one row per (valid_from, weekday, opening), the newest version first; a closed weekday has a row without times
-- params:   $account_id varchar
-- returns:  valid_from date, valid_until date, is_current boolean, weekday varchar, opens varchar, closes varchar
-- decided:  by the clock on the wall of the calendar's zone; valid_until is exclusive; days before the first version use it,
--           so it is current then too

with versions as (
    select
        business_hours.valid_from,
        lead(business_hours.valid_from) over (order by business_hours.valid_from) as valid_until,
        row_number() over (order by business_hours.valid_from) = 1 as is_first,
        any_value(cast(timezone(calendars.time_zone, snapshot.as_of) as date)) as today,
        any_value(business_hours.calendar_id) as calendar_id,
    from business_hours
    cross join snapshot
    inner join calendars on business_hours.calendar_id = calendars.calendar_id
    inner join accounts on calendars.calendar_id = accounts.calendar_id
    where accounts.account_id = $account_id
    group by business_hours.valid_from
),

weekdays as (
    select unnest(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']) as weekday
)

select
    versions.valid_from,
    versions.valid_until,
    (versions.is_first or versions.today >= versions.valid_from)
        and versions.today < coalesce(versions.valid_until, date '9999-12-31') as is_current,
    weekdays.weekday,
    cast(business_hours.opens as varchar)[1:5] as opens,
    cast(business_hours.closes as varchar)[1:5] as closes,
from versions
cross join weekdays
left join business_hours
    on versions.calendar_id = business_hours.calendar_id
    and versions.valid_from = business_hours.valid_from
    and weekdays.weekday = business_hours.weekday
    and business_hours.opens is not null
order by
    versions.valid_from desc,
    list_position(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], weekdays.weekday),
    business_hours.opens
