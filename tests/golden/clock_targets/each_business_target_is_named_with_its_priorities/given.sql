insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name;

insert into sla_targets by name
select 'first_response' as metric, minutes, clock, from (values (60, 'business'), (240, 'business'), (90, 'elapsed')) as rows_given (minutes, clock);
insert into case_metrics by name
select 'a' as account_id, timestamptz '2026-10-07 08:00:00+00' as opened_at, priority, seconds as first_response_target_seconds,
from (values
    ('urgent', 3600), ('high', 3600), ('high', 3600), ('low', 14400),
    ('low', 5400),   -- runs around the clock: not on an axis of business minutes
    ('low', null)
) as rows_given (priority, seconds);
