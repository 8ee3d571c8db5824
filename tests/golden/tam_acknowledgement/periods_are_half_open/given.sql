-- world: tams
-- at the first instant of the day, and as it is over
insert into escalations (escalation_id, account_id, category, raised_at) values ('f1', 'alpha', 'problem', '2026-10-26 00:00:00+00'), ('f2', 'delta', 'problem', '2026-10-27 00:00:00+00');
insert into escalation_metrics (escalation_id, account_id, tam_id, category, raised_at, state, acknowledgement_business_seconds, acknowledgement_verdict) values
    ('f1', 'alpha', 'ana', 'problem', '2026-10-26 00:00:00+00', 'acknowledged', 1000, 'met'), ('f2', 'delta', 'dee', 'problem', '2026-10-27 00:00:00+00', 'acknowledged', 1000, 'met');
