insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name;

insert into people by name
select person_id, name from (values ('g', 'Ben Cole'), ('t', 'Ana Ruiz')) as rows_given (person_id, name);
insert into cases by name
select case_id, 'a' as account_id, 'Bounces' as subject, 'email' as channel, from (values ('c1'), ('c2'), ('c3'), ('c4'), ('c5')) as rows_given (case_id);
insert into case_metrics by name
select
    case_id, 'a' as account_id, 't' as tam_id, 'g' as agent_id, 'email' as channel, category, 'high' as priority,
    timestamptz '2026-10-30 08:00:00+00' as opened_at, timestamptz '2026-10-30 09:00:00+00' as first_response_due_at,
    timestamptz '2026-10-30 08:00:00+00' + to_minutes(minutes) as first_response_at,
    minutes * 60 as first_response_business_seconds, 3600 as first_response_target_seconds,
    cast(resolved_at as timestamptz) as resolved_at, verdict as first_response_verdict, case_id = 'c2' as is_first_response_exempt,
from (values
    ('c1', 'problem', 60, null, 'met'),      -- exactly on target
    ('c2', null, 61, null, 'breached'),      -- a minute late
    ('c3', 'problem', null, null, 'breached'),  -- not answered: late from 09:00 until the end of the records at 16:42
    ('c4', 'problem', 5, null, null),
    ('c5', 'problem', null, '2026-10-30 10:00:00+00', 'breached')  -- ended unanswered: an hour late
) as rows_given (case_id, category, minutes, resolved_at, verdict);
