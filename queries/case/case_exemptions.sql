-- question: From which targets is this case exempted, why, and who approved it when?
-- grain:    one row per exempted metric
-- params:   $case_id varchar
-- returns:  metric varchar, reason varchar, approved_by varchar, approved_local timestamp
-- decided:  an exemption approved after as_of does not count yet; approved_by is a name, or the id where the records hold
--           none; local time is that of the account's calendar

select
    exemptions.metric,
    exemptions.reason,
    coalesce(people.name, exemptions.approved_by) as approved_by,
    timezone(coalesce(calendars.time_zone, snapshot.reporting_time_zone), exemptions.approved_at) as approved_local,
from exemptions
cross join snapshot
left join people on exemptions.approved_by = people.person_id
left join cases on exemptions.case_id = cases.case_id
left join accounts on cases.account_id = accounts.account_id
left join calendars on accounts.calendar_id = calendars.calendar_id
where exemptions.case_id = $case_id and exemptions.approved_at <= snapshot.as_of
order by exemptions.approved_at, exemptions.metric
