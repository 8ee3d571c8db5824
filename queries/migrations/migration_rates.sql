-- question: How do bounces, complaints and deferrals of this migration compare with what is tolerated?
-- grain:    one row per (day, metric) on which the migration is judged, from the first message over the new route
-- params:   $migration_id varchar
-- returns:  date date, metric varchar, rate double, rate_7d double, level varchar
-- decided:  rates are over messages sent over the new route, null where none were; rate_7d is what health is judged by:
--           the 7 days up to the day, over the messages of the days that know it; from the value of a threshold on it
--           is reached

with judged_days as (
    select
        migration_days.*,
    from migration_days
    inner join migration_metrics on migration_days.migration_id = migration_metrics.migration_id
    where migration_days.migration_id = $migration_id and migration_days.date <= migration_metrics.judged_on
),

day_rates as (
    select
        judged_days.date,
        rates.metric,
        case rates.metric
            when 'bounce' then judged_days.bounce_rate
            when 'complaint' then judged_days.complaint_rate
            else judged_days.deferral_rate
        end as rate,
        judged_days.premium_sent,
        min(judged_days.date) filter (judged_days.premium_sent > 0) over () as sent_from,
    from judged_days
    cross join (select unnest(['bounce', 'complaint', 'deferral']) as metric) as rates
),

week_rates as (
    select
        *,
        sum(rate * premium_sent) over week
            / nullif(sum(premium_sent) filter (rate is not null) over week, 0) as rate_7d,
    from day_rates
    window week as (partition by metric order by date rows between 6 preceding and current row)
)

select
    date,
    metric,
    rate,
    rate_7d,
    rate_level(metric, rate_7d) as level,
from week_rates
where date >= sent_from
order by date, metric
