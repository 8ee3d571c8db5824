insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into case_metrics by name
select
    'a' as account_id, cast(opened_at as timestamptz) as opened_at, cast(resolved_at as timestamptz) as resolved_at,
from (values
    ('2026-10-05 08:00:00+00', '2026-10-05 12:59:59+00'),  -- under 5 hours
    ('2026-10-05 08:00:00+00', '2026-10-05 13:00:00+00'),  -- 5 hours
    ('2026-09-05 08:00:00+00', '2026-10-05 08:00:00+00'),  -- 30 days, opened before the period
    ('2026-10-01 00:00:00+00', '2026-10-01 00:00:00+00'),  -- at once, as the period begins
    ('2026-09-05 08:00:00+00', '2026-09-30 23:59:59+00'),  -- a second before the period
    ('2026-10-05 08:00:00+00', '2026-11-01 00:00:00+00'),  -- as the period ends
    ('2026-10-05 08:00:00+00', null)
) as rows_given (opened_at, resolved_at);
