insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'Europe/Paris', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into case_metrics by name
select 'a' as account_id, cast(opened_at as timestamptz) as opened_at,
from (values
    ('2026-10-25 00:30:00+00'),  -- Sunday 02:30 in Paris, before the clock goes back
    ('2026-10-25 01:00:00+00'),  -- 02:00 again, the instant at which it does
    ('2026-10-25 01:30:00+00'),  -- 02:30 again
    ('2026-10-24 21:59:59+00'),  -- Saturday 23:59:59
    ('2026-10-24 22:00:00+00'),  -- Sunday 00:00
    ('2026-10-26 07:59:59+00')   -- Monday 08:59:59
) as rows_given (opened_at);
