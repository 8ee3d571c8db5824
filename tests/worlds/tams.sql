-- Tuesday 27 October 2026, 12:00 UTC, noon in London and 16:00 in Dubai. Four TAMs and five premium accounts:
-- Ana has Alpha since 1 October; Bo, without calendar and capacity, has Bravo since 20 October and Echo since today; Cy left;
-- Dee has Delta since yesterday and nothing to do; Carol never had a TAM.
insert into snapshot values ('2026-10-27 12:00:00+00', '2026-10-27 13:00:00+00', 'UTC', '1');
insert into calendars values ('london', 'London', 'Europe/London'), ('gulf', 'Gulf', 'Asia/Dubai');
insert into accounts (account_id, name, region, calendar_id, premium_from) values
    ('alpha', 'Alpha', 'EMEA', 'london', '2025-01-01'), ('bravo', 'Bravo', 'APAC', 'gulf', '2025-01-01'),
    ('carol', 'Carol', null, 'london', '2026-10-24'), ('delta', 'Delta', 'EMEA', 'london', '2025-01-01'),
    ('echo', 'Echo', 'APAC', 'gulf', '2025-01-01');
insert into people (person_id, name, email, role, calendar_id, capacity_points) values
    ('ana', 'Ana', 'ana@example.com', 'tam', 'london', 20), ('bo', 'Bo', 'bo@example.com', 'tam', null, null),
    ('cy', 'Cy', 'cy@example.com', 'tam', 'london', 10), ('dee', 'Dee', 'dee@example.com', 'tam', 'gulf', 30);
insert into tam_assignments (account_id, tam_id, assigned_from, assigned_until) values
    ('alpha', 'cy', '2025-01-01', '2026-10-01'), ('alpha', 'ana', '2026-10-01', null),
    ('bravo', 'ana', '2025-01-01', '2026-10-05'), ('bravo', 'bo', '2026-10-20', null),  -- 15 days without a TAM
    ('delta', 'ana', '2025-01-01', '2026-10-26'), ('delta', 'dee', '2026-10-26', null),
    ('echo', 'ana', '2025-01-01', '2026-10-27'), ('echo', 'bo', '2026-10-27', null);  -- 20:00 UTC on Monday, in Dubai
insert into load_points values
    ('escalation:problem', 4, 'p'), ('escalation:configuration', 3, 'c'), ('escalation:information', 2, 'i'), ('case:urgent', 3, 'u'),
    ('case:high', 2, 'h'), ('case:normal', 1, 'n'), ('migration:warming', 5, 'w'), ('migration:paused', 3, 's'), ('mediation:open', 2, 'm');
-- eight hours a day: 09:00 to 17:00 in London, 05:00 to 13:00 UTC in Dubai; on Friday London closes at noon
insert into openings
select
    calendar_id, local_date, local_date + opens, local_date + closes, null,
    if(closes = time '12:00', 'Half day', null), cast(seconds_before as bigint),
from (values
    ('london', date '2026-10-26', time '09:00', time '17:00', 0), ('london', date '2026-10-27', time '09:00', time '17:00', 28800),
    ('london', date '2026-10-28', time '09:00', time '17:00', 57600), ('london', date '2026-10-29', time '09:00', time '17:00', 86400),
    ('london', date '2026-10-30', time '09:00', time '12:00', 115200), ('london', date '2026-11-02', time '09:00', time '17:00', 126000),
    ('london', date '2026-11-03', time '09:00', time '17:00', 154800),
    ('gulf', date '2026-10-26', time '05:00', time '13:00', 0), ('gulf', date '2026-10-27', time '05:00', time '13:00', 28800),
    ('gulf', date '2026-10-28', time '05:00', time '13:00', 57600), ('gulf', date '2026-10-29', time '05:00', time '13:00', 86400),
    ('gulf', date '2026-10-30', time '05:00', time '13:00', 115200), ('gulf', date '2026-11-02', time '05:00', time '13:00', 144000),
    ('gulf', date '2026-11-03', time '05:00', time '13:00', 172800)
) as openings_given (calendar_id, local_date, opens, closes, seconds_before);
insert into case_metrics by name
select
    case_id, account_id, 'email' as channel, category, priority, cast(opened_at as timestamptz) as opened_at, state,
    cast(answered_at as timestamptz) as first_response_at, first_target as first_response_target_seconds,
    cast(first_due as timestamptz) as first_response_due_at, first_verdict as first_response_verdict,
    cast(resolved_at as timestamptz) as resolved_at, agreed as resolution_agreed, target as resolution_target_seconds,
    cast(due as timestamptz) as resolution_due_at, verdict as resolution_verdict, reopens as reopen_count, 0 as escalation_count,
