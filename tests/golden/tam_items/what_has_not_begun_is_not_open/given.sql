-- world: tams
insert into migrations (migration_id, account_id, started_on, target_on, status, completed_on) values
    ('h1', 'delta', '2026-10-27', '2026-12-31', 'paused', null), ('h2', 'delta', '2026-10-28', '2026-12-31', 'warming', null),
    ('h3', 'delta', '2026-06-01', '2026-12-31', 'completed', '2026-10-28');  -- not yet, as of today
insert into migration_metrics (migration_id, account_id, tam_id, status) values ('h1', 'delta', 'dee', 'paused'), ('h2', 'delta', 'dee', 'warming'), ('h3', 'delta', null, 'warming');
