insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into accounts by name select 'n' as account_id, 'North' as name, 'york' as calendar_id;
insert into calendars by name select 'york' as calendar_id, 'America/New_York' as time_zone;
insert into case_metrics by name
select
    account_id, timestamptz '2026-10-05 08:00:00+00' as opened_at, cast(due_at as timestamptz) as first_response_due_at,
    verdict as first_response_verdict,
from (values
    ('n', '2026-11-01 05:30:00+00', 'breached'),  -- Sunday 01:30 in New York, before the clock goes back
    ('n', '2026-11-01 06:30:00+00', 'breached'),  -- 01:30 again
    ('a', '2026-10-05 15:00:00+00', 'breached'),  -- Monday 17:00 in Paris
    ('a', '2026-10-05 15:00:00+00', 'met'),
    ('a', null, 'breached')
) as rows_given (account_id, due_at, verdict);
