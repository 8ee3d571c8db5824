insert into snapshot values ('2026-10-10 10:00:00+00', '2026-10-10 11:00:00+00', 'Europe/Paris', '1');
