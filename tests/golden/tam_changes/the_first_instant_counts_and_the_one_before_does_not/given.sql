-- world: tams
insert into case_metrics (case_id, account_id, priority, opened_at, state, resolved_at, resolution_agreed) values
    ('d1', 'alpha', 'low', '2026-10-24 00:00:00+00', 'open', null, null), ('d2', 'alpha', 'low', '2026-10-23 23:59:59+00', 'resolved', '2026-10-24 00:00:00+00', true),
    ('d3', 'alpha', 'low', '2026-10-01 00:00:00+00', 'open', null, null);
insert into case_spans (case_id, span_number, state, from_at, to_at) values
    ('d2', 2, 'resolved', '2026-10-24 00:00:00+00', '2026-10-24 00:00:00+00'), ('d3', 2, 'resolved', '2026-10-23 00:00:00+00', '2026-10-24 00:00:00+00');
-- resolved without ever being acknowledged
insert into escalations (escalation_id, account_id, category, raised_at, resolved_at) values ('f1', 'alpha', 'problem', '2026-10-24 00:00:00+00', '2026-10-24 01:00:00+00');
insert into escalation_metrics (escalation_id, account_id, tam_id, category, raised_at, state) values ('f1', 'alpha', 'ana', 'problem', '2026-10-24 00:00:00+00', 'resolved');
insert into mediations (mediation_id, account_id, mailbox_provider, opened_at) values ('n1', 'alpha', 'Free', '2026-10-24 00:00:00+00');
-- the day itself, and today
insert into migrations (migration_id, account_id, tam_id, started_on, target_on, status) values
    ('h1', 'alpha', 'ana', '2026-10-24', '2026-12-31', 'warming'), ('h2', 'alpha', 'ana', '2026-10-23', '2026-12-31', 'warming'), ('h3', 'alpha', 'ana', '2026-10-27', '2026-12-31', 'warming');
insert into mediation_metrics (mediation_id, account_id, tam_id, opened_at) values ('n1', 'alpha', 'ana', '2026-10-24 00:00:00+00');
insert into migration_metrics (migration_id, account_id, tam_id, status) values ('h1', 'alpha', 'ana', 'warming'), ('h2', 'alpha', 'ana', 'warming'), ('h3', 'alpha', 'ana', 'warming');
