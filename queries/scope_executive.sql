-- What an executive may see of a snapshot, which is attached as whole_snapshot: every row, for the figures of a month are
-- made of all of them, but no words that somebody wrote (subjects, reasons, refused rows, names of files) and no addresses.
-- A view for every table of a snapshot (of the facts, which are nobody's, a copy that keeps its order): a table without one
-- does not exist for an executive.

create view account_months as
select *
from whole_snapshot.account_months;

create view account_tams_now as
select *
from whole_snapshot.account_tams_now;

create view accounts as
select *
from whole_snapshot.accounts;

create view business_hours as
select *
from whole_snapshot.business_hours;

create view calendars as
select *
from whole_snapshot.calendars;

create view calendars_now as
select *
from whole_snapshot.calendars_now;

create view case_events as
select *
from whole_snapshot.case_events;

create view case_metrics as
select *
from whole_snapshot.case_metrics;

create view case_spans as
select *
from whole_snapshot.case_spans;

create view case_stages as
select *
from whole_snapshot.case_stages;

create view cases as
select * replace (cast(null as varchar) as subject)
from whole_snapshot.cases;

create view contradictory_events as
select *
from whole_snapshot.contradictory_events;

create view dated_cases as
select *
from whole_snapshot.dated_cases;

create view dated_responses as
select *
from whole_snapshot.dated_responses;

create view dated_escalations as
select * replace (cast(null as varchar) as subject)
from whole_snapshot.dated_escalations;

create view email_traffic as
select *
from whole_snapshot.email_traffic;

create view escalation_metrics as
select *
from whole_snapshot.escalation_metrics;

create view escalations as
select * replace (cast(null as varchar) as subject)
from whole_snapshot.escalations;

create view exemptions as
select * replace (cast(null as varchar) as reason)
from whole_snapshot.exemptions;

create view holidays as
select *
from whole_snapshot.holidays;

create view judged_days as
select *
from whole_snapshot.judged_days;

create view last_words as
select *
from whole_snapshot.last_words;

create table load_points as
select *
from whole_snapshot.load_points;

create table loads as
select * replace ('sample/' as file)
from whole_snapshot.loads
where regexp_matches(file, '(^|/)sample/');

create table mailbox_provider_contacts as
select *
from whole_snapshot.mailbox_provider_contacts;

create view mediation_metrics as
select *
from whole_snapshot.mediation_metrics;

create view mediations as
select *
from whole_snapshot.mediations;

create view migration_days as
select *
from whole_snapshot.migration_days;

create view migration_metrics as
select *
from whole_snapshot.migration_metrics;

create view migrations as
select *
from whole_snapshot.migrations;

create view month_counts as
select *
from whole_snapshot.month_counts;

create view open_cases as
select * replace (cast(null as varchar) as subject)
from whole_snapshot.open_cases;

create view openings as
select *
from whole_snapshot.openings;

create view people as
select * replace (cast(null as varchar) as email)
from whole_snapshot.people;

create view provider_routes as
select *
from whole_snapshot.provider_routes;

create view rejects as
select *
from whole_snapshot.rejects
where false;

create view reopenings as
select *
from whole_snapshot.reopenings;

create view response_metrics as
select *
from whole_snapshot.response_metrics;

create view running_clocks as
select *
from whole_snapshot.running_clocks;

create view sla_targets as
select *
from whole_snapshot.sla_targets;

create view snapshot as
select *
from whole_snapshot.snapshot;

create view tam_assignments as
select *
from whole_snapshot.tam_assignments;

create view warmup_plan as
select *
from whole_snapshot.warmup_plan;

create table warmup_schedules as
select *
from whole_snapshot.warmup_schedules;

create table watch_thresholds as
select *
from whole_snapshot.watch_thresholds;
