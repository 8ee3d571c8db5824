-- question: Which calendars are never open, or have cases from before their first hours?
-- grain:    one row per calendar
-- params:   none
-- returns:  calendar_id varchar, name varchar, time_zone varchar, first_valid_from date, account_count bigint, case_count bigint, before_hours_count bigint, is_never_open boolean
-- decided:  cases opened before the first version of the hours are judged by that version; a calendar that is never open
--           counts 0 business seconds, and nothing on it falls due

with first_versions as (
    select
        calendars.calendar_id,
        calendars.name,
        calendars.time_zone,
        min(business_hours.valid_from) as first_valid_from,
        min(timezone(calendars.time_zone, cast(business_hours.valid_from as timestamp))) as first_valid_at,
    from calendars
    left join business_hours on calendars.calendar_id = business_hours.calendar_id
    group by calendars.calendar_id, calendars.name, calendars.time_zone
),

calendar_cases as (
    select
        accounts.calendar_id,
        count(distinct accounts.account_id) as account_count,
        count(case_metrics.opened_at) as case_count,
        count(*) filter (case_metrics.opened_at < first_versions.first_valid_at) as before_hours_count,
    from accounts
    inner join first_versions on accounts.calendar_id = first_versions.calendar_id
    left join case_metrics on accounts.account_id = case_metrics.account_id
    group by accounts.calendar_id
)

select
    first_versions.calendar_id,
    first_versions.name,
    first_versions.time_zone,
    first_versions.first_valid_from,
    coalesce(calendar_cases.account_count, 0) as account_count,
    coalesce(calendar_cases.case_count, 0) as case_count,
    coalesce(calendar_cases.before_hours_count, 0) as before_hours_count,
    first_versions.calendar_id not in (
        select calendar_id from business_hours where opens is not null
        union
        select calendar_id from holidays where opens is not null
    ) as is_never_open,
from first_versions
left join calendar_cases on first_versions.calendar_id = calendar_cases.calendar_id
order by before_hours_count desc, first_versions.calendar_id
