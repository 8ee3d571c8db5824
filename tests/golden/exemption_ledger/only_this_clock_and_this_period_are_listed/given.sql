insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into people by name select 'm' as person_id, 'Eva Lund' as name;
insert into case_metrics by name
select case_id, 'a' as account_id, cast(opened_at as timestamptz) as opened_at, verdict as resolution_verdict, is_exempt as is_resolution_exempt,
from (values
    ('c1', '2026-10-05 08:00:00+00', 'breached', true),
    ('c2', '2026-10-06 08:00:00+00', null, true),
    ('c3', '2026-10-07 08:00:00+00', 'breached', false),  -- exempted from another clock
    ('c4', '2026-09-30 23:59:59+00', 'breached', true),   -- before the period
    ('c5', '2026-10-07 08:00:00+00', 'breached', false)   -- approved after the end of the records
) as rows_given (case_id, opened_at, verdict, is_exempt);
insert into exemptions by name
select case_id, metric, 'Frozen' as reason, approved_by, cast(approved_at as timestamptz) as approved_at,
from (values
    ('c1', 'resolution', 'm', '2026-10-08 08:00:00+00'),
    ('c2', 'resolution', 'x', '2026-10-09 08:00:00+00'),
    ('c3', 'first_response', 'm', '2026-10-09 08:00:00+00'),
    ('c4', 'resolution', 'm', '2026-10-09 08:00:00+00'),
    ('c5', 'resolution', 'm', '2026-11-05 08:00:00+00'),
    ('c1', 'first_response', 'm', '2026-10-08 08:00:00+00')  -- another clock of an exempted case
) as rows_given (case_id, metric, approved_by, approved_at);
