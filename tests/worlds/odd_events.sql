insert into snapshot values ('2026-10-27 16:30:00+00', '2026-10-28 06:00:00+00', 'UTC', '1');
insert into calendars by name select 'c' as calendar_id, 'Week' as name, 'UTC' as time_zone;
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'c' as calendar_id, 'EMEA' as region, date '2026-01-01' as premium_from;
insert into people by name
select person_id, name, role from (values ('g', 'Ben Cole', 'agent'), ('t', 'Ana Ruiz', 'tam')) as rows_given (person_id, name, role);
insert into tam_assignments by name select 'a' as account_id, 't' as tam_id, date '2026-01-01' as assigned_from;

insert into case_metrics by name
select case_id, 'a' as account_id, timestamptz '2026-10-05 08:00:00+00' as opened_at from (values ('o1'), ('o2'), ('o3')) as rows_given (case_id);
insert into contradictory_events by name
select
    event_id, case_id, 'a' as account_id, timestamptz '2026-10-06 00:00:00+00' + to_hours(hour) as occurred_at, kind, state, finding,
    finding = 'agreed_without_proposal' as has_effect,
from (values
    ('o1-01', 'o1', 1, 'work_resumed', 'open', 'resumed_while_open'),
    ('o1-03', 'o1', 3, 'waiting_on_customer', 'waiting_on_customer', 'waiting_again'),
    ('o1-05', 'o1', 5, 'waiting_on_customer', 'resolution_proposed', 'waiting_while_proposed'),
    ('o1-07', 'o1', 7, 'resolution_agreed', 'open', 'agreed_without_proposal'),
    ('o1-08', 'o1', 8, 'closed', 'resolved', 'closed_while_resolved'),
    ('o1-09', 'o1', 9, 'agent_reply', 'resolved', 'agent_reply_while_resolved'),
    ('o1-10', 'o1', 10, 'resolution_agreed', 'resolved', 'agreed_again'),
    ('o1-12', 'o1', 12, 'reopened', 'open', 'reopened_while_open'),
    ('o2-17', 'o2', 5, 'customer_reply', 'resolved', 'customer_reply_while_resolved')
) as rows_given (event_id, case_id, hour, kind, state, finding);
