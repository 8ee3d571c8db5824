insert into snapshot values ('2026-10-27 16:30:00+00', '2026-10-28 06:00:00+00', 'Europe/Paris', '1');
insert into calendars by name select 'c' as calendar_id, 'Week' as name, 'UTC' as time_zone;
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'c' as calendar_id, 'EMEA' as region, date '2026-01-01' as premium_from;
insert into people by name
select person_id, name, role from (values ('g', 'Ben Cole', 'agent'), ('t', 'Ana Ruiz', 'tam')) as rows_given (person_id, name, role);
insert into tam_assignments by name select 'a' as account_id, 't' as tam_id, date '2026-01-01' as assigned_from;

insert into escalation_metrics by name
select
    escalation_id, 'a' as account_id, 't' as tam_id, 'problem' as category, scope, cast(raised_at as timestamptz) as raised_at, state,
    1200 as acknowledgement_business_seconds, 'met' as acknowledgement_verdict,
from (values
    ('x1', 'template_work', '2026-09-30 21:59:59+00', 'resolved'),  -- September by a second
    ('x2', 'template_work', '2026-09-30 22:00:00+00', 'resolved'),
    ('x3', 'in_scope', '2026-10-05 08:00:00+00', 'open'),
    ('x4', 'tier_2_mediation', '2026-10-05 09:00:00+00', 'open'),
    ('x5', 'template_work', '2026-10-20 09:00:00+00', 'acknowledged')
) as rows_given (escalation_id, scope, raised_at, state);
insert into escalations by name select escalation_id, account_id, 'phone' as channel, 'Subject of ' || escalation_id as subject from escalation_metrics;
