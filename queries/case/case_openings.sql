-- question: When was the calendar of this case open between its first and its last moment?
-- grain:    one row per opening, or per week or month of openings where the case is long
-- params:   $case_id varchar
-- returns:  unit varchar, from_local timestamp, to_local timestamp, opening_count bigint, open_seconds bigint
-- decided:  openings that touch are one; more than 400 of them are merged per ISO week, more than 400 weeks per month, each
--           from its first opening to its last closing: a picture of the hours, not a sum; local times are those of the
--           account's calendar; the case lasts until it was resolved, or until as_of, and a day beyond either end is shown

with bounds as (
    select
        accounts.calendar_id,
        coalesce(calendars.time_zone, snapshot.reporting_time_zone) as time_zone,
        case_metrics.opened_at - interval 1 day as from_at,
        coalesce(case_metrics.resolved_at, snapshot.as_of) + interval 1 day as to_at,
    from case_metrics
    cross join snapshot
    inner join accounts on case_metrics.account_id = accounts.account_id
    left join calendars on accounts.calendar_id = calendars.calendar_id
    where case_metrics.case_id = $case_id
),

marked_openings as (
    select
        openings.opens_at,
        openings.closes_at,
        bounds.time_zone,
        openings.opens_at is distinct from lag(openings.closes_at) over (order by openings.opens_at) as is_first,
    from openings
    inner join bounds on openings.calendar_id = bounds.calendar_id
    where openings.closes_at > bounds.from_at and openings.opens_at < bounds.to_at
),

grouped_openings as (
    select
        *,
        count_if(is_first) over (order by opens_at rows unbounded preceding) as run,
    from marked_openings
),

runs as (
    select
        time_zone,
        timezone(time_zone, min(opens_at)) as from_local,
        timezone(time_zone, max(closes_at)) as to_local,
        count(*) as opening_count,
        cast(date_diff('second', min(opens_at), max(closes_at)) as bigint) as open_seconds,
    from grouped_openings
    group by time_zone, run
),

sizes as (
    select
        case
            when count(*) <= 400 then 'opening'
            when date_diff('week', min(from_local), max(to_local)) <= 400 then 'week'
            else 'month'
        end as unit,
    from runs
)

select
    sizes.unit,
    min(runs.from_local) as from_local,
    greatest(max(runs.to_local), min(runs.from_local)) as to_local,
    cast(sum(runs.opening_count) as bigint) as opening_count,
    cast(sum(runs.open_seconds) as bigint) as open_seconds,
from runs
cross join sizes
group by
    sizes.unit,
    case sizes.unit
        when 'opening' then runs.from_local
        when 'week' then date_trunc('week', runs.from_local)
        else date_trunc('month', runs.from_local)
    end
order by from_local
