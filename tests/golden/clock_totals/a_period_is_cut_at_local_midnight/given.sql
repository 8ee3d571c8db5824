insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'America/New_York', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name;

insert into case_metrics by name
select 'a' as account_id, cast(opened_at as timestamptz) as opened_at, 'met' as first_response_verdict,
    0 as first_response_business_seconds, false as is_first_response_exempt,
from (values
    ('2026-10-01 03:59:59+00'),  -- 30 September, 23:59:59
    ('2026-10-01 04:00:00+00'),  -- 1 October, 00:00:00
    ('2026-10-02 03:59:59+00'),  -- 1 October, 23:59:59
    ('2026-10-02 04:00:00+00')   -- 2 October, 00:00:00
) as rows_given (opened_at);
