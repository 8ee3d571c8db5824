-- question: What share of a clock met its target each week, and is a dip news or noise?
-- grain:    one row per week (from Monday) that touches the period, also weeks with nothing judged
-- params:   $clock varchar (first_response, next_response, periodic_update or resolution),
--           $denominator varchar (opened, resolved or due), $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  week_start date, judged_count bigint, met_count bigint, breached_count bigint, attainment double, adjusted_attainment double, mean_attainment double, lower_limit double, upper_limit double, signal varchar, is_partial boolean
-- decided:  control limits are those of a p-chart: 3 sigma of the week's own count around the pooled share of the 12 months
--           that end with the records, cut at 0 and 1; a signal (`above`, `below`) lies outside them; a row belongs
--           to the local date of what the denominator names; a week cut by the period or by the end of the records
--           is partial

with bounds as (
    select
        cast($since as date) as since,
        cast($until as date) as until,
        cast(timezone(reporting_time_zone, as_of) as date) as as_of_on,
    from snapshot
),

days as (
    select *
    from judged_days(
        $clock,
        $denominator,
        (select least(since, cast(as_of_on - interval 12 month as date)) from bounds),
        (select greatest(until, as_of_on + 1) from bounds),
        $accounts, $tams, $categories, $priorities, $channels, $regions
    )
),

means as (
    select sum(days.met_count) / nullif(sum(days.judged_count), 0) as mean_attainment
    from days
    inner join bounds
        on days.belongs_on > bounds.as_of_on - interval 12 month and days.belongs_on <= bounds.as_of_on
),

weeks as (
    select
        cast(unnest(generate_series(date_trunc('week', since), until - interval 1 day, interval 7 day)) as date)
            as week_start,
        since,
        until,
        as_of_on,
    from bounds
),

counted_weeks as (
    select
        weeks.week_start,
        cast(coalesce(sum(days.judged_count), 0) as bigint) as judged_count,
        cast(coalesce(sum(days.met_count), 0) as bigint) as met_count,
        sum(days.adjusted_met_count) / nullif(sum(days.adjusted_judged_count), 0) as adjusted_attainment,
        any_value(
            weeks.week_start < weeks.since or weeks.week_start + 7 > least(weeks.until, weeks.as_of_on)
        ) as is_partial,
    from weeks
    left join days
        on days.belongs_on >= greatest(weeks.week_start, weeks.since)
        and days.belongs_on < least(weeks.week_start + 7, weeks.until)
    group by weeks.week_start
),

charted_weeks as (
    select
        counted_weeks.*,
        counted_weeks.met_count / nullif(counted_weeks.judged_count, 0) as attainment,
        means.mean_attainment,
        control_reach(means.mean_attainment, counted_weeks.judged_count) as reach,
    from counted_weeks
    cross join means
)

select
    week_start,
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
from charted_weeks
order by week_start
