insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'Europe/Paris', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name;

insert into case_metrics by name
select
    'a' as account_id, case_id, verdict as first_response_verdict, seconds as first_response_business_seconds,
    is_exempt as is_first_response_exempt, cast(opened_at as timestamptz) as opened_at,
from (values
    ('c1', 'met', 600, false, '2026-10-05 08:00:00+00'),
    ('c2', 'breached', 1200, false, '2026-10-05 08:00:00+00'),
    ('c3', 'breached', 2400, true, '2026-10-05 08:00:00+00'),   -- on neither side of the adjusted share
    ('c4', 'pending', null, false, '2026-10-05 08:00:00+00'),
    ('c5', 'unanswered', null, false, '2026-10-05 08:00:00+00'),
    ('c6', null, 300, false, '2026-10-05 08:00:00+00'),         -- answered, but no target: in the durations only
    ('c7', 'met', 60, false, '2026-10-31 23:30:00+00')          -- 1 November in Paris
) as rows_given (case_id, verdict, seconds, is_exempt, opened_at);
-- median of 300, 600, 1200, 2400 = 900; 90th percentile = 1200 + 0.7 * 1200 = 2040
