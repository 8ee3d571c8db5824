-- world: monthly
-- Acme judges 12 and meets 3, all judge 36 and meet 24: 0.25 < 0.666667 - 3 * sqrt(0.666667 * 0.333333 / 12) = 0.258418, and
-- < 0.867188 - 3 * sqrt(0.867188 * 0.132813 / 12) = 0.573283 of its own twelve months
insert into case_metrics by name
select
    'x' || number as case_id, if(number <= 6, 'acme', 'bolt') as account_id, 'normal' as priority, 'email' as channel,
    'resolved' as state, timestamptz '2026-09-15 10:00:00+00' as opened_at, timestamptz '2026-09-16 10:00:00+00' as resolved_at,
    if(number <= 6, 'breached', 'met') as first_response_verdict, false as is_first_response_exempt,
from range(1, 27) as numbers (number);
