insert into snapshot values ('2026-03-11 12:00:00+00', '2026-03-11 12:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'office' as calendar_id;
-- Friday, Monday (a half day, which has a name), Tuesday
insert into openings by name
select
    'office' as calendar_id,
    cast(opens_at as timestamptz) as opens_at,
    cast(closes_at as timestamptz) as closes_at,
    valid_from,
    holiday_name,
from (values
    ('2026-03-06 09:00:00+00', '2026-03-06 17:00:00+00', date '2026-01-01', null),
    ('2026-03-09 09:00:00+00', '2026-03-09 12:00:00+00', null, 'Half day'),
    ('2026-03-10 09:00:00+00', '2026-03-10 17:00:00+00', date '2026-01-01', null)
) as rows_given (opens_at, closes_at, valid_from, holiday_name);

insert into case_metrics by name
select
    'c' as case_id, 'a' as account_id, timestamptz '2026-03-06 16:00:00+00' as opened_at, 'resolved' as state,
    timestamptz '2026-03-09 10:00:00+00' as first_response_at, 7200 as first_response_target_seconds,
    timestamptz '2026-03-09 10:00:00+00' as first_response_due_at, 'met' as first_response_verdict,
    timestamptz '2026-03-10 16:30:00+00' as resolved_at;
-- answered on Monday at 10, waiting from 11 until the customer's reply on Tuesday at 16, agreed at 16:30
insert into case_spans by name
select 'c' as case_id, state, cast(from_at as timestamptz) as from_at, cast(to_at as timestamptz) as to_at,
from (values
    ('open', '2026-03-06 16:00:00+00', '2026-03-09 11:00:00+00'),
    ('waiting_on_customer', '2026-03-09 11:00:00+00', '2026-03-10 16:00:00+00'),
    ('open', '2026-03-10 16:00:00+00', '2026-03-10 16:30:00+00')
) as rows_given (state, from_at, to_at);
insert into case_events by name
select 'c' as case_id, event_id, cast(occurred_at as timestamptz) as occurred_at, kind,
from (values
    ('1', '2026-03-09 10:00:00+00', 'agent_reply'),
    ('2', '2026-03-09 11:00:00+00', 'waiting_on_customer'),
    ('3', '2026-03-10 16:00:00+00', 'customer_reply'),
    ('4', '2026-03-10 16:30:00+00', 'resolution_agreed')
) as rows_given (event_id, occurred_at, kind);
insert into response_metrics by name
select 'c' as case_id, timestamptz '2026-03-10 16:00:00+00' as asked_at, 'unanswered' as verdict;
insert into sla_targets by name
select 'first_response' as metric, date '2026-01-01' as valid_from, 120.0 as minutes, 'business' as clock;
