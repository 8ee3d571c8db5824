-- question: Which states was this case in, from when until when?
-- grain:    one row per span of case_spans
-- params:   $case_id varchar
-- returns:  span_number bigint, state varchar, from_local timestamp, to_local timestamp, elapsed_seconds bigint, business_seconds bigint
-- decided:  local times are those of the account's calendar; the final resolved stretch has no span

select
    cast(case_spans.span_number as bigint) as span_number,
    case_spans.state,
    timezone(coalesce(calendars.time_zone, snapshot.reporting_time_zone), case_spans.from_at) as from_local,
    timezone(coalesce(calendars.time_zone, snapshot.reporting_time_zone), case_spans.to_at) as to_local,
    cast(case_spans.elapsed_seconds as bigint) as elapsed_seconds,
    cast(case_spans.business_seconds as bigint) as business_seconds,
from case_spans
cross join snapshot
inner join cases on case_spans.case_id = cases.case_id
inner join accounts on cases.account_id = accounts.account_id
left join calendars on accounts.calendar_id = calendars.calendar_id
where case_spans.case_id = $case_id
order by case_spans.span_number
