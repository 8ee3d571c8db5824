insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into case_metrics by name
select
    case_id, 'a' as account_id, cast(opened_at as timestamptz) as opened_at, cast(due_at as timestamptz) as resolution_due_at,
    cast(resolved_at as timestamptz) as resolved_at, seconds as resolution_business_seconds, verdict as resolution_verdict,
from (values
    ('c1', '2026-09-20 08:00:00+00', '2026-10-05 08:00:00+00', null, null, 'breached'),  -- open and overdue
    ('c2', '2026-10-10 08:00:00+00', '2026-11-01 00:00:00+00', null, null, 'pending'),   -- due as the period ends: not in it
    ('c3', '2026-10-12 08:00:00+00', '2026-10-31 23:59:59+00', '2026-10-13 08:00:00+00', 5000, 'met'),
    ('c4', '2026-10-15 08:00:00+00', null, null, null, 'pending'),                       -- paused: not due
    ('c5', '2026-09-20 08:00:00+00', '2026-10-01 00:00:00+00', '2026-10-02 08:00:00+00', 9000, 'breached'),
    ('c6', '2026-09-20 08:00:00+00', '2026-09-30 23:59:59+00', null, null, 'breached')   -- overdue since the period before
) as rows_given (case_id, opened_at, due_at, resolved_at, seconds, verdict);
