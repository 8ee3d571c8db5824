insert into snapshot values ('2026-10-20 22:30:00+00', '2026-10-28 06:00:00+00', 'Europe/Paris', '1');  -- the 21st in Paris
insert into people by name select 't' as person_id, 'Ana Ruiz' as name;
insert into migrations by name
select
    'm' as migration_id, 'a' as account_id, 't' as tam_id, date '2026-10-10' as started_on, date '2026-11-10' as target_on,
    1000 as target_daily_volume, 'warming' as status;
insert into warmup_plan by name
select 'm' as migration_id, cast(date as date) as date, volume as planned_volume
from (values ('2026-10-20', 300), ('2026-10-21', 400), ('2026-10-22', 500)) as rows_given (date, volume);
insert into email_traffic by name
select 'a' as account_id, cast(date as date) as date, route, sent
from (values
    ('2026-10-14', 'premium', 900),  -- the 7 days that end on the 21st begin on the 15th
    ('2026-10-15', 'legacy', 600), ('2026-10-21', 'premium', 200), ('2026-10-22', 'premium', 999)
) as rows_given (date, route, sent);
