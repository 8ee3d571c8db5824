insert into snapshot values ('2026-10-27 16:30:00+00', '2026-10-28 06:00:00+00', 'UTC', '1');
insert into mediations by name
select
    mediation_id, 'a' as account_id, 'Gmail' as mailbox_provider, tier, timestamptz '2026-10-01 08:00:00+00' as opened_at, cast(practices as timestamptz) as best_practices_met_at,
    cast(form as timestamptz) as form_submitted_at, cast(replied as timestamptz) as provider_replied_at,
from (values
    ('m1', 1, '2026-10-02 08:00:00+00', '2026-10-02 08:00:00+00', '2026-10-03 08:00:00+00'),
    ('m2', 1, '2026-10-02 08:00:01+00', '2026-10-02 08:00:00+00', null),  -- a second too early
    ('m3', 2, null, null, null),
    ('m4', 1, null, '2026-10-02 08:00:00+00', null)  -- not known to be met
) as rows_given (mediation_id, tier, practices, form, replied);
insert into mediations by name select 'm5' as mediation_id, 'a' as account_id, timestamptz '2026-10-27 16:30:01+00' as opened_at;  -- after as_of
insert into mediation_metrics by name
select
    mediation_id, account_id, opened_at, best_practices_met_at, form_submitted_at, provider_replied_at,
    tier = '2' as is_out_of_scope, mediation_id in ('m2', 'm4') as is_premature, if(mediation_id = 'm1', 86400, null) as to_reply_elapsed_seconds,
from mediations
where mediation_id <> 'm5';
