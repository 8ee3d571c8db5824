insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into case_metrics by name
select
    case_id, 'a' as account_id, timestamptz '2026-10-05 08:00:00+00' as opened_at,
    timestamptz '2026-10-05 08:00:00+00' + to_seconds(elapsed) as resolved_at,
    seconds as resolution_business_seconds, agreed as resolution_agreed, reopened as reopen_count, replies as update_count,
from (values
    ('c1', 10, 100, true, 0, 1),
    ('c2', 10, 200, false, 0, 2),
    ('c3', 30, 300, true, 1, 1),
    ('c4', 50, 400, false, 0, 0),
    ('o1', null, null, null, 1, 1),  -- open for 20 so far, and resolved once before
    ('o2', null, null, null, 0, 2)   -- open for 40 so far
) as rows_given (case_id, seconds, elapsed, agreed, reopened, replies);
insert into case_spans by name
select case_id, state, business_seconds,
from (values
    ('o1', 'open', 15), ('o1', 'resolved', 700), ('o1', 'open', 5), ('o2', 'open', 40), ('o2', 'waiting_on_customer', 900),
    ('c1', 'open', 10)
) as rows_given (case_id, state, business_seconds);
-- at 10 two of 6 are resolved: 4/6 are left; at 30, of the 3 still watched, one: 4/6 * 2/3 = 4/9, below a half;
-- at 50 the only one: 0
-- of the four resolved alone the median is 20, the 90th percentile 30 + 0.7 * 20
