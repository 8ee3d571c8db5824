-- question: Which stretches of clock time did each clock of these cases count, opening hours or not?
-- grain:    one row per window of (case_id, clock, instance); stretch counts from 1 in order of time
-- params:   $case_ids varchar[]
-- returns:  case_id varchar, clock varchar, instance bigint, stretch bigint, from_at timestamp with time zone, from_local timestamp, to_at timestamp with time zone, to_local timestamp, counted_seconds bigint, opened_by varchar, closed_by varchar
-- decided:  the receipt of a target that runs around the clock; the stretches of case_receipt are these, cut by the openings

select
    windows.case_id,
    windows.clock,
    windows.instance,
    row_number() over (partition by windows.case_id, windows.clock, windows.instance order by windows.from_at)
        as stretch,
    windows.from_at,
    timezone(calendars.time_zone, windows.from_at) as from_local,
    windows.to_at,
    timezone(calendars.time_zone, windows.to_at) as to_local,
    cast(date_diff('second', windows.from_at, windows.to_at) as bigint) as counted_seconds,
    windows.opened_by,
    windows.closed_by,
from case_windows_of($case_ids) as windows
inner join case_metrics on windows.case_id = case_metrics.case_id
inner join accounts on case_metrics.account_id = accounts.account_id
left join calendars on accounts.calendar_id = calendars.calendar_id
order by windows.case_id, windows.clock, windows.instance, windows.from_at
