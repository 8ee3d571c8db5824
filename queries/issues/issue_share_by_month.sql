-- question: Were more cases reopened, escalated or resolved with one answer in a month than chance explains?
-- grain:    one row per month, 13 rows that end with the month of the last record
-- params:   $share_of varchar (reopened, escalated or one_touch), $accounts varchar[], $tams varchar[],
--           $categories varchar[], $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  month_start date, judged_count bigint, trait_count bigint, share double, mean_share double, lower_limit double, upper_limit double, signal varchar, is_partial boolean
-- decided:  no period changes these months; a case belongs to the local month of its opening; reopened and escalated are of all
--           cases opened, one_touch of those resolved by now; control limits are those of a p-chart: 3 sigma of the
--           month's own count around the pooled share of the 12 months that end with the records, cut at 0 and 1; the
--           newest months have had less time; the month in which the records end is partial

with bounds as (
    select
        cast(timezone(reporting_time_zone, as_of) as date) as as_of_on,
        cast(date_trunc('month', timezone(reporting_time_zone, as_of)) as date) as last_month,
    from snapshot
),

-- A quarter of an hour lies in one local date in every zone since 1972: far fewer moments to convert.
quarters as (
    select
        epoch_ms(opened_at) // 900000 as quarter,
        count(*) filter ($share_of <> 'one_touch' or is_resolved) as judged_count,
        count(*) filter (case $share_of
            when 'reopened' then is_reopened
            when 'escalated' then is_escalated
            when 'one_touch' then is_one_touch
        end) as trait_count,
    from issue_cases(
        (select cast(last_month - interval 12 month as date) from bounds),
        (select cast(last_month + interval 1 month as date) from bounds),
        $accounts, $tams, $categories, $priorities, $channels, $regions
    )
    group by quarter
),

days as (
    select
        cast(timezone((select reporting_time_zone from snapshot), to_timestamp(quarter * 900)) as date) as opened_on,
        sum(judged_count) as judged_count,
        sum(trait_count) as trait_count,
    from quarters
    group by opened_on
),

means as (
    select sum(days.trait_count) / nullif(sum(days.judged_count), 0) as mean_share
    from days
    inner join bounds
        on days.opened_on > bounds.as_of_on - interval 12 month and days.opened_on <= bounds.as_of_on
),

months as (
    select
        cast(unnest(generate_series(last_month - interval 12 month, last_month, interval 1 month)) as date)
            as month_start,
        last_month,
    from bounds
),

counted_months as (
    select
        months.month_start,
        cast(coalesce(sum(days.judged_count), 0) as bigint) as judged_count,
        cast(coalesce(sum(days.trait_count), 0) as bigint) as trait_count,
        any_value(months.month_start = months.last_month) as is_partial,
    from months
    left join days on months.month_start = date_trunc('month', days.opened_on)
    group by months.month_start
),

charted_months as (
    select
        counted_months.*,
        counted_months.trait_count / nullif(counted_months.judged_count, 0) as share,
        means.mean_share,
        control_reach(means.mean_share, counted_months.judged_count) as reach,
    from counted_months
    cross join means
)

select
    month_start,
    judged_count,
    trait_count,
    share,
    mean_share,
    control_limit(mean_share, reach, -1) as lower_limit,
    control_limit(mean_share, reach, 1) as upper_limit,
    control_signal(share, mean_share, reach) as signal,
    is_partial,
from charted_months
order by month_start
