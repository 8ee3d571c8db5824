insert into snapshot values ('2026-10-27 16:30:00+00', '2026-10-28 06:00:00+00', 'Europe/Paris', '1');
insert into cases by name select unnest([timestamptz '2026-10-27 15:30:00+00', timestamptz '2026-10-27 16:30:01+00']) as opened_at;
insert into case_events by name select timestamptz '2026-10-27 16:30:00+00' as occurred_at;
insert into escalations by name
select timestamptz '2026-10-20 08:00:00+00' as raised_at, timestamptz '2026-10-26 16:30:00+00' as acknowledged_at, timestamptz '2026-11-01 08:00:00+00' as resolved_at;
insert into email_traffic by name select date '2026-10-26' as date;  -- its day ended at 23:00 UTC, 17.5 h before
