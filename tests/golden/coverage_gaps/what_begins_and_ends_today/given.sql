-- world: tams
-- a TAM since today, premium since today, premium until today
insert into accounts (account_id, name, calendar_id, premium_from, premium_until) values
    ('gina', 'Gina', 'london', '2026-10-01', null), ('hal', 'Hal', 'london', '2026-10-27', null), ('ira', 'Ira', 'london', '2026-10-21', '2026-10-27');
insert into tam_assignments (account_id, tam_id, assigned_from) values ('gina', 'dee', '2026-10-27');
