-- question: What share of a clock met its target in each of the last 13 months, and is a dip news or noise?
-- grain:    one row per month, 13 rows that end with the month of the last record
-- params:   $clock varchar (first_response, next_response, periodic_update or resolution),
--           $denominator varchar (opened, resolved or due), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  month_start date, judged_count bigint, met_count bigint, breached_count bigint, attainment double, adjusted_attainment double, mean_attainment double, lower_limit double, upper_limit double, signal varchar, is_partial boolean
-- decided:  no period changes these months; control limits are those of a p-chart: 3 sigma of the month's own count around
--           the pooled share of the 12 months that end with the records, cut at 0 and 1; a signal (`above`, `below`)
--           lies outside them; the month in which the records end is partial

with bounds as (
    select
        cast(timezone(reporting_time_zone, as_of) as date) as as_of_on,
        cast(date_trunc('month', timezone(reporting_time_zone, as_of)) as date) as last_month,
    from snapshot
),

days as (
    select *
    from judged_days(
        $clock,
        $denominator,
        (select cast(last_month - interval 12 month as date) from bounds),
        (select cast(last_month + interval 1 month as date) from bounds),
        $accounts, $tams, $categories, $priorities, $channels, $regions
    )
),

means as (
    select sum(days.met_count) / nullif(sum(days.judged_count), 0) as mean_attainment
    from days
    inner join bounds
        on days.belongs_on > bounds.as_of_on - interval 12 month and days.belongs_on <= bounds.as_of_on
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
        cast(coalesce(sum(days.met_count), 0) as bigint) as met_count,
        sum(days.adjusted_met_count) / nullif(sum(days.adjusted_judged_count), 0) as adjusted_attainment,
        any_value(months.month_start = months.last_month) as is_partial,
    from months
    left join days on months.month_start = date_trunc('month', days.belongs_on)
    group by months.month_start
),

charted_months as (
    select
        counted_months.*,
        counted_months.met_count / nullif(counted_months.judged_count, 0) as attainment,
        means.mean_attainment,
        control_reach(means.mean_attainment, counted_months.judged_count) as reach,
    from counted_months
    cross join means
)

select
    month_start,
    judged_count,
    met_count,
    judged_count - met_count as breached_count,
    attainment,
    adjusted_attainment,
    mean_attainment,
    control_limit(mean_attainment, reach, -1) as lower_limit,
    control_limit(mean_attainment, reach, 1) as upper_limit,
    control_signal(attainment, mean_attainment, reach) as signal,
    is_partial,
from charted_months
order by month_start
