insert into snapshot values ('2026-10-27 16:30:00+00', '2026-10-28 06:00:00+00', 'Europe/Paris', '1');
insert into calendars by name select 'c' as calendar_id, 'Week' as name, 'UTC' as time_zone;
insert into accounts by name
select account_id, name, 'c' as calendar_id, date '2026-01-01' as premium_from
from (values ('a', 'Acme'), ('b', 'Beta')) as rows_given (account_id, name);
insert into people by name select 't' as person_id, 'Ana Ruiz' as name, 'tam' as role;

insert into escalation_metrics by name
select
    escalation_id, account_id, 't' as tam_id, 'problem' as category, 'in_scope' as scope,
    cast(raised_at as timestamptz) as raised_at, state, 'k' || escalation_id[2:] as case_id,
    acknowledgement_verdict, resolution_verdict,
from (values
    ('x1', 'a', '2026-09-30 21:59:59+00', 'resolved', 'breached', 'met'),     -- September by a second
    ('x2', 'a', '2026-09-30 22:00:00+00', 'resolved', 'breached', 'met'),
    ('x3', 'a', '2026-10-05 08:00:00+00', 'acknowledged', 'met', 'breached'), -- the other clock
    ('x4', 'b', '2026-10-05 09:00:00+00', 'open', 'breached', null),          -- the other account
    ('x5', 'a', '2026-10-20 09:00:00+00', 'open', 'breached', 'pending'),
    ('x6', 'a', '2026-10-21 09:00:00+00', 'open', null, 'pending')            -- no target
) as rows_given (escalation_id, account_id, raised_at, state, acknowledgement_verdict, resolution_verdict);
insert into escalations by name
select escalation_id, account_id, case_id, 'phone' as channel, 'Subject' as subject
from escalation_metrics;
