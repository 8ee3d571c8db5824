-- question: Which stretches of time did each clock of these cases count, and what opened and closed each?
-- grain:    one row per counted stretch of (case_id, clock, instance); stretch counts from 1 in order of time
-- params:   $case_ids varchar[]
-- returns:  case_id varchar, clock varchar, instance bigint, stretch bigint, from_at timestamp with time zone, from_local timestamp, to_at timestamp with time zone, to_local timestamp, counted_seconds bigint, opened_by varchar, closed_by varchar, hours_from date, holiday_name varchar
-- decided:  worked out anew from the records and the openings, not from the metrics, so that the two can disagree;
--           a stretch begins with the clock, a resumption or an opening, and ends with a closing, a pause or the clock;
--           hours_from is the hours version in force, holiday_name the special day that replaced it; local times are those
--           of the account's calendar

select
    receipt.case_id,
    receipt.clock,
    receipt.instance,
    row_number() over (partition by receipt.case_id, receipt.clock, receipt.instance order by receipt.from_at)
        as stretch,
    receipt.from_at,
    timezone(calendars.time_zone, receipt.from_at) as from_local,
    receipt.to_at,
    timezone(calendars.time_zone, receipt.to_at) as to_local,
    receipt.counted_seconds,
    receipt.opened_by,
    receipt.closed_by,
    receipt.hours_from,
    receipt.holiday_name,
from case_receipt_of($case_ids) as receipt
inner join case_metrics on receipt.case_id = case_metrics.case_id
inner join accounts on case_metrics.account_id = accounts.account_id
left join calendars on accounts.calendar_id = calendars.calendar_id
order by
    receipt.case_id,
    list_position(
        [
            'first_response', 'next_response', 'periodic_update', 'resolution', 'escalation_acknowledgement',
            'escalation_resolution'
        ],
        receipt.clock
    ),
    receipt.instance,
    receipt.from_at
