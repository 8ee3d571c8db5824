insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');

insert into loads by name select unnest(['resample/cases.csv', 'ours/sample.csv', 'cases.csv']) as file;
