-- question: Which clocks ran on these cases: from when, until when, against what target, and how did each end?
-- grain:    one row per (case_id, clock, instance); instance counts from 1 in order of start
-- params:   $case_ids varchar[]
-- returns:  case_id varchar, clock varchar, instance bigint, started_at timestamp with time zone, started_by varchar, stopped_at timestamp with time zone, stopped_by varchar, business_seconds bigint, elapsed_seconds bigint, target_seconds bigint, target_clock varchar, due_at timestamp with time zone, verdict varchar
-- decided:  stopped_at is null while the clock runs, and its seconds are those up to as_of; both leave out the stretches
--           that do not count; target_clock is business or elapsed; a silence has a target, a due time and a verdict of
--           its own only in the count of its case

with clocks as (
    select * from case_clocks_of($case_ids)
),

counted as (
    select
        case_id,
        clock,
        instance,
        sum(counted_seconds) as business_seconds,
    from case_receipt_of($case_ids)
    group by case_id, clock, instance
),

windows as (
    select
        case_id,
        clock,
        instance,
        cast(sum(date_diff('second', from_at, to_at)) as bigint) as elapsed_seconds,
    from case_windows_of($case_ids)
    group by case_id, clock, instance
)

select
    clocks.case_id,
    clocks.clock,
    clocks.instance,
    clocks.started_at,
    clocks.started_by,
    clocks.stopped_at,
    clocks.stopped_by,
    cast(coalesce(counted.business_seconds, 0) as bigint) as business_seconds,
    coalesce(windows.elapsed_seconds, 0) as elapsed_seconds,
    clocks.target_seconds,
    (
        select min(sla_targets.clock)
        from sla_targets
        where sla_targets.metric = clocks.clock and sla_targets.minutes * 60 = clocks.target_seconds
    ) as target_clock,
    clocks.due_at,
    clocks.verdict,
from clocks
left join counted
    on clocks.case_id = counted.case_id and clocks.clock = counted.clock and clocks.instance = counted.instance
left join windows
    on clocks.case_id = windows.case_id and clocks.clock = windows.clock and clocks.instance = windows.instance
order by
    clocks.case_id,
    list_position(['first_response', 'next_response', 'periodic_update', 'resolution'], clocks.clock),
    clocks.instance
