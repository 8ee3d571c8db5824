insert into accounts by name
select account_id, name from (values ('a', 'Nordwind'), ('b', 'Acme'), ('c', 'Without one')) as rows_given (account_id, name);
insert into migrations by name
select migration_id, account_id, cast(started_on as date) as started_on, status
from (values
    ('m1', 'a', '2025-10-10', 'completed'), ('m2', 'a', '2026-10-10', 'warming'), ('m3', 'b', '2026-01-01', 'planned')
) as rows_given (migration_id, account_id, started_on, status);
insert into warmup_plan by name
select 'm2' as migration_id, date '2026-10-10' + cast(unnest(range(3)) as integer) as date, 100 as planned_volume;
