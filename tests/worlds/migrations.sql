-- Saturday, before anything was sent: Friday is the last day that counts
insert into snapshot values ('2026-03-07 12:00:00+00', '2026-03-07 12:00:00+00', 'UTC', '1');
insert into accounts by name
select * from (values ('a', 'Acme', 'Europe'), ('b', 'Bolt', null), ('c', 'Core', 'Asia'))
    as rows_given (account_id, name, region);
insert into people by name select 't1' as person_id, 'Ana Ruiz' as name;
insert into watch_thresholds values
    ('bounce', 'stop', 0.05, 'hold', 'Somebody'),
    ('bounce', 'watch', 0.02, 'look', 'Somebody'),
    ('complaint', 'watch', 0.001, 'look', 'Somebody'),
    ('complaint', 'stop', 0.003, 'hold', 'Somebody'),
    ('deferral', 'watch', 0.1, 'look', 'Internal: ours'),
    ('deferral', 'stop', 0.25, 'hold', 'Internal: ours');

insert into migrations by name
select
    migration_id, account_id, cast(started_on as date) as started_on, cast(target_on as date) as target_on,
    target_daily_volume, status, cast(completed_on as date) as completed_on,
from (values
    -- under way for five days, and due on the day the records end
    ('m1', 'a', '2026-03-02', '2026-03-07', 1000, 'warming', null),
    -- another one of the same account, without a plan
    ('m2', 'a', '2026-02-01', '2026-03-20', 500, 'paused', null),
    -- done two days late; its last day judged is six days after
    ('m3', 'b', '2026-02-10', '2026-02-18', 300, 'completed', '2026-02-20'),
    -- begun on the last day judged of the one before; projected for its very target
    ('m4', 'b', '2026-02-26', '2026-03-10', 300, 'warming', null),
    -- under way for a week; projected for the day after its target
    ('m5', 'b', '2026-02-28', '2026-03-10', 300, 'warming', null),
    -- no stage for two weeks, past its target
    ('m6', 'c', '2026-02-16', '2026-02-28', 300, 'warming', null),
    ('m7', 'c', '2026-03-20', '2026-03-30', 300, 'planned', null),
    ('m8', 'c', '2025-10-01', '2025-10-10', 300, 'cancelled', null),
    -- completed by the records, but after they end
    ('m9', 'c', '2026-03-01', '2026-03-06', 300, 'completed', '2026-03-08')
) as rows_given (migration_id, account_id, started_on, target_on, target_daily_volume, status, completed_on);

insert into migration_metrics by name
select
    migration_id, account_id, tam_id, status, cast(stage as bigint) as stage, cast(stages as bigint) as stages, share_now,
    cast(days_behind as bigint) as days_behind, cast(stalled_since as date) as stalled_since, health,
    cast(projected_on as date) as projected_on, cast(low_on as date) as projected_low_on,
    cast(high_on as date) as projected_high_on, cast(target_on as date) as target_on,
    cast(open_blockers as bigint) as open_blockers, cast(judged_on as date) as judged_on,
from (values
    ('m1', 'a', 't1', 'warming', 3, 5, 0.17, 1, null, 'watch', null, null, null, '2026-03-07', 0, '2026-03-06'),
    ('m2', 'a', 't1', 'paused', null, 0, 0.17, null, null, 'watch', null, null, null, '2026-03-20', 0, '2026-03-06'),
    ('m3', 'b', null, 'completed', 2, 2, 1, null, null, 'healthy', '2026-02-20', '2026-02-20', '2026-02-20', '2026-02-18', 0, '2026-02-26'),
    ('m4', 'b', null, 'warming', 1, 2, 0.5, -1, null, 'healthy', '2026-03-10', '2026-03-09', '2026-03-12', '2026-03-10', 0, '2026-03-06'),
    ('m5', 'b', null, 'warming', 1, 2, 0.5, 0, null, 'healthy', '2026-03-11', '2026-03-09', null, '2026-03-10', 0, '2026-03-06'),
    ('m6', 'c', 't1', 'warming', 2, 4, 0.25, 9, '2026-02-20', 'stop', null, null, null, '2026-02-28', 2, '2026-03-06'),
    ('m7', 'c', 't1', 'planned', 0, 4, null, 0, null, null, null, null, null, '2026-03-30', 2, '2026-03-06'),
    ('m8', 'c', 't1', 'cancelled', 1, 4, null, null, null, null, null, null, null, '2025-10-10', 0, '2025-10-10'),
    ('m9', 'c', 't1', 'warming', 1, 2, null, 1, null, null, null, null, null, '2026-03-06', 2, '2026-03-06')
) as rows_given (
    migration_id, account_id, tam_id, status, stage, stages, share_now, days_behind, stalled_since, health, projected_on,
    low_on, high_on, target_on, open_blockers, judged_on
);

-- five stages; nothing is planned for Thursday, and a day planned at 0 is no stage
insert into warmup_plan values
    ('m1', '2026-03-02', 100),
    ('m1', '2026-03-03', 200),
    ('m1', '2026-03-04', 400),
    ('m1', '2026-03-06', 800),
    ('m1', '2026-03-07', 1000),
    ('m1', '2026-03-08', 0);
