-- world: mediation
insert into mailbox_provider_contacts values ('La Poste', 'laposte.net', 'form', 'laposte.example', null, 'a fourth page');
insert into mediations by name
select 'x' || number as mediation_id, 'alpha' as account_id, name as mailbox_provider, '1' as tier,
from (select unnest(['GMAIL', 'gmail.com ', 'Google Mail', 'Yahoo Mail', 'AOL', 'Apple', 'Apple Mail', 'Me', 'Yahoo Japan', 'Gmail / Yahoo', 'Télé 2', 'tele2', '?', 'La', 'La-Poste']) as name, generate_subscripts(range(15), 1) as number);
insert into mediation_metrics by name
select mediation_id, account_id, timestamptz '2026-10-01 08:00:00+00' as opened_at, 'closed' as state, false as is_out_of_scope, false as is_premature
from mediations
where mediation_id like 'x%';
