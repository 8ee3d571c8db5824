insert into snapshot values ('2026-10-27 23:30:00+00', '2026-10-28 06:00:00+00', 'UTC', '1');
-- by the clock of Paris it is the 28th already
insert into calendars by name select 'c' as calendar_id, 'Paris' as name, 'Europe/Paris' as time_zone;
insert into accounts by name
select account_id, name, 'c' as calendar_id, 'EMEA' as region, date '2026-01-10' as premium_from, cast(premium_until as date) as premium_until
from (values ('a', 'Acme', null), ('b', 'Beta', null), ('c', 'Cord', '2026-02-01'), ('d', 'Dune', null)) as rows_given (account_id, name, premium_until);
insert into people by name select 't' as person_id, 'Ana Ruiz' as name, 'tam' as role;
insert into tam_assignments by name
select account_id, 't' as tam_id, cast(assigned_from as date) as assigned_from, cast(assigned_until as date) as assigned_until
from (values
    ('a', '2026-01-12', '2026-03-01'),  -- two premium days without a TAM before it
    ('a', '2026-03-08', '2026-10-20'),  -- seven days before it, and nine after it that go on: 20 to 28 October
    ('c', '2026-01-01', '2026-01-31'),  -- premium ended on 1 February: one day
    ('d', '2026-01-10', null)           -- none
) as rows_given (account_id, assigned_from, assigned_until);
-- b never had one: 292 days from 10 January to 28 October
