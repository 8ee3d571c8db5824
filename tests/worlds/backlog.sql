insert into snapshot values ('2026-10-27 16:30:00+00', '2026-10-28 06:00:00+00', 'Europe/Paris', '1');
insert into calendars by name select 'c' as calendar_id, 'Week' as name, 'UTC' as time_zone;
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'c' as calendar_id, 'EMEA' as region, date '2026-01-01' as premium_from;
insert into people by name
select person_id, name, role from (values ('g', 'Ben Cole', 'agent'), ('t', 'Ana Ruiz', 'tam')) as rows_given (person_id, name, role);
insert into tam_assignments by name select 'a' as account_id, 't' as tam_id, date '2026-01-01' as assigned_from;

-- Paris is two hours ahead of UTC until the night to 25 October, then one
insert into cases by name
select case_id, 'a' as account_id, 'Subject of ' || case_id as subject, cast(opened_at as timestamptz) as opened_at
from (values
    ('b1', '2026-10-24 21:59:59+00'),  -- the last second of the 24th
    ('b2', '2026-10-24 22:00:00+00'),  -- the first of the 25th
    ('b3', '2026-10-20 08:00:00+00'), ('b4', '2026-10-20 08:00:00+00')
) as rows_given (case_id, opened_at);
insert into case_metrics by name
select
    case_id, 'a' as account_id, 't' as tam_id, 'g' as agent_id, 'email' as channel, rows_given.category, 'normal' as priority, opened_at, state,
    cast(resolved_at as timestamptz) as resolved_at, reopens as reopen_count,
from (values
    ('b1', 'problem', 'open', null, 0),
    ('b2', 'problem', 'resolved', '2026-10-25 23:00:00+00', 0),  -- the first instant of the 26th
    ('b3', null, 'waiting_on_customer', null, 1),
    ('b4', 'problem', 'resolved', '2026-10-27 16:30:00+00', 0)   -- at as_of
) as rows_given (case_id, category, state, resolved_at, reopens)
inner join cases using (case_id);
insert into case_spans by name
select case_id, state, cast(from_at as timestamptz) as from_at, cast(to_at as timestamptz) as to_at
from (values
    ('b1', 'open', '2026-10-24 21:59:59+00', '2026-10-27 16:30:00+00'),
    ('b2', 'open', '2026-10-24 22:00:00+00', '2026-10-25 23:00:00+00'),
    ('b3', 'open', '2026-10-20 08:00:00+00', '2026-10-25 10:00:00+00'),
    ('b3', 'resolved', '2026-10-25 10:00:00+00', '2026-10-26 10:00:00+00'),
    ('b3', 'open', '2026-10-26 10:00:00+00', '2026-10-27 10:00:00+00'),
    ('b3', 'waiting_on_customer', '2026-10-27 10:00:00+00', '2026-10-27 16:30:00+00'),
    ('b4', 'open', '2026-10-20 08:00:00+00', '2026-10-25 12:00:00+00'),
    ('b4', 'resolution_proposed', '2026-10-25 12:00:00+00', '2026-10-27 16:30:00+00')
) as rows_given (case_id, state, from_at, to_at);
