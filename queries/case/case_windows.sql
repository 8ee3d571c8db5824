-- question: Which stretches of clock time did each clock of these cases count, opening hours or not?
-- grain:    one row per window of (case_id, clock, instance); stretch counts from 1 in order of time
-- params:   $case_ids varchar[]
-- returns:  case_id varchar, clock varchar, instance bigint, stretch bigint, from_at timestamp with time zone, from_local timestamp, to_at timestamp with time zone, to_local timestamp, counted_seconds bigint, opened_by varchar, closed_by varchar
-- decided:  the receipt of a target that runs around the clock; the stretches of case_receipt are these, cut by the openings

with parts as (
    select
        case_id,
        clock,
        instance,
        unnest(windows) as part,
    from case_workings_of($case_ids)
)

select
    parts.case_id,
    parts.clock,
    parts.instance,
    row_number() over (
        partition by parts.case_id, parts.clock, parts.instance order by part.from_at
    ) as stretch,
    part.from_at,
    timezone(calendars.time_zone, part.from_at) as from_local,
    part.to_at,
    timezone(calendars.time_zone, part.to_at) as to_local,
    cast(date_diff('second', part.from_at, part.to_at) as bigint) as counted_seconds,
    part.opened_by,
    part.closed_by,
from parts
inner join case_calendars_of($case_ids) as calendars on parts.case_id = calendars.case_id
order by parts.case_id, list_position(case_clock_names(), parts.clock), parts.instance, part.from_at
