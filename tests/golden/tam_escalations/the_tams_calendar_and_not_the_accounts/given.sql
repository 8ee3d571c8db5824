-- world: tams
delete from escalation_metrics;
insert into escalations (escalation_id, account_id, tam_id, category, channel, scope, raised_at) values ('f1', 'bravo', 'ana', 'problem', 'email', 'tier_2_mediation', '2026-10-27 08:00:00+00');
-- an hour of London's day: 10:00, two hours ago
insert into escalation_metrics (escalation_id, account_id, tam_id, category, scope, raised_at, state, acknowledgement_target_seconds, acknowledgement_due_at, acknowledgement_verdict)
values ('f1', 'bravo', 'ana', 'problem', 'tier_2_mediation', '2026-10-27 08:00:00+00', 'open', 3600, '2026-10-27 10:00:00+00', 'breached');
