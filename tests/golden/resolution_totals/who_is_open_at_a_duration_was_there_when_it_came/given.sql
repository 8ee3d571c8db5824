insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into case_metrics by name
select
    case_id, 'a' as account_id, timestamptz '2026-10-05 08:00:00+00' as opened_at, cast(resolved_at as timestamptz) as resolved_at,
    seconds as resolution_business_seconds, false as resolution_agreed, 0 as reopen_count, 1 as update_count,
from (values ('c1', 10, '2026-10-05 08:00:10+00'), ('o1', null, null)) as rows_given (case_id, seconds, resolved_at);
insert into case_spans by name select 'o1' as case_id, 'open' as state, 10 as business_seconds;
-- one of two is resolved at 10: just a half is left; nine in ten never are
