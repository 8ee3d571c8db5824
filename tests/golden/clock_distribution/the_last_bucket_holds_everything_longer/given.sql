insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name;

insert into case_metrics by name
select 'a' as account_id, timestamptz '2026-10-07 08:00:00+00' as opened_at,
    seconds as first_response_business_seconds, 'met' as first_response_verdict,
from (
    select 3000 as seconds from range(40)   -- 50 minutes: the 95th percentile, so 24 buckets of 5 minutes
    union all
    select 7199                             -- under 120 minutes, hence in the last but one
    union all
    select 60000                            -- 1000 minutes
);
