-- world: tams
insert into accounts (account_id, name, calendar_id, premium_from) values ('gina', 'Gina', 'gulf', '2026-10-01');
insert into tam_assignments (account_id, tam_id, assigned_from) values ('gina', 'ana', '2026-10-01');
