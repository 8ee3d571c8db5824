-- What happened to the number of open cases, per local day in the reporting time zone and all that cases are filtered by:
-- a backlog over months is summed from this, not from every case.

create or replace table backlog_changes as
-- A quarter of an hour lies in one local date in every zone since 1972: far fewer moments to convert.
with case_quarters as (
    select
        epoch_ms(opened_at) // 900000 as opened_quarter,
        epoch_ms(resolved_at) // 900000 as resolved_quarter,
        account_id,
        tam_id,
        category,
        priority,
        channel,
    from case_metrics
),

-- A stretch that ended: resolved where it began, and reopened where it ended.
ended_stretches as (
    select
        epoch_ms(case_spans.from_at) // 900000 as resolved_quarter,
        epoch_ms(case_spans.to_at) // 900000 as reopened_quarter,
        case_metrics.account_id,
        case_metrics.tam_id,
        case_metrics.category,
        case_metrics.priority,
        case_metrics.channel,
    from case_spans
    inner join case_metrics on case_spans.case_id = case_metrics.case_id
    where case_spans.state = 'resolved'
),

moves as (
    select opened_quarter as quarter, 1 as opened, 0 as resolved, 0 as reopened, account_id, tam_id, category, priority, channel
    from case_quarters
    union all
    select resolved_quarter, 0, 1, 0, account_id, tam_id, category, priority, channel
    from case_quarters
    where resolved_quarter is not null
    union all
    select resolved_quarter, 0, 1, 0, account_id, tam_id, category, priority, channel
    from ended_stretches
    union all
    select reopened_quarter, 0, 0, 1, account_id, tam_id, category, priority, channel
    from ended_stretches
),

quarters as (
    select
        quarter,
        cast(timezone((select reporting_time_zone from snapshot), to_timestamp(quarter * 900)) as date) as day,
    from (select distinct quarter from moves)
)

select
    quarters.day,
    moves.account_id,
    moves.tam_id,
    moves.category,
    moves.priority,
    moves.channel,
    cast(sum(moves.opened) as bigint) as opened_count,
    cast(sum(moves.resolved) as bigint) as resolved_count,
    cast(sum(moves.reopened) as bigint) as reopened_count,
from moves
inner join quarters on moves.quarter = quarters.quarter
group by all;
