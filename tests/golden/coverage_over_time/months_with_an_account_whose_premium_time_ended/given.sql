-- world: tams
-- premium for five days, and nobody was its TAM
insert into accounts (account_id, name, calendar_id, premium_from, premium_until) values ('frank', 'Frank', 'london', '2026-09-10', '2026-09-15');
