insert into snapshot values ('2026-10-27 23:30:00+00', '2026-10-28 06:00:00+00', 'UTC', '1');
-- by the clock of Paris it is the 28th already
insert into calendars by name select 'c' as calendar_id, 'Paris' as name, 'Europe/Paris' as time_zone;
insert into accounts by name
select account_id, name, 'c' as calendar_id, 'EMEA' as region, date '2026-01-10' as premium_from, cast(premium_until as date) as premium_until
from (values ('a', 'Acme', '2026-10-28'), ('b', 'Beta', null)) as rows_given (account_id, name, premium_until);
insert into people by name
select person_id, name, role from (values ('t', 'Ana Ruiz', 'tam'), ('u', 'Bo Lind', 'tam')) as rows_given (person_id, name, role);
insert into tam_assignments by name
select account_id, tam_id, cast(assigned_from as date) as assigned_from, cast(assigned_until as date) as assigned_until
from (values
    ('a', 't', '2026-01-12', '2026-03-01'),  -- two premium days without a TAM before it
    ('a', 'u', '2026-03-01', '2026-04-01'),
    ('a', 't', '2026-04-08', null)           -- seven days without one
) as rows_given (account_id, tam_id, assigned_from, assigned_until);
