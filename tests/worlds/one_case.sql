insert into snapshot values ('2026-03-11 12:00:00+00', '2026-03-11 12:00:00+00', 'UTC', '1');
insert into calendars values ('office', 'Office', 'Europe/Amsterdam');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'office' as calendar_id;
insert into people by name
select * from (values ('g1', 'Ben Cole', null), ('t1', 'Ana Ruiz', 'office')) as rows_given (person_id, name, calendar_id);
-- Friday, Monday (a half day, which has a name), Tuesday
insert into openings by name
select
    'office' as calendar_id,
    cast(opens_at as timestamptz) as opens_at,
    cast(closes_at as timestamptz) as closes_at,
    valid_from,
    holiday_name,
    seconds_before,
from (values
    ('2026-03-06 09:00:00+00', '2026-03-06 17:00:00+00', date '2026-01-01', null, 0),
    ('2026-03-09 09:00:00+00', '2026-03-09 12:00:00+00', null, 'Half day', 28800),
    ('2026-03-10 09:00:00+00', '2026-03-10 17:00:00+00', date '2026-01-01', null, 39600)
) as rows_given (opens_at, closes_at, valid_from, holiday_name, seconds_before);

insert into cases by name
select
    'c' as case_id, 'a' as account_id, 'email' as channel, timestamptz '2026-03-06 16:00:00+00' as opened_at,
    'Bounces' as subject, 'normal' as priority;
-- opened after the records end
insert into cases by name
select
    'later' as case_id, 'a' as account_id, 'email' as channel, timestamptz '2026-03-12 09:00:00+00' as opened_at,
    'Bounces again' as subject, 'normal' as priority;
insert into case_metrics by name
select
    'c' as case_id, 'a' as account_id, 't1' as tam_id, 'g1' as agent_id, 'email' as channel, 'high' as priority,
    timestamptz '2026-03-06 16:00:00+00' as opened_at, 'resolved' as state,
    timestamptz '2026-03-09 10:00:00+00' as first_response_at, 7200 as first_response_business_seconds,
    7200 as first_response_target_seconds,
    timestamptz '2026-03-09 10:00:00+00' as first_response_due_at, 'met' as first_response_verdict,
    timestamptz '2026-03-10 16:30:00+00' as resolved_at, true as resolution_agreed,
    12600 as resolution_business_seconds, 0 as reopen_count;
-- answered on Monday at 10, waiting from 11 until the customer's reply on Tuesday at 16, agreed at 16:30
insert into case_spans by name
select
    'c' as case_id, span_number, state, cast(from_at as timestamptz) as from_at, cast(to_at as timestamptz) as to_at,
    elapsed_seconds, business_seconds,
from (values
    (1, 'open', '2026-03-06 16:00:00+00', '2026-03-09 11:00:00+00', 241200, 10800),
    (2, 'waiting_on_customer', '2026-03-09 11:00:00+00', '2026-03-10 16:00:00+00', 104400, 28800),
    (3, 'open', '2026-03-10 16:00:00+00', '2026-03-10 16:30:00+00', 1800, 1800)
) as rows_given (span_number, state, from_at, to_at, elapsed_seconds, business_seconds);
insert into case_events by name
select 'c' as case_id, event_id, cast(occurred_at as timestamptz) as occurred_at, kind, actor_id, value,
from (values
    ('1', '2026-03-09 10:00:00+00', 'agent_reply', 'g1', null),
    ('2', '2026-03-09 11:00:00+00', 'waiting_on_customer', 'g1', null),
    ('3', '2026-03-09 11:30:00+00', 'priority_changed', 'g1', 'high'),
    ('4', '2026-03-10 15:00:00+00', 'waiting_on_customer', 'g1', null),
    ('5', '2026-03-10 16:00:00+00', 'customer_reply', 'jo@acme.example', null),
    ('6', '2026-03-10 16:30:00+00', 'resolution_agreed', 'jo@acme.example', null),
    ('7', '2026-03-12 16:30:00+00', 'reopened', 'jo@acme.example', null)
) as rows_given (event_id, occurred_at, kind, actor_id, value);
insert into contradictory_events values
    ('4', 'c', 'a', '2026-03-10 15:00:00+00', 'waiting_on_customer', 'waiting_on_customer', 'waiting_again', false);
insert into response_metrics by name
select
    'c' as case_id, timestamptz '2026-03-10 16:00:00+00' as asked_at, 1800 as business_seconds,
    'unanswered' as verdict;
-- acknowledged within the hour, not resolved as the records end: 1 hour on Monday, 8 on Tuesday
insert into escalations by name
select
    'e' as escalation_id, 'a' as account_id, 'c' as case_id, 't1' as tam_id,
    timestamptz '2026-03-09 11:00:00+00' as raised_at, timestamptz '2026-03-09 11:30:00+00' as acknowledged_at;
insert into escalation_metrics by name
select
    'e' as escalation_id, 'a' as account_id, 'c' as case_id, 't1' as tam_id, 'problem' as category,
    timestamptz '2026-03-09 11:00:00+00' as raised_at, 'acknowledged' as state,
    1800 as acknowledgement_business_seconds, 'breached' as resolution_verdict;
insert into exemptions by name
select
    'c' as case_id, metric, 'their change freeze' as reason, approved_by, cast(approved_at as timestamptz) as approved_at,
from (values
    ('resolution', 'nobody known', '2026-03-10 23:30:00+00'),
    ('first_response', 't1', '2026-03-10 12:00:00+00'),
    ('next_response', 't1', '2026-03-12 12:00:00+00') -- after the records end
) as rows_given (metric, approved_by, approved_at);
-- The most specific row stands: the newest of those that fix the priority in force when the clock stopped.
insert into sla_targets by name
select metric, priority, cast(valid_from as date) as valid_from, minutes, clock,
from (values
    ('first_response', null, '2026-01-01', 60.0, 'business'),
    ('first_response', 'normal', '2025-01-01', 90.0, 'business'),
    ('first_response', 'normal', '2026-01-01', 120.0, 'business'),
    ('first_response', 'normal', '2026-03-07', 30.0, 'business'),
    ('periodic_update', 'high', '2026-01-01', 60.0, 'business'),
    ('escalation_resolution', null, '2026-01-01', 600.0, 'elapsed')
) as rows_given (metric, priority, valid_from, minutes, clock);
