insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into case_metrics by name
select case_id, 'a' as account_id, cast(opened_at as timestamptz) as opened_at, is_exempt as is_next_response_exempt,
from (values
    ('c1', '2026-10-05 08:00:00+00', false),
    ('c2', '2026-09-30 23:59:59+00', false),  -- a second before the period
    ('c3', '2026-10-06 08:00:00+00', true),
    ('c4', '2026-10-07 08:00:00+00', false)   -- no message awaited an answer
) as rows_given (case_id, opened_at, is_exempt);
insert into response_metrics by name
select case_id, timestamptz '2026-10-12 08:00:00+00' as asked_at, cast(answered_at as timestamptz) as answered_at, business_seconds, verdict,
from (values
    ('c1', '2026-10-12 08:10:00+00', 600, 'met'),
    ('c1', '2026-10-12 10:00:00+00', 7200, 'breached'),
    ('c1', null, 999, 'pending'),             -- still running: no time to report
    ('c2', '2026-10-12 08:05:00+00', 300, 'met'),
    ('c3', '2026-10-12 08:20:00+00', 1200, 'met')
) as rows_given (case_id, answered_at, business_seconds, verdict);
-- times 600, 1200, 7200: the 90th percentile lies 0.8 of the way from 1200 to 7200
