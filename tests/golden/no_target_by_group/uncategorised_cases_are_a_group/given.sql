insert into snapshot values ('2026-10-27 16:30:00+00', '2026-10-28 06:00:00+00', 'UTC', '1');
insert into calendars by name select 'c' as calendar_id, 'Week' as name, 'UTC' as time_zone;
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'c' as calendar_id, 'EMEA' as region, date '2026-01-01' as premium_from;
insert into people by name
select person_id, name, role from (values ('g', 'Ben Cole', 'agent'), ('t', 'Ana Ruiz', 'tam')) as rows_given (person_id, name, role);
insert into tam_assignments by name select 'a' as account_id, 't' as tam_id, date '2026-01-01' as assigned_from;

insert into case_metrics by name
select
    case_id, 'a' as account_id, 'email' as channel, 'low' as priority, category, cast(opened_at as timestamptz) as opened_at,
    first as first_response_verdict, if(first is null, null, 3600) as first_response_target_seconds, seconds as first_response_business_seconds, is_exempt as is_first_response_exempt,
    last as resolution_verdict, if(last is null, null, 7200) as resolution_target_seconds,
from (values
    ('c1', 'problem', '2026-10-01 00:00:00+00', 'met', 600, false, 'met'),
    ('c2', 'problem', '2026-10-02 00:00:00+00', 'breached', 5000, true, null),
    ('c3', null, '2026-10-03 00:00:00+00', 'breached', null, false, 'pending'),
    ('c4', null, '2026-10-04 00:00:00+00', null, 1000, false, null),
    ('c5', 'problem', '2026-10-05 00:00:00+00', 'unanswered', null, false, 'breached'),
    ('c6', 'problem', '2026-09-30 23:59:59+00', 'breached', 9000, false, 'breached')  -- the day before
) as rows_given (case_id, category, opened_at, first, seconds, is_exempt, last);
insert into response_metrics by name
select case_id, asked_at, if(verdict = 'pending', null, asked_at) as answered_at, 300 as business_seconds, verdict, if(verdict is null, null, 7200) as target_seconds
from (values ('c1', 'met'), ('c1', 'breached'), ('c1', 'met'), ('c3', 'pending'), ('c4', null), ('c6', 'breached')) as rows_given (case_id, verdict)
cross join (select timestamptz '2026-10-06 00:00:00+00' as asked_at);
insert into escalations by name select 'x' as escalation_id, 'a' as account_id;
insert into escalation_metrics by name
select
    'x' as escalation_id, 'a' as account_id, 't' as tam_id, 'problem' as category, timestamptz '2026-10-02 00:00:00+00' as raised_at, 'acknowledged' as state,
    1800 as acknowledgement_business_seconds, 7200 as acknowledgement_target_seconds, 'met' as acknowledgement_verdict;