from (values
    ('c1', 'alpha', 'problem', 'urgent', '2026-10-27 09:30:00+00', 'open', null, 3600, '2026-10-27 10:30:00+00', 'breached', null, null, null, null, null, 0),
    -- a priority that has no points
    ('c2', 'alpha', 'information', 'low', '2026-10-20 09:00:00+00', 'waiting_on_customer', '2026-10-20 09:30:00+00', 3600, '2026-10-20 10:00:00+00', 'met', null, null, null, null, null, 0),
    -- 16 hours: 7 of Monday, 8 of Tuesday, 1 of Wednesday
    ('c3', 'bravo', null, 'high', '2026-10-26 06:00:00+00', 'open', '2026-10-26 07:00:00+00', 3600, '2026-10-26 07:00:00+00', 'met', null, null, 57600, '2026-10-28 06:00:00+00', 'pending', 0),
    ('c4', 'carol', 'problem', 'normal', '2026-10-26 10:00:00+00', 'open', null, null, null, null, null, null, null, null, null, 0),
    ('c5', 'alpha', 'problem', 'normal', '2026-10-21 09:00:00+00', 'resolved', '2026-10-21 10:00:00+00', 3600, '2026-10-21 10:00:00+00', 'met', '2026-10-22 10:00:00+00', true, null, null, null, 0),
    ('c6', 'alpha', 'problem', 'normal', '2026-09-15 09:00:00+00', 'resolved', '2026-09-16 10:00:00+00', 3600, '2026-09-15 10:00:00+00', 'breached', '2026-09-20 10:00:00+00', true, null, null, null, 0),
    ('c7', 'alpha', 'problem', 'normal', '2026-10-10 09:00:00+00', 'resolved', null, null, null, null, '2026-10-26 09:00:00+00', false, null, null, null, 1),
    ('c8', 'bravo', 'problem', 'normal', '2026-10-03 09:00:00+00', 'resolved', null, null, null, null, '2026-10-22 09:00:00+00', true, null, null, null, 0)
) as rows_given (case_id, account_id, category, priority, opened_at, state, answered_at, first_target, first_due, first_verdict, resolved_at, agreed, target, due, verdict, reopens);
insert into cases by name
select case_id, account_id, channel, opened_at, 'About ' || case_id as subject, category, priority from case_metrics;
insert into case_spans by name
select 'c7' as case_id, 2 as span_number, 'resolved' as state, timestamptz '2026-10-21 09:00:00+00' as from_at, timestamptz '2026-10-23 09:00:00+00' as to_at;
insert into case_events by name
select 'v' || row_number() over () as event_id, case_id, cast(occurred_at as timestamptz) as occurred_at, kind
from (values
    ('c2', '2026-10-20 09:30:00+00', 'agent_reply'), ('c5', '2026-10-21 10:00:00+00', 'agent_reply'),
    ('c5', '2026-10-26 16:00:00+00', 'agent_reply'),  -- long after it was resolved
    ('c1', '2026-10-27 09:31:00+00', 'auto_reply'), ('c1', '2026-10-27 12:30:00+00', 'agent_reply'),  -- nobody yet; after as_of
    ('c3', '2026-10-26 07:00:00+00', 'agent_reply')
) as rows_given (case_id, occurred_at, kind);
insert into escalations by name
select
    escalation_id, account_id, case_id, named as tam_id, category, 'phone' as channel, 'in_scope' as scope, 'About ' || escalation_id as subject,
    cast(raised_at as timestamptz) as raised_at, cast(acknowledged_at as timestamptz) as acknowledged_at, cast(resolved_at as timestamptz) as resolved_at,
