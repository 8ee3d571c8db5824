-- world: monthly
-- closed in the first second of October in Paris
insert into mediations by name
select 'm5' as mediation_id, 'acme' as account_id, 'Gmail' as mailbox_provider, '1' as tier, timestamptz '2026-07-20 10:00:00+00' as opened_at;
insert into mediation_metrics by name
select
    mediation_id, account_id, 'ana' as tam_id, opened_at, timestamptz '2026-09-30 22:00:00+00' as closed_at,
    'resolved' as outcome, 'closed' as state, false as is_out_of_scope, false as is_premature,
from mediations
where mediation_id = 'm5';
