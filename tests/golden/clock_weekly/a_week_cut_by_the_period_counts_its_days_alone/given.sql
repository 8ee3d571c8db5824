insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name;

insert into case_metrics by name
select
    'a' as account_id, cast(opened_at as timestamptz) as opened_at, verdict as first_response_verdict,
    false as is_first_response_exempt,
from (values
    ('2026-10-13 08:00:00+00', 'breached'),  -- Tuesday, the day before the period
    ('2026-10-14 08:00:00+00', 'met'),
    ('2026-10-20 08:00:00+00', 'met'),
    ('2026-10-21 08:00:00+00', 'breached')   -- Wednesday, the first day after it
) as rows_given (opened_at, verdict);
-- the mean is of all four, and of one: 3 * sqrt(0.25) = 1.5, cut at 0 and 1
