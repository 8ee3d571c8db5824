insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into sla_targets by name
select 'resolution' as metric, minutes, clock from (values (60.0, 'business'), (120.0, 'elapsed')) as rows_given (minutes, clock);
insert into case_metrics by name
select
    'a' as account_id, timestamptz '2026-10-12 08:00:00+00' as opened_at, priority, seconds as resolution_target_seconds,
from (values ('normal', 3600), ('high', 3600), ('low', 7200), ('low', null)) as rows_given (priority, seconds);
