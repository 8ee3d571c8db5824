insert into snapshot values ('2026-10-27 16:30:00+00', '2026-10-28 06:00:00+00', 'UTC', '1');
insert into calendars by name select 'c' as calendar_id, 'Week' as name, 'UTC' as time_zone;
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'c' as calendar_id, 'EMEA' as region, date '2026-01-01' as premium_from;
insert into people by name
select person_id, name, role from (values ('g', 'Ben Cole', 'agent'), ('t', 'Ana Ruiz', 'tam')) as rows_given (person_id, name, role);
insert into tam_assignments by name select 'a' as account_id, 't' as tam_id, date '2026-01-01' as assigned_from;

-- Monday to Friday 09:00 to 17:00: 28,800 s a day
insert into openings by name
select
    'c' as calendar_id, local_date,
    cast(local_date as timestamptz) + interval 9 hour as opens_at, cast(local_date as timestamptz) + interval 17 hour as closes_at,
    28800 * (row_number() over (order by local_date) - 1) as seconds_before,
from (select cast(unnest(range(date '2026-10-26', date '2026-10-31', interval 1 day)) as date) as local_date)
where isodow(local_date) <= 5;

insert into sla_targets by name
select metric, minutes, clock, priority, date '2026-01-01' as valid_from
from (values
    ('first_response', 60.0, 'business', null), ('next_response', 120.0, 'business', null), ('resolution', 960.0, 'business', null),
    ('escalation_acknowledgement', 120.0, 'business', null), ('escalation_resolution', 480.0, 'business', null),
    -- of one length: which kind it is depends on the case
    ('first_response', 90.0, 'elapsed', null), ('first_response', 90.0, 'business', 'low')
) as rows_given (metric, minutes, clock, priority);

insert into cases by name
select case_id, 'a' as account_id, 'Subject of ' || case_id as subject, cast(opened_at as timestamptz) as opened_at
from (values
    ('k1', '2026-10-27 16:00:00+00'), ('k2', '2026-10-26 09:00:00+00'), ('k3', '2026-10-27 14:00:00+00'), ('k4', '2026-10-23 09:00:00+00'),
    ('k5', '2026-10-27 16:20:00+00'), ('k6', '2026-10-26 09:00:00+00'), ('k7', '2026-10-26 09:00:00+00')
) as rows_given (case_id, opened_at);
-- business seconds before as_of: 28,800 of Monday + 27,000 of Tuesday = 55,800
insert into case_metrics by name
select
    case_id, 'a' as account_id, 'email' as channel, 'problem' as category, 'normal' as priority, rows_given.agent_id, opened_at, state,
    cast(answered_at as timestamptz) as first_response_at, first_target as first_response_target_seconds,
    cast(first_due as timestamptz) as first_response_due_at, first_verdict as first_response_verdict,
    target as resolution_target_seconds, cast(due as timestamptz) as resolution_due_at, verdict as resolution_verdict,
    0 as escalation_count, reopens as reopen_count,
