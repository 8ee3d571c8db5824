-- question: On how many premium days had accounts no TAM?
-- grain:    one row per day, week (from Monday) or month that touches the period, up to as_of
-- params:   $since date, $until date (exclusive), $accounts varchar[], $regions varchar[] ([] = all),
--           $step varchar (day | week | month)
-- returns:  period_start date, premium_days bigint, gap_days bigint, gap_account_count bigint, covered_share double, is_partial boolean
-- decided:  a day of an account counts 1; days end with that of as_of on the account's calendar; only the days of the period
--           count, and a step cut by it or by the end of the records is partial

with days as (
    select * from step_days($since, $until, $step)
),

premium_days as (
    select
        days.step_start,
        count(*) as premium_days,
    from days
    inner join premium_stretches($accounts, $regions) as premium
        on days.day >= premium.premium_from and days.day < premium.covered_until
    group by days.step_start
),

gap_days as (
    select
        days.step_start,
        count(*) as gap_days,
        count(distinct gaps.account_id) as gap_account_count,
    from days
    inner join tam_gaps($accounts, $regions) as gaps on days.day >= gaps.gap_from and days.day < gaps.gap_until
    group by days.step_start
)

select
    days.step_start as period_start,
    coalesce(any_value(premium_days.premium_days), 0) as premium_days,
    coalesce(any_value(gap_days.gap_days), 0) as gap_days,
    coalesce(any_value(gap_days.gap_account_count), 0) as gap_account_count,
    1 - coalesce(any_value(gap_days.gap_days), 0) / any_value(premium_days.premium_days) as covered_share,
    count(*) < case $step
        when 'day' then 1
        when 'month' then date_diff('day', days.step_start, cast(days.step_start + interval 1 month as date))
        else 7
    end
    or max(days.day) >= (select cast(timezone(reporting_time_zone, as_of) as date) from snapshot) as is_partial,
from days
left join premium_days on days.step_start = premium_days.step_start
left join gap_days on days.step_start = gap_days.step_start
group by days.step_start
order by days.step_start
