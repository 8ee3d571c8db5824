-- Thirteen months in Paris, from September 2025 until noon of 10 October 2026: Acme has Ana (20 points a month), Bolt has Bo
-- (capacity unknown), Cove has nobody. August 2026 met 8 of 10 targets, September 4 of 10.
insert into snapshot values ('2026-10-10 10:00:00+00', '2026-10-10 11:00:00+00', 'Europe/Paris', '1');
insert into calendars values ('paris', 'Paris', 'Europe/Paris'), ('gulf', 'Gulf', 'Asia/Dubai');
insert into business_hours
select versions.calendar_id, cast(versions.valid_from as date), unnest(['mon', 'tue', 'wed', 'thu', 'fri']), opens, closes
from (values
    ('paris', '2025-01-01', time '09:00', time '17:00'), ('paris', '2026-09-07', time '08:00', time '18:00'),
    ('paris', '2026-10-01', time '08:00', time '18:00'),  -- says again what was so before
    ('paris', '2026-10-11', time '00:00', time '24:00'),  -- tomorrow
    ('gulf', '2026-09-01', time '09:00', time '17:00')  -- its first hours
) as versions (calendar_id, valid_from, opens, closes);
insert into accounts (account_id, name, region, calendar_id, premium_from) values
    ('acme', 'Acme', 'EMEA', 'paris', '2025-01-01'), ('bolt', 'Bolt', 'EMEA', 'paris', '2025-01-01'),
    ('cove', 'Cove', null, 'paris', '2026-09-01');
insert into people (person_id, name, email, role, calendar_id, capacity_points) values
    ('ana', 'Ana', 'ana@example.com', 'tam', 'paris', 20), ('bo', 'Bo', 'bo@example.com', 'tam', null, null);
insert into tam_assignments (account_id, tam_id, assigned_from, assigned_until) values
    ('acme', 'ana', '2025-01-01', null), ('bolt', 'bo', '2025-01-01', null);
insert into load_points values
    ('escalation:problem', 4, 'p'), ('escalation:configuration', 3, 'c'), ('case:urgent', 3, 'u'), ('case:normal', 1, 'n'),
    ('migration:warming', 5, 'w'), ('mediation:open', 2, 'm');
-- September 2025 to July 2026: 10 cases in the first month, 12 in the next, and so on by turns; 1 or 2 of them late
insert into case_metrics by name
select
    'c' || month_number || '-' || number as case_id, 'acme' as account_id, 'normal' as priority,
    timestamptz '2025-09-10 10:00:00+00' + to_months(cast(month_number as integer)) as opened_at,
    opened_at + interval 1 day as resolved_at,
    if(number <= 1 + month_number % 2, 'breached', 'met') as first_response_verdict,
from range(11) as months (month_number)
cross join range(1, 13) as numbers (number)
where number <= 10 + 2 * (month_number % 2);
insert into case_metrics by name
select
    label || '-' || number as case_id, account_id, priority, cast(opened_at as timestamptz) as opened_at,
    cast(resolved_at as timestamptz) as resolved_at, verdict as first_response_verdict,
from (values
    ('a1', 'acme', 'normal', '2026-08-10 10:00:00+00', 'met', 6, '2026-08-11 10:00:00+00'),
    ('a2', 'acme', 'urgent', '2026-08-10 10:00:00+00', 'met', 1, '2026-08-11 10:00:00+00'),
    ('a3', 'acme', 'urgent', '2026-08-31 21:59:59+00', 'breached', 1, '2026-09-03 10:00:00+00'),
    ('a4', 'bolt', 'normal', '2026-08-10 10:00:00+00', 'met', 1, '2026-08-11 10:00:00+00'),
    ('a5', 'bolt', 'normal', '2026-08-10 10:00:00+00', 'breached', 1, '2026-08-11 10:00:00+00'),
    ('s1', 'acme', 'normal', '2026-08-31 22:00:00+00', 'met', 1, '2026-09-01 10:00:00+00'),  -- midnight in Paris
    ('s2', 'acme', 'normal', '2026-09-30 21:59:59+00', 'met', 1, '2026-09-30 21:59:59+00'),
    ('s3', 'acme', 'urgent', '2026-09-10 10:00:00+00', 'met', 1, '2026-09-11 10:00:00+00'),
    ('s4', 'acme', 'urgent', '2026-09-10 10:00:00+00', 'breached', 3, '2026-09-11 10:00:00+00'),
    ('s5', 'bolt', 'normal', '2026-09-10 10:00:00+00', 'met', 1, '2026-09-11 10:00:00+00'),
    ('s6', 'bolt', 'normal', '2026-09-10 10:00:00+00', 'breached', 1, null),
    ('s7', 'cove', 'urgent', '2026-09-10 10:00:00+00', 'breached', 2, null),  -- the first is exempt
    ('s8', 'acme', 'normal', '2026-09-10 10:00:00+00', 'unanswered', 1, '2026-09-11 10:00:00+00'),
    ('s9', 'acme', 'normal', '2026-09-10 10:00:00+00', null, 1, '2026-10-05 10:00:00+00'),  -- no target
    ('o1', 'acme', 'normal', '2026-09-30 22:00:00+00', 'met', 2, '2026-10-01 10:00:00+00')
) as rows_given (label, account_id, priority, opened_at, verdict, row_count, resolved_at)
cross join range(1, 7) as numbers (number)
where number <= row_count;
-- met is half an hour and agreed, late is two hours and not; without a target it was an hour, and agreed
update case_metrics
set
    tam_id = case account_id when 'acme' then 'ana' when 'bolt' then 'bo' end,
    channel = 'email',
    category = 'problem',
    state = if(resolved_at is null, 'open', 'resolved'),
    first_response_business_seconds = case coalesce(first_response_verdict, 'none')
        when 'met' then 1800 when 'breached' then 7200 when 'none' then 3600
    end,
    resolution_agreed = if(resolved_at is null, null, coalesce(first_response_verdict, 'met') = 'met'),
    is_first_response_exempt = case_id = 's7-1',
    reopen_count = 0,
    escalation_count = 0;
