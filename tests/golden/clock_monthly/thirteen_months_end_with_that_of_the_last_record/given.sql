insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into case_metrics by name
select
    'a' as account_id, cast(opened_at as timestamptz) as opened_at,
    if(number <= met_count, 'met', 'breached') as first_response_verdict,
from (values
    ('2025-09-30 23:59:59+00', 7, 0),    -- a month too early
    ('2025-10-15 08:00:00+00', 5, 5),    -- shown, but before the 12 months of the mean
    ('2026-03-31 23:59:59+00', 90, 10),
    ('2026-10-01 00:00:00+00', 40, 60)
) as months (opened_at, met_count, breached_count)
cross join range(1, 101) as numbers (number)
where number <= met_count + breached_count;
-- mean = (90 + 40) / 200 = 0.65; of 100: 3 * sqrt(0.65 * 0.35 / 100) = 0.143091; of 10: 0.452493
