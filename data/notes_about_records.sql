-- One sentence a row: what the records hold that a reader of the numbers should know.

with first_versions as (
    select
        calendar_id,
        min(valid_from) as first_valid_from,
    from business_hours
    group by calendar_id
),

cases_before_hours as (
    select
        calendars.name,
        first_versions.first_valid_from,
        count(*) as case_count,
    from cases
    inner join accounts on cases.account_id = accounts.account_id
    inner join calendars on accounts.calendar_id = calendars.calendar_id
    inner join first_versions on calendars.calendar_id = first_versions.calendar_id
    -- To ask a zone is slow: only where the date in UTC is not plainly later.
    where cases.opened_at < cast(first_versions.first_valid_from as timestamptz) + interval 1 day
        and cast(timezone(calendars.time_zone, cases.opened_at) as date) < first_versions.first_valid_from
    group by calendars.name, first_versions.first_valid_from
),

never_open_calendars as (
    select calendars.name
    from calendars
    left join business_hours
        on calendars.calendar_id = business_hours.calendar_id and business_hours.opens is not null
    left join holidays on calendars.calendar_id = holidays.calendar_id and holidays.opens is not null
    group by calendars.calendar_id, calendars.name
    having count(business_hours.opens) = 0 and count(holidays.opens) = 0
)

select case_count || ' cases were opened before the first business hours of calendar ' || name || ' ('
    || first_valid_from || '); those first hours are used for them.' as sentence
from cases_before_hours

union all

select 'Calendar ' || name || ' is never open: its clocks stand at 0 and nothing on it falls due.'
from never_open_calendars

union all

select 'The records run to ' || strftime(timezone('UTC', as_of), '%Y-%m-%d %H:%M') || ' UTC, later than the load itself;'
    || ' one timestamp in the future makes everything look late.'
from snapshot
where as_of > loaded_at + interval 1 day
