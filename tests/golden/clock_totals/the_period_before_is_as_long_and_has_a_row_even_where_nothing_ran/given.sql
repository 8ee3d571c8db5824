insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name;

insert into case_metrics by name
select
    'a' as account_id, cast(opened_at as timestamptz) as opened_at, verdict as first_response_verdict,
    seconds as first_response_business_seconds, false as is_first_response_exempt, 0 as update_count,
from (values
    ('2026-10-01 23:59:59+00', 'breached', 900),  -- before both
    ('2026-10-02 00:00:00+00', 'breached', 300),  -- three days before
    ('2026-10-04 23:59:59+00', 'met', 100),
    ('2026-10-05 00:00:00+00', 'met', 60),        -- the three days asked for
    ('2026-10-07 23:59:59+00', 'pending', null),
    ('2026-10-08 00:00:00+00', 'met', 1)
) as rows_given (opened_at, verdict, seconds);
