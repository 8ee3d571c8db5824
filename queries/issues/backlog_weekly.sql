-- question: Do we resolve cases as fast as they come in?
-- grain:    one row per week (from Monday) that touches the period, up to as_of
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  week_start date, inflow_count bigint, opened_count bigint, reopened_count bigint, outflow_count bigint, net_count bigint, open_count bigint, is_partial boolean
-- decided:  inflow = opened + reopened, outflow = resolved, net = inflow - outflow = the change of the open cases; only the
--           days of the period count, and a week cut by it or by the end of the records is partial

with days as (
    select
        *,
        cast(date_trunc('week', day) as date) as week_start,
    from backlog_days($since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions)
)

select
    week_start,
    cast(sum(opened_count + reopened_count) as bigint) as inflow_count,
    cast(sum(opened_count) as bigint) as opened_count,
    cast(sum(reopened_count) as bigint) as reopened_count,
    cast(sum(resolved_count) as bigint) as outflow_count,
    cast(sum(opened_count + reopened_count - resolved_count) as bigint) as net_count,
    arg_max(open_count, day) as open_count,
    count(*) < 7 or max(day) >= (select cast(timezone(reporting_time_zone, as_of) as date) from snapshot) as is_partial,
from days
group by week_start
order by week_start
