insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into sla_targets by name
select 'periodic_update' as metric, 'normal' as priority, date '2026-10-10' as valid_from, 60.0 as minutes, 'business' as clock;

insert into case_metrics by name
select
    'a' as account_id, priority, timestamptz '2026-10-12 08:00:00+00' as opened_at,
    timestamptz '2026-10-12 09:00:00+00' as first_response_at, 1 as update_count, breaches as update_breaches,
    worst as update_worst_business_seconds,
from (values
    ('normal', 1, 600),
    ('normal', 0, 719),   -- open: pending
    ('high', 0, 1800)     -- no target
) as rows_given (priority, breaches, worst);
-- minutes 10, 11.98, 30: 95% are below 28.2, so 24 buckets of 2 minutes hold them
