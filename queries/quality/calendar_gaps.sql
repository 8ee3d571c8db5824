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

account_cases as (
    select
        account_id,
        count(*) as case_count,
    from case_metrics
    group by account_id
),

early_cases as (
    select
        case_metrics.account_id,
        count(*) as case_count,
    from case_metrics
    inner join accounts on case_metrics.account_id = accounts.account_id
    inner join first_versions on accounts.calendar_id = first_versions.calendar_id
    where case_metrics.opened_at < (select max(first_valid_at) from first_versions)
        and case_metrics.opened_at < first_versions.first_valid_at
    group by case_metrics.account_id
),

calendar_cases as (
    select
        accounts.calendar_id,
        count(*) as account_count,
        sum(account_cases.case_count) as case_count,
        sum(early_cases.case_count) as before_hours_count,
    from accounts
    left join account_cases on accounts.account_id = account_cases.account_id
    left join early_cases on accounts.account_id = early_cases.account_id
    group by accounts.calendar_id
)

select
    first_versions.calendar_id,
    first_versions.name,
    first_versions.time_zone,
    first_versions.first_valid_from,
    coalesce(calendar_cases.account_count, 0) as account_count,
    cast(coalesce(calendar_cases.case_count, 0) as bigint) as case_count,
    cast(coalesce(calendar_cases.before_hours_count, 0) as bigint) as before_hours_count,
    first_versions.calendar_id not in (
        select calendar_id from business_hours where opens is not null
        union
        select calendar_id from holidays where opens is not null
    ) as is_never_open,
from first_versions
left join calendar_cases on first_versions.calendar_id = calendar_cases.calendar_id
order by before_hours_count desc, first_versions.calendar_id