insert into cases by name
select case_id, account_id, channel, opened_at, 'About ' || case_id as subject, category, priority from case_metrics;
insert into escalations by name
select
    escalation_id, account_id, named as tam_id, category, 'phone' as channel, 'in_scope' as scope,
    cast(raised_at as timestamptz) as raised_at, cast(acknowledged_at as timestamptz) as acknowledged_at,
    cast(resolved_at as timestamptz) as resolved_at,
from (values
    ('e1', 'acme', 'ana', 'problem', '2026-08-12 08:00:00+00', '2026-08-12 08:30:00+00', '2026-08-13 08:00:00+00'),
    ('e2', 'bolt', 'bo', 'problem', '2026-09-14 08:00:00+00', '2026-09-14 12:00:00+00', '2026-09-15 08:00:00+00'),
    ('e3', 'bolt', 'bo', 'problem', '2026-09-16 08:00:00+00', '2026-09-16 12:00:00+00', '2026-09-17 08:00:00+00'),
    ('e4', 'acme', 'ana', 'problem', '2026-09-16 08:00:00+00', '2026-09-16 08:30:00+00', '2026-09-17 08:00:00+00'),
    ('e5', 'acme', 'ana', 'configuration', '2026-09-30 21:59:59+00', '2026-10-01 08:30:00+00', '2026-10-02 08:00:00+00'),
    ('e6', 'cove', null, 'problem', '2026-09-21 08:00:00+00', '2026-10-05 08:00:00+00', null)
) as rows_given (escalation_id, account_id, named, category, raised_at, acknowledged_at, resolved_at);
insert into escalation_metrics by name
select
    escalation_id, account_id, tam_id, category, scope, raised_at,
    if(resolved_at is null, 'acknowledged', 'resolved') as state,
    if(escalation_id = 'e5', timestamptz '2026-10-01 09:00:00+00', raised_at + interval 1 hour)
        as acknowledgement_due_at,
    if(acknowledged_at <= acknowledgement_due_at, 'met', 'breached') as acknowledgement_verdict,
from escalations;
insert into mediations by name
select
    mediation_id, account_id, 'Gmail' as mailbox_provider, tier, cast(opened_at as timestamptz) as opened_at,
    cast(closed_at as timestamptz) as closed_at, outcome,
from (values
    ('m1', 'acme', '1', '2026-09-05 10:00:00+00', null, null),
    ('m2', 'bolt', '1', '2026-08-10 10:00:00+00', '2026-09-12 10:00:00+00', 'resolved'),
    ('m3', 'cove', '2', '2026-09-08 10:00:00+00', '2026-09-09 10:00:00+00', 'declined'),
    ('m4', 'acme', '1', '2026-08-20 10:00:00+00', '2026-08-25 10:00:00+00', 'declined')
) as rows_given (mediation_id, account_id, tier, opened_at, closed_at, outcome);
insert into mediation_metrics by name
select
    mediation_id, account_id, case account_id when 'acme' then 'ana' when 'bolt' then 'bo' end as tam_id, opened_at, closed_at, outcome,
    if(closed_at is null, 'preparing', 'closed') as state, tier = '2' as is_out_of_scope, false as is_premature,
from mediations;
-- g1 reached 5 of 10 stages on 15 September, and none since; g2 was done that day; g3 reaches one a day until 1 October
insert into migrations (migration_id, account_id, tam_id, started_on, target_on, target_daily_volume, status, completed_on) values
    ('g1', 'acme', 'ana', '2026-09-01', '2026-10-20', 1000, 'warming', null),
    ('g2', 'bolt', null, '2026-08-01', '2026-09-20', 1000, 'completed', '2026-09-15'),
    ('g3', 'cove', 'bo', '2026-09-16', '2026-10-05', 1000, 'warming', null),
    ('g4', 'bolt', 'bo', '2026-09-01', '2026-12-31', 1000, 'cancelled', null),
    ('g5', 'bolt', 'bo', '2026-12-01', '2026-12-31', 1000, 'planned', null);
insert into warmup_plan by name
select 'g1' as migration_id, date '2026-09-01' + cast(day as integer) as date, 100 as planned_volume from range(10) as days (day)
union all
select 'g3', date '2026-09-16' + cast(day as integer), 100 from range(20) as days (day);
insert into migration_days by name
select 'g1' as migration_id, date '2026-08-31' + cast(day as integer) as date, least(day // 3, 5) as stage, 10 as premium_sent, 0.25 as share_7d, 'stop' as health
from range(1, 41) as days (day)
union all
select 'g3', date '2026-09-15' + cast(day as integer), least(day, 16), 10, 0.5, 'healthy' from range(1, 25) as days (day)
union all
select 'g2', date '2026-08-25', 4, 10, 0.9, 'healthy'
union all
select 'g2', date '2026-09-14', 5, 10, 1, 'healthy'
union all
select 'g2', date '2026-09-21', 5, 10, 1, 'healthy';
insert into migration_metrics by name
select migration_id, account_id, coalesce(tam_id, 'bo') as tam_id, status, target_on, stages, cast(judged_on as date) as judged_on
from migrations
inner join (values ('g1', 10, '2026-10-10'), ('g2', 5, '2026-09-21'), ('g3', 20, '2026-10-09'), ('g4', 0, '2026-10-09'), ('g5', 0, '2026-10-09'))
    as metrics_given (migration_id, stages, judged_on) using (migration_id);
