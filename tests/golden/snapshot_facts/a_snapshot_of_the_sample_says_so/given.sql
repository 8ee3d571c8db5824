insert into snapshot values ('2026-10-30 16:42:00+00', '2026-11-01 16:42:01+00', 'Europe/Paris', '1');
insert into case_metrics by name
select cast(unnest(['2026-10-04 22:30:00+00', '2026-10-05 08:00:00+00']) as timestamptz) as opened_at;  -- 00:30 in Paris
insert into rejects by name select 'sample/cases.csv' as file from range(2);
insert into loads by name select 'sample/cases.csv' as file;
