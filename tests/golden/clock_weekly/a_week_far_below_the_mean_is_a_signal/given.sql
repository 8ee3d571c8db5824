insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into case_metrics by name
select
    'a' as account_id, cast(opened_at as timestamptz) as opened_at,
    if(number <= met_count, 'met', 'breached') as first_response_verdict,
from (values
    ('2025-10-31 00:00:00+00', 810, 90),  -- the first instant of the 12 months that end with 30 October 2026
    ('2025-10-30 23:59:59+00', 0, 500),   -- a second before
    ('2026-10-07 08:00:00+00', 70, 30),   -- 0.70 of 100
    ('2026-10-21 08:00:00+00', 9, 1)      -- 0.90 of 10: noise
) as weeks (opened_at, met_count, breached_count)
cross join range(1, 1001) as numbers (number)
where number <= met_count + breached_count;
-- mean = (810 + 70 + 9) / (900 + 100 + 10) = 889 / 1010 = 0.880198
-- of 100: 3 * sqrt(0.880198 * 0.119802 / 100) = 0.0974189 -> 0.782779 to 0.977617; 0.70 lies below
-- of 10: 3 * sqrt(0.880198 * 0.119802 / 10) = 0.308066 -> 0.572132 to 1
-- the week of 28 September is cut by the period, that of 26 October by the end of the records
