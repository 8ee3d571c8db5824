-- question: Which mediations with mailbox providers were asked for by this account?
-- grain:    one row per mediation up to as_of, the newest first
-- params:   $account_id varchar
-- returns:  mediation_id varchar, mailbox_provider varchar, tier bigint, opened_at timestamp with time zone, best_practices_met_at timestamp with time zone, form_submitted_at timestamp with time zone, provider_replied_at timestamp with time zone, closed_at timestamp with time zone, outcome varchar, escalation_id varchar, is_out_of_scope boolean, is_premature boolean, reply_elapsed_seconds bigint
-- decided:  tier 2 is out of scope; premature is a form submitted before best practices were met, or while they were not
--           known to be; the reply takes clock time from the form to the provider's answer; what lies after as_of has not
--           happened

select
    mediation_metrics.mediation_id,
    mediations.mailbox_provider,
    cast(mediations.tier as bigint) as tier,
    mediation_metrics.opened_at,
    mediation_metrics.best_practices_met_at,
    mediation_metrics.form_submitted_at,
    mediation_metrics.provider_replied_at,
    mediation_metrics.closed_at,
    mediation_metrics.outcome,
    mediations.escalation_id,
    mediation_metrics.is_out_of_scope,
    mediation_metrics.is_premature,
    mediation_metrics.to_reply_elapsed_seconds as reply_elapsed_seconds,
from mediation_metrics
inner join mediations on mediation_metrics.mediation_id = mediations.mediation_id
where mediation_metrics.account_id = $account_id
order by mediation_metrics.opened_at desc, mediation_metrics.mediation_id