insert into migration_days values
    ('m1', '2026-03-01', null, null, 1000, 0, null, null, null, null, null, 0),
    ('m1', '2026-03-02', 100, 100, 900, 0.05, 0.95, 0.01, 0, 0.05, 'healthy', 1),
    -- 90 % delivered is not more than 90 %
    ('m1', '2026-03-03', 200, 200, 800, 0.1, 0.9, 0.04, 0, 0.12, 'watch', 1),
    -- less than the next stage asks for
    ('m1', '2026-03-04', 400, 150, 850, 0.1125, 1, 0, 0, 0, 'watch', 1),
    -- no record
    ('m1', '2026-03-05', null, null, null, 0.1125, null, null, null, null, 'watch', 1),
    -- stages 2 and 3 at once
    ('m1', '2026-03-06', 800, 400, 600, 0.17, 0.95, 0.015, 0.005, 0.04, 'watch', 3),
    ('m1', '2026-03-07', 1000, null, null, null, null, null, null, null, null, null),
    ('m1', '2026-03-08', 0, null, null, null, null, null, null, null, null, null);
insert into email_traffic values
    ('a', '2026-03-06', 'premium', null, 400, 380, 6, 16, 2),
    ('a', '2026-03-06', 'premium', 'Gmail', 200, 190, 2, 10, 1),
    ('a', '2026-03-06', 'premium', 'Yahoo', 0, 0, 0, 0, 0),
    ('a', '2026-03-06', 'legacy', 'Gmail', 300, 300, 0, 0, 0),
    -- bounces nobody counted
    ('a', '2026-03-04', 'premium', 'Gmail', 100, 90, null, 6, 0),
    ('a', '2026-03-04', 'premium', 'Outlook', 50, 50, 0, 0, 0),
    -- the first of the seven days, the day before them, and the day after the last one judged
    ('a', '2026-02-28', 'premium', 'Outlook', 25, 25, 0, 0, 0),
    ('a', '2026-02-27', 'premium', 'Outlook', 999, 0, 999, 0, 0),
    ('a', '2026-03-07', 'premium', 'Outlook', 999, 0, 999, 0, 0);

insert into escalations by name
select
    escalation_id, account_id, category, cast(raised_at as timestamptz) as raised_at,
    cast(resolved_at as timestamptz) as resolved_at, scope, subject,
from (values
    -- the day before the start, the first and the last day that count, and the day after
    ('e1', 'a', 'problem', '2026-03-01 23:59:59+00', null, 'in_scope', 'Bounces'),
    ('e2', 'a', 'problem', '2026-03-02 00:00:00+00', '2026-03-03 10:00:00+00', 'in_scope', 'More bounces'),
    ('e3', 'a', 'configuration', '2026-03-06 23:59:59+00', null, 'template_work', 'New template'),
    ('e4', 'a', 'information', '2026-03-07 00:00:00+00', null, 'customer_project', 'Project plan'),
    -- resolved, but after the records end
    ('e5', 'a', 'information', '2026-03-05 09:00:00+00', '2026-03-09 09:00:00+00', 'template_work', 'Old template'),
    ('e6', 'c', 'information', '2026-03-05 09:00:00+00', null, 'template_work', 'Another customer')
) as rows_given (escalation_id, account_id, category, raised_at, resolved_at, scope, subject);
insert into escalation_metrics by name
select
    escalation_id, account_id, category, scope, raised_at,
    if(escalation_id = 'e2', 'resolved', 'acknowledged') as state,
from escalations;
insert into mediations by name
select * from (values
    ('d1', 'a', 'Gmail', timestamptz '2026-02-02 08:00:00+00', timestamptz '2026-02-09 08:00:00+00'),
    ('d2', 'a', 'Yahoo', timestamptz '2026-02-28 08:00:00+00', timestamptz '2026-03-08 08:00:00+00'),
    -- before the four weeks
    ('d3', 'a', 'Yahoo', timestamptz '2026-02-01 08:00:00+00', null)
) as rows_given (mediation_id, account_id, mailbox_provider, opened_at, closed_at);

-- five days under way: 25 February to 1 March are before, 2 to 6 March during
insert into case_metrics by name
select case_id, account_id, category, priority, cast(opened_at as timestamptz) as opened_at,
from (values
    ('k1', 'a', 'problem', 'urgent', '2026-02-24 23:59:59+00'),
    ('k2', 'a', 'problem', 'urgent', '2026-02-25 00:00:00+00'),
    ('k3', 'a', null, 'low', '2026-03-01 23:59:59+00'),
    ('k4', 'a', 'problem', 'normal', '2026-03-02 00:00:00+00'),
    ('k5', 'a', 'information', 'urgent', '2026-03-06 23:59:59+00'),
    ('k6', 'a', 'problem', 'normal', '2026-03-06 12:00:00+00'),
    ('k7', 'a', 'problem', 'normal', '2026-03-07 00:00:00+00'),
    ('k8', 'b', 'problem', 'normal', '2026-03-06 12:00:00+00')
) as rows_given (case_id, account_id, category, priority, opened_at);
