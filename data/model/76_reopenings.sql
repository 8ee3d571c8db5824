-- Every end of a case that a reopening followed, with what its case is filtered by: what a backlog is counted from, beside the
-- openings and the last ends in dated_cases.

create or replace table reopenings as
select
    dated_cases.case_id,
    dated_cases.account_id,
    dated_cases.region,
    dated_cases.tam_id,
    dated_cases.category,
    dated_cases.priority,
    dated_cases.channel,
    case_spans.from_at as resolved_at,
    cast(timezone(snapshot.reporting_time_zone, case_spans.from_at) as date) as resolved_on,
    case_spans.to_at as reopened_at,
    cast(timezone(snapshot.reporting_time_zone, case_spans.to_at) as date) as reopened_on,
from case_spans
inner join dated_cases on case_spans.case_id = dated_cases.case_id
cross join snapshot
-- A stretch of this state has ended: the last one of a case has no row.
where case_spans.state = 'resolved';
