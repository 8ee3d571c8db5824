-- question: What share of first responses met its target each week, and is a dip news or noise?
-- grain:    one row per week (from Monday) that touches the period, also weeks with no case
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  week_start date, judged_count bigint, met_count bigint, breached_count bigint, attainment double, adjusted_attainment double, mean_attainment double, lower_limit double, upper_limit double, signal varchar, is_partial boolean
-- decided:  control limits are those of a p-chart: 3 sigma of the week's own count around the mean share of the 12
--           months that end with the period; a signal (`above`, `below`) lies outside them; a week cut by the period
--           or by the end of the records is partial, and is judged by its own count like any other

with bounds as (
    select
        cast($since as date) as since,
        cast($until as date) as until,
        cast(cast($until as date) - interval 12 month as date) as year_since,
        cast(timezone(reporting_time_zone, as_of) as date) as as_of_date,
    from snapshot
),

judged_quarters as (
    -- a quarter of an hour lies in one local date in every zone since 1972: far fewer moments to convert
    select
        epoch_ms(opened_at) // 900000 as quarter,
        count(*) as judged_count,
        count(*) filter (where first_response_verdict = 'met') as met_count,
        count(*) filter (where not is_first_response_exempt) as adjusted_judged_count,
        count(*) filter (where first_response_verdict = 'met' and not is_first_response_exempt) as adjusted_met_count,
    from filtered_cases(
        least(cast($since as date), cast(cast($until as date) - interval 12 month as date)),
        $until, $accounts, $tams, $categories, $priorities, $channels, $regions
    )
    where first_response_verdict in ('met', 'breached')
    group by quarter
),

judged_days as (
    select
        cast(timezone((select reporting_time_zone from snapshot), to_timestamp(quarter * 900)) as date) as opened_on,
        sum(judged_count) as judged_count,
        sum(met_count) as met_count,
        sum(adjusted_judged_count) as adjusted_judged_count,
        sum(adjusted_met_count) as adjusted_met_count,
    from judged_quarters
    group by opened_on
),

means as (
    select sum(met_count) / nullif(sum(judged_count), 0) as mean_attainment
    from judged_days
    inner join bounds on judged_days.opened_on >= bounds.year_since
),

weeks as (
    select
        cast(unnest(generate_series(date_trunc('week', since), until - interval 1 day, interval 7 day)) as date)
            as week_start,
        since,
        until,
        as_of_date,
    from bounds
),

counted_weeks as (
    select
        weeks.week_start,
        cast(coalesce(sum(judged_days.judged_count), 0) as bigint) as judged_count,
        cast(coalesce(sum(judged_days.met_count), 0) as bigint) as met_count,
        sum(judged_days.adjusted_met_count) / nullif(sum(judged_days.adjusted_judged_count), 0) as adjusted_attainment,
        any_value(
            weeks.week_start < weeks.since or weeks.week_start + 7 > least(weeks.until, weeks.as_of_date)
        ) as is_partial,
    from weeks
    left join judged_days
        on judged_days.opened_on >= greatest(weeks.week_start, weeks.since)
        and judged_days.opened_on < least(weeks.week_start + 7, weeks.until)
    group by weeks.week_start
),

charted_weeks as (
    select
        counted_weeks.*,
        met_count / nullif(judged_count, 0) as attainment,
        mean_attainment,
        3 * sqrt(mean_attainment * (1 - mean_attainment) / nullif(judged_count, 0)) as reach,
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
    if(reach is null, null, greatest(mean_attainment - reach, 0)) as lower_limit,
    if(reach is null, null, least(mean_attainment + reach, 1)) as upper_limit,
    case
        when attainment < mean_attainment - reach then 'below'
        when attainment > mean_attainment + reach then 'above'
    end as signal,
    is_partial,
from charted_weeks
order by week_start
