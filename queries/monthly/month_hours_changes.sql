-- question: Which opening hours changed in the month or the one before, and how did the cases under them fare?
-- grain:    one row per calendar and version of its hours that differs from the one before it
-- params:   $month date (any day of it), $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[],
--           $channels varchar[], $regions varchar[] ([] = all)
-- returns:  calendar_id varchar, calendar_name varchar, time_zone varchar, valid_from date, is_in_month boolean, before_week_seconds bigint, after_week_seconds bigint, account_count bigint, previous_case_count bigint, case_count bigint, previous_judged_count bigint, judged_count bigint, previous_attainment double, attainment double
-- decided:  the first version of a calendar is no change, nor is one that repeats the hours before it, nor one that begins after
--           as_of; seconds are of a plain week, without holidays and clock changes; cases are those of the calendar's accounts,
--           opened in the month and in the one before (null for a running month and before the records); the change is named
--           beside them, it need not be the cause

with months as materialized (
    select * from summary_months($month)
),

versions as (
    select
        calendar_id,
        valid_from,
        cast(coalesce(sum(epoch(closes) - epoch(opens)), 0) as bigint) as week_seconds,
        list({'weekday': weekday, 'opens': opens, 'closes': closes} order by weekday, opens)
            filter (opens is not null) as hours,
    from business_hours
    group by calendar_id, valid_from
),

changes as (
    select
        *,
        lag(week_seconds) over versions_of as before_week_seconds,
        lag(hours) over versions_of as hours_before,
        row_number() over versions_of as version,
    from versions
    window versions_of as (partition by calendar_id order by valid_from)
),

chosen_accounts as (
    select
        account_id,
        calendar_id,
    from accounts
    where (len($accounts) = 0 or list_contains($accounts, account_id))
        and (len($regions) = 0 or list_contains($regions, coalesce(region, 'no_region')))
),

account_counts as (
    select
        calendar_id,
        count(*) as account_count,
    from chosen_accounts
    group by calendar_id
),

case_counts as (
    select
        accounts.calendar_id,
        count(*) filter (chosen_cases.opened_at < bounds.starts_at) as previous_case_count,
        count(*) filter (chosen_cases.opened_at >= bounds.starts_at) as case_count,
        count(*) filter (chosen_cases.opened_at < bounds.starts_at and chosen_cases.is_judged) as previous_judged_count,
        count(*) filter (chosen_cases.opened_at >= bounds.starts_at and chosen_cases.is_judged) as judged_count,
        count(*) filter (chosen_cases.opened_at < bounds.starts_at and chosen_cases.verdict = 'met')
            as previous_met_count,
        count(*) filter (chosen_cases.opened_at >= bounds.starts_at and chosen_cases.verdict = 'met') as met_count,
    from clock_rows(
        ['first_response'], 'opened',
        (select month from months where back = 1), (select until from months where back = 0),
        $accounts, $tams, $categories, $priorities, $channels, $regions
    ) as chosen_cases
    inner join accounts on chosen_cases.account_id = accounts.account_id
    cross join (select first_instant((select month from months where back = 0)) as starts_at) as bounds
    group by accounts.calendar_id
)

select
    changes.calendar_id,
    calendars.name as calendar_name,
    calendars.time_zone,
    changes.valid_from,
    changes.valid_from >= asked.month as is_in_month,
    changes.before_week_seconds,
    changes.week_seconds as after_week_seconds,
    coalesce(account_counts.account_count, 0) as account_count,
    if(
        previous.is_known and not asked.is_running, coalesce(case_counts.previous_case_count, 0), null
    ) as previous_case_count,
    coalesce(case_counts.case_count, 0) as case_count,
    if(
        previous.is_known and not asked.is_running, coalesce(case_counts.previous_judged_count, 0), null
    ) as previous_judged_count,
    coalesce(case_counts.judged_count, 0) as judged_count,
    if(
        previous.is_known and not asked.is_running,
        case_counts.previous_met_count / nullif(case_counts.previous_judged_count, 0),
        null
    ) as previous_attainment,
    case_counts.met_count / nullif(case_counts.judged_count, 0) as attainment,
from changes
inner join calendars on changes.calendar_id = calendars.calendar_id
inner join months as asked on asked.back = 0
inner join months as previous on previous.back = 1
left join account_counts on changes.calendar_id = account_counts.calendar_id
left join case_counts on changes.calendar_id = case_counts.calendar_id
where changes.version > 1
    and changes.hours is distinct from changes.hours_before
    and changes.valid_from >= previous.month
    and changes.valid_from <= asked.last_day
    and (len($accounts) + len($regions) = 0 or account_counts.account_count > 0)
order by changes.valid_from, calendars.name, changes.calendar_id
