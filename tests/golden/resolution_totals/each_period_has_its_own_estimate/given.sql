insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name;

insert into case_metrics by name
select
    case_id, 'a' as account_id, cast(opened_at as timestamptz) as opened_at,
    if(seconds is null, null, cast(opened_at as timestamptz) + to_seconds(seconds)) as resolved_at,
    seconds as resolution_business_seconds, if(seconds is null, null, true) as resolution_agreed, 0 as reopen_count, 1 as update_count,
from (values
    ('c1', '2026-10-04 08:00:00+00', 40), ('c2', '2026-10-04 09:00:00+00', 50),  -- the day before
    ('c3', '2026-10-05 08:00:00+00', 10), ('o1', '2026-10-05 09:00:00+00', null)
) as rows_given (case_id, opened_at, seconds);
insert into case_spans by name select 'o1' as case_id, 'open' as state, 5 as business_seconds;
-- before: half are resolved at 40, all at 50; now: o1 was last seen open at 5, so that at 10 the only one left is resolved
