-- world: tams
insert into migrations (migration_id, account_id, started_on, target_on, status) values ('h1', 'carol', '2026-10-24', '2026-10-26', 'paused');
insert into migration_metrics (migration_id, account_id, status) values ('h1', 'carol', 'paused');
