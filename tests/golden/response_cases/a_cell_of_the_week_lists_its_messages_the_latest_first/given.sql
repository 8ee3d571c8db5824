insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'Europe/Paris', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into cases by name select 'c' || unnest([1, 2, 3, 4, 5]) as case_id, 'a' as account_id, 'Bounces' as subject;
insert into case_metrics by name
select
    case_id, 'a' as account_id, agent_id, 'email' as channel, 'high' as priority, 'open' as state,
    timestamptz '2026-10-02 08:00:00+00' as opened_at, 2 as update_count,
from (values ('c1', null), ('c2', null), ('c3', null), ('c4', 'g'), ('c5', null)) as rows_given (case_id, agent_id);
insert into response_metrics by name
select
    case_id, timestamptz '2026-10-05 07:00:00+00' as asked_at, cast(answered_at as timestamptz) as answered_at,
    seconds as business_seconds, 600 as target_seconds, cast(due_at as timestamptz) as due_at, verdict,
from (values
    ('c1', '2026-10-05 09:00:00+00', 7200, '2026-10-05 07:10:00+00', 'breached'),  -- due Monday 09:10 in Paris
    ('c1', '2026-10-05 10:00:00+00', 9000, '2026-10-05 07:59:59+00', 'breached'),
    ('c2', null, 99, '2026-10-26 08:00:00+00', 'breached'),                        -- Monday 09:00, in winter: late until the records end
    ('c3', '2026-10-05 09:00:00+00', 7200, '2026-10-05 08:00:00+00', 'breached'),  -- 10:00
    ('c4', '2026-10-05 09:00:00+00', 7200, '2026-10-05 07:10:00+00', 'breached'),  -- has an agent
    ('c5', '2026-10-05 07:05:00+00', 300, '2026-10-05 07:10:00+00', 'met')
) as rows_given (case_id, answered_at, seconds, due_at, verdict);
-- c2: from 26 October 08:00 to 30 October 16:42 are 4 days 8 h 42 min = 376920 s
