-- question: Which stretches of time did each clock of these cases count, and what opened and closed each?
-- grain:    one row per counted stretch of (case_id, clock, instance); stretch counts from 1 in order of time
-- params:   $case_ids varchar[]
-- returns:  case_id varchar, clock varchar, instance bigint, stretch bigint, from_at timestamp with time zone, to_at timestamp with time zone, counted_seconds bigint, opened_by varchar, closed_by varchar, hours_from date, holiday_name varchar
-- decided:  worked out anew from the records and the openings, not from the metrics, so that the two can disagree;
--           a stretch begins with the clock, a resumption or an opening, and ends with a closing, a pause or the clock;
--           hours_from is the hours version in force, holiday_name the special day that replaced it

select
    case_id,
    clock,
    instance,
    row_number() over (partition by case_id, clock, instance order by from_at) as stretch,
    from_at,
    to_at,
    counted_seconds,
    opened_by,
    closed_by,
    hours_from,
    holiday_name,
from case_receipt_of($case_ids)
order by
    case_id,
    list_position(['first_response', 'next_response', 'periodic_update', 'resolution'], clock),
    instance,
    from_at
