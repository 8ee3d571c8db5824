-- sla_targets: the policy most often applied to tickets, and others where they are an account's most applied one

with policy_metrics as (
    select
        sla_policy_id,
        metric,
        lower(priority) as priority,
        lower(business_hours) in ('true', 't', '1') as is_business,
        target,
        try_cast(regexp_replace(sla_policy_updated_at, ' (\+0000|Z|UTC)$', 'Z') as timestamptz) as updated_at,
        sla_policy_updated_at as updated_text,
    from raw_table($sla_policy_metric_history)
),

-- agent_work_time, total_resolution_time and group_ownership_time measure what no clock here measures
metric_names as (
    from (
        values
            ('first_reply_time', 'first_response', 1),
            ('next_reply_time', 'next_response', 1),
            ('pausable_update_time', 'periodic_update', 1),
            ('periodic_update_time', 'periodic_update', 2),
            ('requester_wait_time', 'resolution', 1),
    ) as names (metric, clock_name, preference)
),

tickets as (
    select
        id as ticket_id,
        coalesce(organization_id, 'no-organisation') as account_id,
    from raw_table($ticket)
),

applications as (
    select
        ticket_sla_policy.sla_policy_id,
        tickets.account_id,
    from raw_table($ticket_sla_policy) as ticket_sla_policy
    inner join (select distinct sla_policy_id from policy_metrics) as policies using (sla_policy_id)
    left join tickets using (ticket_id)
),

-- whom a policy is for is a condition no export carries: the tickets it was applied to are what is known
general_policies as (
    select policies.sla_policy_id
    from (select distinct sla_policy_id from policy_metrics) as policies
    left join applications using (sla_policy_id)
    group by policies.sla_policy_id
    order by count(applications.sla_policy_id) desc, policies.sla_policy_id
    limit 1
),

account_policies as (
    select
        sla_policy_id,
        account_id,
    from applications
    where account_id is not null
    group by sla_policy_id, account_id
    qualify row_number() over (partition by account_id order by count(*) desc, sla_policy_id) = 1
),

policy_accounts as (
    select
        sla_policy_id,
        cast(null as varchar) as account_id,
    from general_policies

    union all

    select
        sla_policy_id,
        account_id,
    from account_policies
    where sla_policy_id not in (from general_policies)
)

select
    metric_names.clock_name as metric,
    policy_accounts.account_id,
    policy_metrics.priority,
    coalesce(cast(cast(policy_metrics.updated_at as date) as varchar), policy_metrics.updated_text) as valid_from,
    policy_metrics.target as minutes,
    case when policy_metrics.is_business then 'business' else 'elapsed' end as clock,
from policy_accounts
inner join policy_metrics using (sla_policy_id)
inner join metric_names on metric_names.metric = policy_metrics.metric
-- the last version of a day stands, and of two kinds of update target the one that pauses while pending
qualify row_number() over (
    partition by
        policy_accounts.account_id,
        metric_names.clock_name,
        policy_metrics.priority,
        coalesce(cast(cast(policy_metrics.updated_at as date) as varchar), policy_metrics.updated_text)
    order by metric_names.preference, policy_metrics.updated_at desc, policy_metrics.target
) = 1
order by metric, account_id nulls first, valid_from, priority
