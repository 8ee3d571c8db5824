-- Tuesday 27 October 2026, 12:00 UTC; months are cut in Paris. Ana has Alpha, and had Bravo until Bo took it on 22 October;
-- Carol has no TAM. Three contact routes are on file.
insert into snapshot values ('2026-10-27 12:00:00+00', '2026-10-27 13:00:00+00', 'Europe/Paris', '1');
insert into calendars values ('paris', 'Paris', 'Europe/Paris');
insert into accounts (account_id, name, region, calendar_id, premium_from) values
    ('alpha', 'Alpha', 'EMEA', 'paris', '2025-01-01'), ('bravo', 'Bravo', 'APAC', 'paris', '2025-01-01'),
    ('carol', 'Carol', null, 'paris', '2025-01-01');
insert into people (person_id, name, email, role) values
    ('ana', 'Ana', 'ana@example.com', 'tam'), ('bo', 'Bo', 'bo@example.com', 'tam');
insert into tam_assignments (account_id, tam_id, assigned_from, assigned_until) values
    ('alpha', 'ana', '2025-01-01', null),
    ('bravo', 'ana', '2025-01-01', '2026-10-22'), ('bravo', 'bo', '2026-10-22', null);
insert into mailbox_provider_contacts values
    ('Gmail', 'gmail.com, googlemail.com', 'form', 'gmail.example/form', 'Tools', 'a page'),
    ('Yahoo / AOL', 'yahoo.*, aol.com', 'portal + form', 'yahoo.example', null, 'another page'),
    ('Apple iCloud', 'icloud.com, me.com', 'e-mail only', 'apple.example', null, 'a third page');
insert into escalations by name
select 'e1' as escalation_id, 'alpha' as account_id, 'c1' as case_id;
insert into mediations by name
select
    mediation_id, account_id, if(mediation_id = 'm12', 'e1', null) as escalation_id, provider as mailbox_provider, tier,
    cast(opened_at as timestamptz) as opened_at, cast(ready_at as timestamptz) as best_practices_met_at,
    cast(submitted_at as timestamptz) as form_submitted_at, cast(replied_at as timestamptz) as provider_replied_at,
    cast(closed_at as timestamptz) as closed_at, outcome,
from (values
    ('m1', 'alpha', 'Gmail', '1', '2026-09-30 22:00:00+00', '2026-10-01 08:00:00+00', '2026-10-01 09:00:00+00', '2026-10-02 09:00:00+00', '2026-10-03 09:00:00+00', 'resolved'),  -- the first instant of October in Paris
    ('m2', 'alpha', 'gmail', '1', '2026-10-02 08:00:00+00', '2026-10-03 08:00:00+00', '2026-10-02 12:00:00+00', '2026-10-04 12:00:00+00', '2026-10-05 09:00:00+00', 'declined'),  -- premature
    ('m3', 'bravo', 'Yahoo', '1', '2026-10-03 08:00:00+00', '2026-10-03 09:00:00+00', '2026-10-03 12:00:00+00', null, '2026-10-20 09:00:00+00', 'no_reply'),
    ('m4', 'bravo', 'Yahoo / AOL', '1', '2026-09-15 08:00:00+00', null, null, null, '2026-09-20 08:00:00+00', 'withdrawn'),
    ('m5', 'alpha', 'Gmail', '1', '2026-10-20 08:00:00+00', '2026-10-21 08:00:00+00', '2026-10-28 08:00:00+00', null, '2026-10-29 08:00:00+00', 'resolved'),  -- sent tomorrow
    ('m6', 'bravo', 'Libero', '1', '2026-10-21 08:00:00+00', null, null, null, null, null),
    ('m7', 'carol', 'iCloud', '1', '2026-10-22 08:00:00+00', null, '2026-10-26 11:00:00+00', null, null, null),  -- premature: never known to be met
    ('m8', 'bravo', 'yahoo.fr', '1', '2026-10-23 08:00:00+00', null, null, '2026-10-26 08:00:00+00', null, null),  -- a reply to no form
    ('m9', 'carol', 'Gmail', '1', '2026-10-05 08:00:00+00', '2026-10-05 09:00:00+00', '2026-10-05 09:30:00+00', '2026-10-05 10:30:00+00', '2026-10-06 08:00:00+00', null),
    ('m10', 'alpha', 'Outlook', '2', '2026-10-24 08:00:00+00', '2026-10-24 09:00:00+00', null, null, null, null),  -- ready, but tier 2
    ('m11', 'alpha', 'Gmail', '2', '2026-10-06 08:00:00+00', null, null, null, '2026-10-07 08:00:00+00', 'withdrawn'),
    ('m12', 'alpha', 'Gmail', '1', '2026-10-25 08:00:00+00', '2026-10-25 08:30:00+00', '2026-10-25 12:00:00+00', '2026-10-26 00:00:00+00', null, 'resolved'),  -- an outcome, but not closed
    ('m13', 'alpha', 'Nobody yet', '1', '2026-10-27 12:00:01+00', null, null, null, null, null)  -- after as_of
) as rows_given (mediation_id, account_id, provider, tier, opened_at, ready_at, submitted_at, replied_at, closed_at, outcome);
insert into mediation_metrics by name
select
    mediation_id, account_id, holder as tam_id, 'paris' as calendar_id, opened_at, best_practices_met_at,
    if(mediation_id = 'm5', null, form_submitted_at) as form_submitted_at, provider_replied_at,
    if(mediation_id = 'm5', null, closed_at) as closed_at, if(mediation_id in ('m5', 'm12'), null, outcome) as outcome, state,
    to_submit as to_submit_business_seconds, unsubmitted as unsubmitted_business_seconds, to_reply as to_reply_elapsed_seconds,
    unreplied as unreplied_elapsed_seconds, tier = '2' as is_out_of_scope, mediation_id in ('m2', 'm7') as is_premature,
from mediations
inner join (values
    ('m1', 'ana', 'closed', 3600, null, 86400, null),
    ('m2', 'ana', 'closed', 7200, null, 172800, null),
    ('m3', 'ana', 'closed', 10800, null, null, null),
    ('m4', 'ana', 'closed', null, null, null, null),
    ('m5', 'ana', 'ready', null, 14400, null, null),
    ('m6', 'ana', 'preparing', null, 28800, null, null),
    ('m7', null, 'submitted', 5400, null, null, 90000),
    ('m8', 'bo', 'replied', null, null, null, null),
    ('m9', null, 'closed', 1800, null, 3600, null),
    ('m10', 'ana', 'ready', null, 7200, null, null),
    ('m11', 'ana', 'closed', null, null, null, null),
    ('m12', 'ana', 'replied', 9000, null, 43200, null)
) as metrics_given (mediation_id, holder, state, to_submit, unsubmitted, to_reply, unreplied) using (mediation_id);
