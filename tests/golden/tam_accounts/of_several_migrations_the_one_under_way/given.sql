-- world: tams
insert into migrations (migration_id, account_id, started_on, target_on, status) values ('h1', 'alpha', '2026-12-01', '2026-12-31', 'planned');
insert into migration_metrics (migration_id, account_id, status, target_on) values ('h1', 'alpha', 'planned', '2026-12-31');