from (values
    ('e1', 'alpha', 'c1', null, 'problem', '2026-10-27 10:00:00+00', null, null),
    ('e2', 'alpha', null, 'cy', 'configuration', '2026-09-28 10:00:00+00', '2026-09-28 11:00:00+00', null),
    ('e3', 'carol', null, null, 'information', '2026-10-26 09:00:00+00', null, null),
    ('e4', 'echo', null, null, 'problem', '2026-10-26 19:30:00+00', '2026-10-26 20:10:00+00', '2026-10-27 06:00:00+00'),
    ('e5', 'echo', null, null, 'problem', '2026-10-26 20:30:00+00', '2026-10-27 05:30:00+00', null)
) as rows_given (escalation_id, account_id, case_id, named, category, raised_at, acknowledged_at, resolved_at);
insert into escalation_metrics by name
select
    escalation_id, escalations.account_id, escalations.case_id, holder as tam_id, category, scope, raised_at, state,
    counted as acknowledgement_business_seconds, target as acknowledgement_target_seconds, cast(due as timestamptz) as acknowledgement_due_at,
    verdict as acknowledgement_verdict,
from escalations
inner join (values
    ('e1', 'ana', 'open', null, 10800, '2026-10-27 13:00:00+00', 'pending'),  -- an hour left
    ('e2', 'cy', 'acknowledged', 3600, 3600, '2026-09-28 11:00:00+00', 'met'),
    ('e3', null, 'open', null, null, null, null),
    -- one UTC day, two TAMs: before and after midnight in Dubai; the office opens at 05:00 UTC
    ('e4', 'ana', 'resolved', 0, 3600, '2026-10-27 06:00:00+00', 'met'),
    ('e5', 'bo', 'acknowledged', 1800, 900, '2026-10-27 05:15:00+00', 'breached')
) as metrics_given (escalation_id, holder, state, counted, target, due, verdict) using (escalation_id);
insert into mediations by name
select
    mediation_id, account_id, provider as mailbox_provider, '1' as tier, cast(opened_at as timestamptz) as opened_at,
    cast(ready_at as timestamptz) as best_practices_met_at, cast(submitted_at as timestamptz) as form_submitted_at,
    cast(replied_at as timestamptz) as provider_replied_at, cast(closed_at as timestamptz) as closed_at, outcome,
from (values
    ('m1', 'alpha', 'Gmail', '2026-09-29 10:00:00+00', '2026-10-01 10:00:00+00', '2026-10-02 10:00:00+00', null, null, null),
    ('m2', 'carol', 'Yahoo', '2026-10-26 08:00:00+00', null, null, null, null, null),
    ('m3', 'echo', 'Free', '2026-10-26 19:30:00+00', '2026-10-27 09:00:00+00', null, null, null, null),
    ('m4', 'echo', 'Orange', '2026-10-26 20:30:00+00', '2026-10-26 20:40:00+00', '2026-10-26 20:50:00+00', '2026-10-27 10:00:00+00', '2026-10-27 11:00:00+00', 'resolved')
) as rows_given (mediation_id, account_id, provider, opened_at, ready_at, submitted_at, replied_at, closed_at, outcome);
insert into migrations (migration_id, account_id, tam_id, started_on, target_on, target_daily_volume, status, completed_on) values
    ('g1', 'alpha', 'ana', '2026-10-05', '2026-10-27', 1000, 'warming', null),
    ('g2', 'bravo', null, '2026-10-01', '2026-10-20', 1000, 'paused', null),  -- Ana had Bravo when it started
    ('g3', 'bravo', 'ana', '2026-06-01', '2026-07-01', 1000, 'completed', '2026-10-21'),
    ('g4', 'carol', null, '2026-12-01', '2026-12-31', 1000, 'planned', null);
insert into mediation_metrics by name
select mediations.* exclude (escalation_id, mailbox_provider, tier), holder as tam_id
from mediations
inner join (values ('m1', 'cy'), ('m2', null), ('m3', 'ana'), ('m4', 'bo')) as holders (mediation_id, holder) using (mediation_id);
insert into migration_metrics by name
select migration_id, account_id, coalesce(tam_id, holder) as tam_id, status, target_on, stage, stages, behind as days_behind, health, cast(stalled_since as date) as stalled_since
from migrations
inner join (values
    ('g1', null, 7, 12, 3, 'watch', '2026-10-17'), ('g2', 'ana', 1, 5, 9, 'healthy', null), ('g3', null, 5, 5, null, 'healthy', null), ('g4', null, null, 0, null, null, null)
) as metrics_given (migration_id, holder, stage, stages, behind, health, stalled_since) using (migration_id);
insert into migration_days (migration_id, date, stage) values
    ('g1', '2026-10-14', 5), ('g1', '2026-10-15', 6), ('g1', '2026-10-17', 7), ('g1', '2026-10-21', 7);