from (values
    -- first answer due at 17:00 sharp, in 1,800 s; resolution at 54,000 + 57,600 = 111,600: Thursday 16:00, in 55,800 s
    ('k1', null, 'open', null, 3600, '2026-10-27 17:00:00+00', 'pending', 57600, '2026-10-29 16:00:00+00', 'pending', 0),
    -- paused: nothing is due
    ('k2', 'g', 'waiting_on_customer', '2026-10-26 09:30:00+00', 3600, '2026-10-26 10:00:00+00', 'met', 57600, null, 'pending', 0),
    -- 90 minutes around the clock, run out an hour ago; no target for its resolution
    ('k3', 'g', 'open', null, 5400, '2026-10-27 15:30:00+00', 'breached', null, null, null, 0),
    -- resolution was due on Monday at 17:00, 27,000 s of opening time ago; a message awaits its answer, see below
    ('k4', 'g', 'open', '2026-10-23 09:30:00+00', 3600, '2026-10-23 10:00:00+00', 'met', 57600, '2026-10-26 17:00:00+00', 'breached', 0),
    -- 90 minutes around the clock: due today, in 4,800 s, but after the office has closed
    ('k5', 'g', 'open', null, 5400, '2026-10-27 17:50:00+00', 'pending', null, null, null, 0),
    -- reopened: the late wait before that is over
    ('k6', 'g', 'resolution_proposed', '2026-10-26 09:10:00+00', 3600, '2026-10-26 10:00:00+00', 'met', 57600, null, 'pending', 1),
    ('k7', 'g', 'resolved', null, 3600, '2026-10-26 10:00:00+00', 'breached', 57600, null, 'met', 0)
) as rows_given (case_id, agent_id, state, answered_at, first_target, first_due, first_verdict, target, due, verdict, reopens)
inner join cases using (case_id);
insert into response_metrics by name
select case_id, cast(asked_at as timestamptz) as asked_at, 7200 as target_seconds, cast(due_at as timestamptz) as due_at, verdict
from (values
    ('k4', '2026-10-27 16:15:00+00', '2026-10-28 10:15:00+00', 'pending'),  -- 54,900 + 7,200 = 62,100: in 6,300 s
    ('k6', '2026-10-26 09:20:00+00', '2026-10-26 11:20:00+00', 'breached')
) as rows_given (case_id, asked_at, due_at, verdict);
insert into case_spans by name
select case_id, span_number, state, cast(from_at as timestamptz) as from_at, cast(to_at as timestamptz) as to_at, business_seconds, business_seconds as elapsed_seconds
from (values
    -- half an hour used up of 16 hours: 57,600 - 1,800 = 55,800 s left
    ('k2', 1, 'open', '2026-10-26 09:00:00+00', '2026-10-26 09:30:00+00', 1800),
    ('k2', 2, 'waiting_on_customer', '2026-10-26 09:30:00+00', '2026-10-27 16:30:00+00', 54000),
    -- 4 hours before it was resolved, and one since it is back: 57,600 - 18,000 = 39,600 s left
    ('k6', 1, 'open', '2026-10-26 09:00:00+00', '2026-10-26 13:00:00+00', 14400),
    ('k6', 2, 'resolved', '2026-10-26 13:00:00+00', '2026-10-27 10:00:00+00', 18000),
    ('k6', 3, 'open', '2026-10-27 10:00:00+00', '2026-10-27 11:00:00+00', 3600),
    ('k6', 4, 'resolution_proposed', '2026-10-27 11:00:00+00', '2026-10-27 16:30:00+00', 19800)
) as rows_given (case_id, span_number, state, from_at, to_at, business_seconds);
insert into case_events by name
select 'e' || case_id as event_id, case_id, cast(occurred_at as timestamptz) as occurred_at, kind, actor_id
from (values
    ('k2', '2026-10-26 09:30:00+00', 'agent_reply', 'g'), ('k3', '2026-10-27 14:00:05+00', 'auto_reply', null),
    ('k4', '2026-10-27 16:15:00+00', 'customer_reply', 'jo@acme.example'), ('k4', '2026-10-27 16:15:00+00', 'agent_reply', 'g'),
    ('k6', '2026-10-27 10:00:00+00', 'reopened', null), ('k6', '2026-10-27 11:00:00+00', 'agent_reply', null),
    ('k1', '2026-10-27 16:45:00+00', 'agent_reply', 'g')  -- after as_of: has not happened
) as rows_given (case_id, occurred_at, kind, actor_id);
insert into escalations by name
select 'x' as escalation_id, 'a' as account_id, 'problem' as category, 'in_scope' as scope, 'Listed' as subject, 'phone' as channel, timestamptz '2026-10-27 16:00:00+00' as raised_at;
-- acknowledgement: 54,000 + 7,200 = 61,200: Wednesday 10:00, in 5,400 s; resolution: 54,000 + 28,800 = 82,800: Wednesday 16:00, in 27,000 s
insert into escalation_metrics by name
select
    'x' as escalation_id, 'a' as account_id, 't' as tam_id, 'problem' as category, 'in_scope' as scope, 'open' as state,
    timestamptz '2026-10-27 16:00:00+00' as raised_at, 7200 as acknowledgement_target_seconds,
    timestamptz '2026-10-28 10:00:00+00' as acknowledgement_due_at, 'pending' as acknowledgement_verdict, 'pending' as resolution_verdict;
