insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into cases by name select 'c' || unnest([1, 2, 3, 4, 5]) as case_id, 'a' as account_id, 'Bounces' as subject;
insert into case_metrics by name
select
    case_id, 'a' as account_id, timestamptz '2026-10-05 08:00:00+00' as opened_at, cast(resolved_at as timestamptz) as resolved_at,
    seconds as resolution_business_seconds, replies as update_count,
from (values
    ('c1', '2026-10-06 08:00:00+00', 100, 1),
    ('c2', '2026-10-06 08:00:00+00', 200, 1),  -- not below 200
    ('c3', '2026-10-06 08:00:00+00', 99, 1),
    ('c4', '2026-10-06 08:00:00+00', 150, 2),  -- two touches
    ('c5', null, null, 1)                      -- still open
) as rows_given (case_id, resolved_at, seconds, replies);
