insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into case_metrics by name
select 'a' as account_id, timestamptz '2026-10-05 08:00:00+00' as opened_at, unnest([0, 1, 2, 3, 5, 6, 10, 11]) as update_count;
