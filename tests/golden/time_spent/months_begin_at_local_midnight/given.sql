insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'Europe/Paris', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into case_metrics by name
select case_id, 'a' as account_id, cast(opened_at as timestamptz) as opened_at,
from (values ('c1', '2026-09-30 21:59:59+00'), ('c2', '2026-09-30 22:00:00+00')) as rows_given (case_id, opened_at);
insert into case_spans by name
select case_id, 1 as span_number, 'open' as state, business_seconds from (values ('c1', 10), ('c2', 30)) as rows_given (case_id, business_seconds);
