insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'Europe/Paris', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into case_metrics by name
select
    'a' as account_id, cast(opened_at as timestamptz) as opened_at, cast(answered_at as timestamptz) as first_response_at,
    seconds as first_response_business_seconds, replies as update_count,
from (values
    ('2026-10-04 21:59:59+00', '2026-10-04 22:00:59+00', 60, 1),  -- Sunday in Paris
    ('2026-10-04 22:00:00+00', '2026-10-04 22:20:00+00', 600, 1), -- Monday in Paris
    ('2026-10-06 08:00:00+00', '2026-10-06 08:30:00+00', 1800, 4),
    ('2026-10-06 08:00:00+00', null, null, 0)                     -- no answer, no time
) as rows_given (opened_at, answered_at, seconds, replies);
