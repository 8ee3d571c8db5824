-- question: Which mediations with mailbox providers were asked for by this account?
-- grain:    one row per mediation up to as_of, the newest first
-- params:   $account_id varchar
-- returns:  mediation_id varchar, mailbox_provider varchar, tier bigint, opened_at timestamp with time zone, best_practices_met_at timestamp with time zone, form_submitted_at timestamp with time zone, provider_replied_at timestamp with time zone, closed_at timestamp with time zone, outcome varchar, escalation_id varchar, is_out_of_scope boolean, is_premature boolean, reply_elapsed_seconds bigint
-- decided:  tier 2 is out of scope; premature is a form submitted before best practices were met, or while they were not
--           known to be; the reply takes clock time from the form to the provider's answer

select
    mediation_id,
    mailbox_provider,
    cast(tier as bigint) as tier,
    opened_at,
    best_practices_met_at,
    form_submitted_at,
    provider_replied_at,
    closed_at,
    outcome,
    escalation_id,
    cast(tier as bigint) = 2 as is_out_of_scope,
    form_submitted_at is not null
        and (best_practices_met_at is null or form_submitted_at < best_practices_met_at) as is_premature,
    date_diff('second', form_submitted_at, provider_replied_at) as reply_elapsed_seconds,
from mediations
where account_id = $account_id and opened_at <= (select as_of from snapshot)
order by opened_at desc, mediation_id
