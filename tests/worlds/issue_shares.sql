insert into snapshot values ('2026-10-27 16:30:00+00', '2026-10-28 06:00:00+00', 'Europe/Paris', '1');
insert into calendars by name select 'c' as calendar_id, 'Week' as name, 'UTC' as time_zone;
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'c' as calendar_id, 'EMEA' as region, date '2026-01-01' as premium_from;
insert into people by name
select person_id, name, role from (values ('g', 'Ben Cole', 'agent'), ('t', 'Ana Ruiz', 'tam')) as rows_given (person_id, name, role);
insert into tam_assignments by name select 'a' as account_id, 't' as tam_id, date '2026-01-01' as assigned_from;

insert into cases by name
select case_id, 'a' as account_id, 'Subject of ' || case_id as subject from (values ('s1'), ('s2'), ('s3'), ('s4')) as rows_given (case_id);
insert into case_metrics by name
select
    case_id, 'a' as account_id, 'g' as agent_id, 'email' as channel, 'problem' as category, 'normal' as priority, cast(opened_at as timestamptz) as opened_at,
    state, answers as update_count, reopens as reopen_count, escalations as escalation_count,
from (values
    ('s1', '2026-09-30 21:59:59+00', 'resolved', 1, 0, 0),  -- September by a second; one answer
    ('s2', '2026-09-30 22:00:00+00', 'resolved', 2, 1, 0),  -- October; two answers, reopened
    ('s3', '2026-10-05 08:00:00+00', 'resolved', 1, 0, 2),  -- one answer, escalated twice: one case
    ('s4', '2026-10-06 08:00:00+00', 'open', 1, 0, 0)       -- one answer so far: not resolved, so no touch
) as rows_given (case_id, opened_at, state, answers, reopens, escalations);
