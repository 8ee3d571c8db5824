insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into sla_targets by name
select 'periodic_update' as metric, 'normal' as priority, date '2026-10-10' as valid_from, 60.0 as minutes, 'business' as clock;

insert into case_metrics by name
select
    case_id, 'a' as account_id, priority, timestamptz '2026-10-09 08:00:00+00' as opened_at,
    cast(first_response_at as timestamptz) as first_response_at, cast(resolved_at as timestamptz) as resolved_at,
    update_count, update_breaches, worst as update_worst_business_seconds,
from (values
    ('c1', 'normal', '2026-10-09 21:59:59+00', null, 1, 0, 10),                     -- a second before the date begins in Paris
    ('c2', 'normal', '2026-10-09 22:00:00+00', '2026-10-20 08:00:00+00', 1, 0, 20),  -- met: resolved without a long silence
    ('c3', 'normal', '2026-10-09 22:00:00+00', null, 2, 0, 30),                     -- pending: may still fall silent
    ('c4', 'normal', '2026-10-09 22:00:00+00', '2026-10-20 08:00:00+00', 3, 1, 40),
    ('c5', 'high', '2026-10-09 22:00:00+00', '2026-10-20 08:00:00+00', 1, 0, 50),    -- no target for its priority
    ('c6', 'normal', null, null, 0, 0, null)                                        -- no answer, so no silence after one
) as rows_given (case_id, priority, first_response_at, resolved_at, update_count, update_breaches, worst);
