insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name;

insert into case_metrics by name
select 'a' as account_id, timestamptz '2026-10-07 08:00:00+00' as opened_at,
    seconds as first_response_business_seconds, verdict as first_response_verdict,
from (values
    (0, 'met'), (59, 'met'),      -- bucket 0
    (60, 'breached'),             -- bucket 1 begins at exactly a minute
    (119, null),                  -- bucket 1, no target
    (null, 'breached')            -- not answered: in no bucket
) as rows_given (seconds, verdict);
