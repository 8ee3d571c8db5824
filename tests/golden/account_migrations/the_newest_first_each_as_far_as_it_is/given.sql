insert into snapshot values ('2026-10-20 22:30:00+00', '2026-10-28 06:00:00+00', 'Europe/Paris', '1');
insert into people by name select 't' as person_id, 'Ana Ruiz' as name;
insert into migrations by name
select
    migration_id, account_id, cast(started_on as date) as started_on, cast(completed_on as date) as completed_on, 1000 as target_daily_volume,
from (values
    ('old', 'a', '2026-01-10', '2026-02-12'), ('new', 'a', '2026-10-10', null), ('other', 'b', '2026-10-10', null),
    ('early', 'a', '2026-09-01', '2026-10-25')  -- completed after the records end: has not happened
) as rows_given (migration_id, account_id, started_on, completed_on);
insert into migration_metrics by name
select
    migration_id, account_id, tam_id, status, stage, 10 as stages, share_now, days_behind, health, date '2026-11-10' as target_on,
    cast(projected_on as date) as projected_on,
from (values
    ('old', 'a', null, 'completed', 10, 1.0, null, null, '2026-02-12'), ('new', 'a', 't', 'warming', 4, 0.25, 2, 'watch', '2026-11-12'),
    ('other', 'b', 't', 'warming', 1, 0.5, 0, 'healthy', null), ('early', 'a', 't', 'warming', 9, 0.5, 0, 'healthy', null)
) as rows_given (migration_id, account_id, tam_id, status, stage, share_now, days_behind, health, projected_on);
