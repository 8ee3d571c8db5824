insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into case_metrics by name
select case_id, 'a' as account_id, timestamptz '2026-09-01 08:00:00+00' as opened_at, case_id = 'c2' as is_next_response_exempt,
from (values ('c1'), ('c2')) as rows_given (case_id);
insert into response_metrics by name
select case_id, timestamptz '2026-10-26 08:00:00+00' as asked_at, cast(due_at as timestamptz) as due_at, verdict,
from (values
    ('c1', '2026-10-26 00:00:00+00', 'met'),
    ('c1', '2026-10-28 08:00:00+00', 'met'),
    ('c1', '2026-11-01 23:59:59+00', 'met'),
    ('c2', '2026-10-28 08:00:00+00', 'breached'),  -- exempted
    ('c1', '2026-11-02 00:00:00+00', 'met'),       -- as the next week begins
    ('c1', '2026-11-03 08:00:00+00', 'met'),       -- answered long before
    ('c1', '2026-11-09 00:00:00+00', 'met')        -- due as the period ends
) as rows_given (case_id, due_at, verdict);
-- due by the end of the records on 30 October: 2 met, 1 breached, a mean of 2 / 3
-- of 4: 3 * sqrt(2 / 9 / 4) = 0.707107; of 2: 3 * sqrt(2 / 9 / 2) = 1
