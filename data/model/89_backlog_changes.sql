-- What happened to the number of open cases, per local day in the reporting time zone and all that cases are filtered by:
-- a backlog over months is summed from this, not from every case.

create or replace table backlog_changes as
with case_moves as (
    select case_id, 'opened' as move, opened_at as moved_at
    from case_metrics
    union all
    select case_id, 'resolved', resolved_at
    from case_metrics
    where resolved_at is not null
    union all
    -- a stretch that ended: it was resolved where it began, and reopened where it ended
    select case_id, 'resolved', from_at
    from case_spans
    where state = 'resolved'
    union all
    select case_id, 'reopened', to_at
    from case_spans
    where state = 'resolved'
),

-- A quarter of an hour lies in one local date in every zone since 1972: far fewer moments to convert.
quarters as (
    select
        quarter,
        cast(timezone((select reporting_time_zone from snapshot), to_timestamp(quarter * 900)) as date) as day,
    from (select distinct epoch_ms(moved_at) // 900000 as quarter from case_moves)
)

select
    quarters.day,
    case_metrics.account_id,
    case_metrics.tam_id,
    case_metrics.category,
    case_metrics.priority,
    case_metrics.channel,
    count(*) filter (case_moves.move = 'opened') as opened_count,
    count(*) filter (case_moves.move = 'resolved') as resolved_count,
    count(*) filter (case_moves.move = 'reopened') as reopened_count,
from case_moves
inner join quarters on epoch_ms(case_moves.moved_at) // 900000 = quarters.quarter
inner join case_metrics on case_moves.case_id = case_metrics.case_id
group by all;
