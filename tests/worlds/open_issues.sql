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
from (select cast(unnest(range(date '2026-10-19', date '2026-10-31', interval 1 day)) as date) as local_date)
where isodow(local_date) <= 5;

insert into cases by name
select case_id, 'a' as account_id, 'Subject of ' || case_id as subject, cast(opened_at as timestamptz) as opened_at
from (values
    ('i1', '2026-10-27 10:00:00+00'),  -- today alone: 1 opening day
    ('i2', '2026-10-24 12:00:00+00'),  -- a Saturday: Monday and Tuesday
    ('i3', '2026-10-23 17:00:00+00'),  -- Friday as the office closed: Monday and Tuesday
    ('i4', '2026-10-19 08:00:00+00'),  -- before the office opened: that whole week and two days, 7
    ('i5', '2026-10-19 08:00:00+00'),
    ('i6', '2026-10-21 16:59:59+00')   -- a second before closing: Wednesday to Friday and two days, 5
) as rows_given (case_id, opened_at);
insert into case_metrics by name
select
    case_id, 'a' as account_id, 'email' as channel, rows_given.category, 'normal' as priority, rows_given.agent_id, opened_at, state,
    cast(answered_at as timestamptz) as first_response_at, escalations as escalation_count, reopens as reopen_count,
from (values
    ('i1', 'problem', 'g', 'open', null, 0, 0),
    ('i2', null, null, 'waiting_on_customer', '2026-10-26 10:30:00+00', 0, 0),
    ('i3', 'problem', 'g', 'open', '2026-10-26 09:00:00+00', 0, 1),
    ('i4', 'configuration', 'g', 'resolution_proposed', '2026-10-19 10:00:00+00', 1, 0),
    ('i5', 'problem', 'g', 'resolved', '2026-10-19 10:00:00+00', 1, 1),
    ('i6', 'problem', 'g', 'open', '2026-10-22 10:00:00+00', 0, 0)
) as rows_given (case_id, category, agent_id, state, answered_at, escalations, reopens)
inner join cases using (case_id);
insert into response_metrics by name
select 'i3' as case_id, timestamptz '2026-10-27 11:00:00+00' as asked_at;
insert into case_events by name
select case_id || kind as event_id, case_id, cast(occurred_at as timestamptz) as occurred_at, kind
from (values
    ('i2', '2026-10-26 10:30:00+00', 'agent_reply'),     -- 30 h ago
    ('i3', '2026-10-26 09:00:00+00', 'agent_reply'),
    ('i3', '2026-10-27 11:00:00+00', 'customer_reply'),  -- 5.5 h ago
    ('i4', '2026-10-26 16:30:00+00', 'agent_reply'),     -- 24 h ago
    ('i6', '2026-10-23 16:30:00+00', 'agent_reply'),     -- 96 h ago
    ('i6', '2026-10-27 16:00:00+00', 'internal_note')    -- no word to the customer
) as rows_given (case_id, occurred_at, kind);  -- i1: opened 6.5 h ago
