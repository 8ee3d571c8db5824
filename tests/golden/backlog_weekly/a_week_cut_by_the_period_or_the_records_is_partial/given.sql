insert into snapshot values ('2026-10-25 12:00:00+00', '2026-10-28 06:00:00+00', 'Europe/Paris', '1');
insert into calendars by name select 'c' as calendar_id, 'Week' as name, 'UTC' as time_zone;
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'c' as calendar_id, 'EMEA' as region, date '2026-01-01' as premium_from;
insert into people by name
select person_id, name, role from (values ('g', 'Ben Cole', 'agent'), ('t', 'Ana Ruiz', 'tam')) as rows_given (person_id, name, role);
insert into tam_assignments by name select 'a' as account_id, 't' as tam_id, date '2026-01-01' as assigned_from;

-- as_of lies on the Sunday that ends its week
insert into case_metrics by name select 'c' as case_id, 'a' as account_id, timestamptz '2026-10-20 08:00:00+00' as opened_at, 'open' as state, 0 as reopen_count;
