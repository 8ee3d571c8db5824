-- What a TAM may see of a snapshot, which is attached as whole_snapshot; scope.person holds their person_id.
-- First what is theirs, then a view for every table of a snapshot: a table without one does not exist for a TAM.
--
-- What a snapshot holds as counts over many cases (data/model/89_counts.sql) is counted over theirs (scope.py).
--
-- Theirs are: everything of the accounts they have on the day of as_of, whenever it happened; of every other account, the
-- items that were theirs on the item's own day (a case when it was opened, an escalation when it was raised, unless it names
-- another TAM; a mediation when it was opened, a migration when it started, unless it names another TAM), and the traffic of
-- their own days. What belongs to an item goes with it.

create table scope.accounts_now as
select account_id
from whole_snapshot.account_tams_now
where tam_id = (select person_id from scope.person);

create table scope.cases as
select cases.case_id
from whole_snapshot.cases as cases
left join whole_snapshot.case_metrics as case_metrics on cases.case_id = case_metrics.case_id
where cases.account_id in (select account_id from scope.accounts_now)
    or case_metrics.tam_id = (select person_id from scope.person);

create table scope.escalations as
select escalations.escalation_id
from whole_snapshot.escalations as escalations
left join whole_snapshot.escalation_metrics as escalation_metrics
    on escalations.escalation_id = escalation_metrics.escalation_id
where escalations.account_id in (select account_id from scope.accounts_now)
    or coalesce(escalations.tam_id, escalation_metrics.tam_id) = (select person_id from scope.person);

create table scope.mediations as
select mediations.mediation_id
from whole_snapshot.mediations as mediations
left join whole_snapshot.mediation_metrics as mediation_metrics
    on mediations.mediation_id = mediation_metrics.mediation_id
where mediations.account_id in (select account_id from scope.accounts_now)
    or mediation_metrics.tam_id = (select person_id from scope.person);

create table scope.migrations as
select migrations.migration_id
from whole_snapshot.migrations as migrations
left join whole_snapshot.migration_metrics as migration_metrics
    on migrations.migration_id = migration_metrics.migration_id
where migrations.account_id in (select account_id from scope.accounts_now)
    or coalesce(migrations.tam_id, migration_metrics.tam_id) = (select person_id from scope.person);

-- Days on which an account's traffic is theirs, beside all days of the accounts they have now.
create table scope.traffic_days as
select
    tam_assignments.account_id,
    tam_assignments.assigned_from as from_on,
    coalesce(tam_assignments.assigned_until, date '9999-12-31') as until_on,
from whole_snapshot.tam_assignments as tam_assignments
where tam_assignments.tam_id = (select person_id from scope.person)
union
select
    migrations.account_id,
    migrations.started_on,
    coalesce(migrations.completed_on + 1, date '9999-12-31'),
from whole_snapshot.migrations as migrations
where migrations.migration_id in (select migration_id from scope.migrations);

-- Accounts that may be named: those of what is theirs, and those they had before the day of as_of.
create table scope.accounts as
select account_id
from scope.accounts_now
union
select account_id
from whole_snapshot.cases
where case_id in (select case_id from scope.cases)
union
select account_id
from whole_snapshot.escalations
where escalation_id in (select escalation_id from scope.escalations)
union
select account_id
from whole_snapshot.mediations
where mediation_id in (select mediation_id from scope.mediations)
union
select account_id
from whole_snapshot.migrations
where migration_id in (select migration_id from scope.migrations)
union
select tam_assignments.account_id
from whole_snapshot.tam_assignments as tam_assignments
cross join whole_snapshot.snapshot as snapshot
where tam_assignments.tam_id = (select person_id from scope.person)
    and tam_assignments.assigned_from <= cast(timezone(snapshot.reporting_time_zone, snapshot.as_of) as date);

-- People who may be named: who works or worked on what is theirs, and who has or had their accounts.
create table scope.people as
select person_id
from scope.person
union
select agent_id
from whole_snapshot.cases
where case_id in (select case_id from scope.cases)
union
select agent_id
from whole_snapshot.case_metrics
where case_id in (select case_id from scope.cases)
union
select unnest([actor_id, if(kind = 'assigned', value, null)])
from whole_snapshot.case_events
where case_id in (select case_id from scope.cases)
union
select approved_by
from whole_snapshot.exemptions
where case_id in (select case_id from scope.cases)
union
select tam_id
from whole_snapshot.escalations
where escalation_id in (select escalation_id from scope.escalations)
union
select tam_id
from whole_snapshot.migrations
where migration_id in (select migration_id from scope.migrations)
union
select tam_id
from whole_snapshot.tam_assignments
where account_id in (select account_id from scope.accounts);

create table scope.calendars as
select calendar_id
from whole_snapshot.accounts
where account_id in (select account_id from scope.accounts)
union
select calendar_id
from whole_snapshot.people
where person_id in (select person_id from scope.people);

-- Accounts and people. Of others a TAM sees the name, never the address, and no capacity: it would be set against the few
-- items of theirs that can be seen here.

create view accounts as
select *
from whole_snapshot.accounts
where account_id in (select account_id from scope.accounts);

create view account_tams_now as
select *
from whole_snapshot.account_tams_now
where account_id in (select account_id from scope.accounts);

create view tam_assignments as
select *
from whole_snapshot.tam_assignments
where account_id in (select account_id from scope.accounts);

create view people as
select * replace (
    if(person_id = (select person_id from scope.person), email, null) as email,
    if(person_id = (select person_id from scope.person), capacity_points, null) as capacity_points
)
from whole_snapshot.people
where person_id in (select person_id from scope.people);

