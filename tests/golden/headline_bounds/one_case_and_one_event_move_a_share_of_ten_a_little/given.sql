insert into snapshot values ('2026-10-27 16:30:00+00', '2026-10-28 06:00:00+00', 'UTC', '1');
insert into calendars by name select 'c' as calendar_id, 'Week' as name, 'UTC' as time_zone;
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'c' as calendar_id, 'EMEA' as region, date '2026-01-01' as premium_from;
insert into people by name
select person_id, name, role from (values ('g', 'Ben Cole', 'agent'), ('t', 'Ana Ruiz', 'tam')) as rows_given (person_id, name, role);
insert into tam_assignments by name select 'a' as account_id, 't' as tam_id, date '2026-01-01' as assigned_from;

-- 8 of 10 met
insert into case_metrics by name
select
    'c' || number as case_id, 'a' as account_id, timestamptz '2026-10-05 08:00:00+00' as opened_at,
    if(number <= 8, 'met', 'breached') as first_response_verdict,
from range(1, 11) as numbers (number);
insert into rejects (record_type, reason) values ('cases', 'expected a timestamp'), ('case_events', 'expected a kind'), ('holidays', 'expected a date');
-- worst: one met turned, one more missed: 7 / 11; best: one missed turned, one more met: 10 / 11; a holiday may move any
