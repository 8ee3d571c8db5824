-- question: What is this case about, whose is it, and where does it stand?
-- grain:    one row, or none for an unknown case
-- params:   $case_id varchar
-- returns:  case_id varchar, subject varchar, account_id varchar, account_name varchar, channel varchar, state varchar, resolution_agreed boolean, priority varchar, priority_opened varchar, category varchar, category_opened varchar, agent_id varchar, agent_name varchar, tam_id varchar, tam_name varchar, calendar_name varchar, time_zone varchar, has_openings boolean, has_happened boolean, opened_local timestamp, resolved_local timestamp, as_of_local timestamp, ends_local timestamp, reopen_count bigint
-- decided:  local times are those of the account's calendar; the TAM is the account's on the day of opening; a case opened
--           after as_of is in the records but has not happened: it has no state; ends_local is when it was resolved, or as_of

select
    cases.case_id,
    cases.subject,
    cases.account_id,
    accounts.name as account_name,
    cases.channel,
    case_metrics.state,
    case_metrics.resolution_agreed,
    case_metrics.priority,
    cases.priority as priority_opened,
    case_metrics.category,
    cases.category as category_opened,
    case_metrics.agent_id,
    agents.name as agent_name,
    case_metrics.tam_id,
    tams.name as tam_name,
    calendars.name as calendar_name,
    coalesce(calendars.time_zone, snapshot.reporting_time_zone) as time_zone,
    exists(from openings where openings.calendar_id = accounts.calendar_id) as has_openings,
    case_metrics.case_id is not null as has_happened,
    timezone(coalesce(calendars.time_zone, snapshot.reporting_time_zone), cases.opened_at) as opened_local,
    timezone(coalesce(calendars.time_zone, snapshot.reporting_time_zone), case_metrics.resolved_at) as resolved_local,
    timezone(coalesce(calendars.time_zone, snapshot.reporting_time_zone), snapshot.as_of) as as_of_local,
    timezone(
        coalesce(calendars.time_zone, snapshot.reporting_time_zone),
        coalesce(case_metrics.resolved_at, snapshot.as_of)
    ) as ends_local,
    case_metrics.reopen_count,
from cases
cross join snapshot
left join case_metrics on cases.case_id = case_metrics.case_id
left join accounts on cases.account_id = accounts.account_id
left join calendars on accounts.calendar_id = calendars.calendar_id
left join people as agents on case_metrics.agent_id = agents.person_id
left join people as tams on case_metrics.tam_id = tams.person_id
where cases.case_id = $case_id