create view sla_targets as
select *
from whole_snapshot.sla_targets
where account_id is null or account_id in (select account_id from scope.accounts);

-- Hours.

create view calendars as
select *
from whole_snapshot.calendars
where calendar_id in (select calendar_id from scope.calendars);

create view calendars_now as
select *
from whole_snapshot.calendars_now
where calendar_id in (select calendar_id from scope.calendars);

create view business_hours as
select *
from whole_snapshot.business_hours
where calendar_id in (select calendar_id from scope.calendars);

create view holidays as
select *
from whole_snapshot.holidays
where calendar_id in (select calendar_id from scope.calendars);

create view openings as
select *
from whole_snapshot.openings
where calendar_id in (select calendar_id from scope.calendars);

-- Cases, and all that belongs to them.

create view cases as
select *
from whole_snapshot.cases
where case_id in (select case_id from scope.cases);

create view case_events as
select * replace (
    if(kind = 'escalated' and value not in (select escalation_id from scope.escalations), null, value) as value
)
from whole_snapshot.case_events
where case_id in (select case_id from scope.cases);

create view exemptions as
select *
from whole_snapshot.exemptions
where case_id in (select case_id from scope.cases);

create view case_spans as
select *
from whole_snapshot.case_spans
where case_id in (select case_id from scope.cases);

create view case_metrics as
select *
from whole_snapshot.case_metrics
where case_id in (select case_id from scope.cases);

create view response_metrics as
select *
from whole_snapshot.response_metrics
where case_id in (select case_id from scope.cases);

create view case_stages as
select *
from whole_snapshot.case_stages
where case_id in (select case_id from scope.cases);

create view dated_cases as
select *
from whole_snapshot.dated_cases
where case_id in (select case_id from scope.cases);

create view dated_responses as
select *
from whole_snapshot.dated_responses
where case_id in (select case_id from scope.cases);

create view reopenings as
select *
from whole_snapshot.reopenings
where case_id in (select case_id from scope.cases);

create view last_words as
select *
from whole_snapshot.last_words
where case_id in (select case_id from scope.cases);

create view open_cases as
select *
from whole_snapshot.open_cases
where case_id in (select case_id from scope.cases);

create view contradictory_events as
select *
from whole_snapshot.contradictory_events
where case_id in (select case_id from scope.cases);

-- Escalations, and clocks of both. The case of an escalation is named where it may be seen itself.

create view escalations as
select * replace (if(case_id in (select case_id from scope.cases), case_id, null) as case_id)
from whole_snapshot.escalations
where escalation_id in (select escalation_id from scope.escalations);

create view escalation_metrics as
select * replace (if(case_id in (select case_id from scope.cases), case_id, null) as case_id)
from whole_snapshot.escalation_metrics
where escalation_id in (select escalation_id from scope.escalations);

create view running_clocks as
select * replace (if(case_id in (select case_id from scope.cases), case_id, null) as case_id)
from whole_snapshot.running_clocks
where (item = 'case' and item_id in (select case_id from scope.cases))
    or (item = 'escalation' and item_id in (select escalation_id from scope.escalations));

-- Mediations.

create view mediations as
select * replace (
    if(escalation_id in (select escalation_id from scope.escalations), escalation_id, null) as escalation_id
)
from whole_snapshot.mediations
where mediation_id in (select mediation_id from scope.mediations);

create view mediation_metrics as
select *
from whole_snapshot.mediation_metrics
where mediation_id in (select mediation_id from scope.mediations);

create view provider_routes as
select *
from whole_snapshot.provider_routes
where written in (
        select mailbox_provider
        from whole_snapshot.mediations
        where mediation_id in (select mediation_id from scope.mediations)
    );

-- Migrations and traffic.

create view migrations as
select *
from whole_snapshot.migrations
where migration_id in (select migration_id from scope.migrations);

create view migration_metrics as
select *
from whole_snapshot.migration_metrics
where migration_id in (select migration_id from scope.migrations);

create view migration_days as
select *
from whole_snapshot.migration_days
where migration_id in (select migration_id from scope.migrations);

create view warmup_plan as
select *
from whole_snapshot.warmup_plan
where migration_id in (select migration_id from scope.migrations);

create view dated_escalations as
select * replace (if(case_id in (select case_id from scope.cases), case_id, null) as case_id)
from whole_snapshot.dated_escalations
where escalation_id in (select escalation_id from scope.escalations);

create view email_traffic as
select *
from whole_snapshot.email_traffic as email_traffic
where email_traffic.account_id in (select account_id from scope.accounts_now)
    or exists(
        from scope.traffic_days
        where traffic_days.account_id = email_traffic.account_id
            and email_traffic.date >= traffic_days.from_on
            and email_traffic.date < traffic_days.until_on
    );

-- What was read: of a load only whether it was the sample, since names of files and refused rows may name customers.

create view snapshot as
select *
from whole_snapshot.snapshot;

create table loads as
select * replace ('sample/' as file)
from whole_snapshot.loads
where regexp_matches(file, '(^|/)sample/');

create view rejects as
select *
from whole_snapshot.rejects
where false;

-- Facts that are nobody's: small copies, because a question may read a file's order (rowid), which a view has not.

create table load_points as
select *
from whole_snapshot.load_points;

create table watch_thresholds as
select *
from whole_snapshot.watch_thresholds;

create table warmup_schedules as
select *
from whole_snapshot.warmup_schedules;

create table mailbox_provider_contacts as
select *
from whole_snapshot.mailbox_provider_contacts;
