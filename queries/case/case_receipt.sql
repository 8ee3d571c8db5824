-- question: Which stretches of time did each clock of these cases count, and what opened and closed each?
-- grain:    one row per counted stretch of (case_id, clock, instance); stretch counts from 1 in order of time
-- params:   $case_ids varchar[]
-- returns:  case_id varchar, clock varchar, instance bigint, stretch bigint, from_at timestamp with time zone, from_local timestamp, to_at timestamp with time zone, to_local timestamp, counted_seconds bigint, opened_by varchar, closed_by varchar, hours_from date, holiday_name varchar
-- decided:  worked out anew from the records and the openings, not from the metrics, so that the two can disagree;
--           a stretch begins with the clock, a resumption or an opening, and ends with a closing, a pause or the clock;
--           hours_from is the hours version in force, holiday_name the special day that replaced it; local times are those
--           of the account's calendar

with parts as (
    select
        case_id,
        clock,
        instance,
        unnest(stretches) as part,
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
    part.hours_from,
    part.holiday_name,
from parts
inner join case_calendars_of($case_ids) as calendars on parts.case_id = calendars.case_id
order by parts.case_id, list_position(case_clock_names(), parts.clock), parts.instance, part.from_at
