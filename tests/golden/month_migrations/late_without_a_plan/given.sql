-- world: monthly
-- two without a plan, of which nobody can say when they will be done: one was to be done by the 29th, one by the 30th
insert into migrations (migration_id, account_id, started_on, target_on, target_daily_volume, status) values
    ('g6', 'bolt', '2026-09-01', '2026-09-29', 1000, 'warming'), ('g7', 'bolt', '2026-09-01', '2026-09-30', 1000, 'warming');
insert into migration_metrics by name
select migration_id, account_id, status, target_on, 0 as stages, date '2026-10-09' as judged_on
from migrations
where migration_id in ('g6', 'g7');
