insert into snapshot values ('2026-10-27 17:30:00+00', '2026-10-28 06:00:00+00', 'UTC', '1');
insert into calendars by name select 'c' as calendar_id, 'Week' as name, 'UTC' as time_zone;
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'c' as calendar_id, 'EMEA' as region, date '2026-01-01' as premium_from;
insert into people by name
select person_id, name, role from (values ('g', 'Ben Cole', 'agent'), ('t', 'Ana Ruiz', 'tam')) as rows_given (person_id, name, role);
insert into tam_assignments by name select 'a' as account_id, 't' as tam_id, date '2026-01-01' as assigned_from;

-- Monday to Friday 09:00 to 17:00: 28,800 s a day
insert into openings by name
select
    'c' as calendar_id, local_date,
    cast(local_date as timestamptz) + interval 9 hour as opens_at, cast(local_date as timestamptz) + interval 17 hour as closes_at,
    28800 * (row_number() over (order by local_date) - 1) as seconds_before,
from (select cast(unnest(range(date '2026-10-26', date '2026-10-31', interval 1 day)) as date) as local_date)
where isodow(local_date) <= 5;

insert into sla_targets by name
select metric, minutes, clock, priority, date '2026-01-01' as valid_from
from (values
    ('first_response', 60.0, 'business', null), ('next_response', 120.0, 'business', null), ('resolution', 960.0, 'business', null),
    ('escalation_acknowledgement', 120.0, 'business', null), ('escalation_resolution', 480.0, 'business', null),
    -- of one length: which kind it is depends on the case
    ('first_response', 90.0, 'elapsed', null), ('first_response', 90.0, 'business', 'low')
) as rows_given (metric, minutes, clock, priority);

insert into case_metrics by name
select
    case_id, 'a' as account_id, 'g' as agent_id, 'email' as channel, 'normal' as priority, cast(opened_at as timestamptz) as opened_at, 'open' as state,
    3600 as first_response_target_seconds, cast(due_at as timestamptz) as first_response_due_at, 'pending' as first_response_verdict,
    0 as escalation_count, 0 as reopen_count,
from (values
    ('k1', '2026-10-27 16:00:00+00', '2026-10-27 17:00:00+00'),  -- its hour is over with the office hours: not late, no time left
    ('k2', '2026-10-27 20:00:00+00', '2026-10-28 10:00:00+00')   -- an hour from Wednesday 09:00
) as rows_given (case_id, opened_at, due_at);
-- late with its first answer, and its resolution falls due on Wednesday: late is late, counted once
insert into case_metrics by name
select
    'k3' as case_id, 'a' as account_id, 'g' as agent_id, 'email' as channel, 'normal' as priority, timestamptz '2026-10-26 12:00:00+00' as opened_at,
    'open' as state, 3600 as first_response_target_seconds, timestamptz '2026-10-26 13:00:00+00' as first_response_due_at,
    'breached' as first_response_verdict, 57600 as resolution_target_seconds, timestamptz '2026-10-28 12:00:00+00' as resolution_due_at,
    'pending' as resolution_verdict, 0 as escalation_count, 0 as reopen_count;
insert into escalations by name select 'x' as escalation_id, 'a' as account_id, timestamptz '2026-10-27 16:00:00+00' as raised_at;
-- acknowledgement due on Wednesday at 10:30, an hour and a half from its opening; resolution on Wednesday at 16:00
insert into escalation_metrics by name
select
    'x' as escalation_id, 'a' as account_id, 't' as tam_id, 'problem' as category, 'in_scope' as scope, 'open' as state,
    timestamptz '2026-10-27 16:00:00+00' as raised_at, 7200 as acknowledgement_target_seconds,
    timestamptz '2026-10-28 10:30:00+00' as acknowledgement_due_at, 'pending' as acknowledgement_verdict, 'pending' as resolution_verdict;
