insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');

insert into accounts by name
select account_id, name, region,
from (values ('a1', 'Acme', 'EMEA'), ('a2', 'Acme', null), ('b', 'blue', 'EMEA')) as rows_given (account_id, name, region);
insert into people by name
select person_id, name, role, from (values ('p1', 'Zoe', 'tam'), ('p2', 'Abe', 'agent'), ('p3', 'Max', 'manager')) as rows_given (person_id, name, role);
insert into tam_assignments by name select 'a1' as account_id, 'p3' as tam_id;  -- a manager who holds an account
insert into case_metrics by name select 'a2' as account_id;                     -- opened while nobody held it
