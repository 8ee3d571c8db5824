-- What the clocks of cases and messages are counted from: the columns of the metrics that figures need, with the local dates
-- (in the reporting time zone) that put them into a day, a week or a period. To ask a million cases for their dates takes
-- longer than to count them. Both tables are in the order of the opening, so that a period touches few blocks of the file.

create or replace table dated_cases as
-- From when an account's cases of a kind had a target for updates: blank columns of a target match all.
with update_targets as (
    select
        accounts.account_id,
        priorities_given.priority,
        categories_given.category,
        min(timezone(calendars.time_zone, cast(sla_targets.valid_from as timestamp))) as from_at,
    from sla_targets
    inner join accounts on coalesce(sla_targets.account_id, accounts.account_id) = accounts.account_id
    inner join calendars on accounts.calendar_id = calendars.calendar_id
    cross join (select unnest(['urgent', 'high', 'normal', 'low']) as priority) as priorities_given
    cross join (select unnest(['problem', 'configuration', 'information', '']) as category) as categories_given
    where sla_targets.metric = 'periodic_update'
        and coalesce(sla_targets.priority, priorities_given.priority) = priorities_given.priority
        and coalesce(sla_targets.category, categories_given.category) = categories_given.category
    group by accounts.account_id, priorities_given.priority, categories_given.category
),

-- What resolution has counted so far of what is not resolved: the time in state open.
open_times as (
    select
        case_id,
        waiting_for_first_response + working as business_seconds,
    from case_stages
    where case_id in (select case_id from case_metrics where resolved_at is null)
)

select
    case_metrics.case_id,
    case_metrics.account_id,
    accounts.region,
    case_metrics.tam_id,
    case_metrics.agent_id,
    case_metrics.channel,
    case_metrics.category,
    case_metrics.priority,
    case_metrics.state,
    case_metrics.opened_at,
    cast(timezone(snapshot.reporting_time_zone, case_metrics.opened_at) as date) as opened_on,
    case_metrics.resolved_at,
    cast(timezone(snapshot.reporting_time_zone, case_metrics.resolved_at) as date) as resolved_on,
    case_metrics.resolution_agreed,
    case_metrics.reopen_count,
    case_metrics.escalation_count,
    case_metrics.update_count as reply_count,
    case_metrics.first_response_at,
    case_metrics.first_response_due_at,
    cast(timezone(snapshot.reporting_time_zone, case_metrics.first_response_due_at) as date) as first_response_due_on,
    cast(case_metrics.first_response_business_seconds as bigint) as first_response_business_seconds,
    cast(case_metrics.first_response_target_seconds as bigint) as first_response_target_seconds,
    case_metrics.first_response_verdict,
    case_metrics.is_first_response_exempt,
    case_metrics.is_next_response_exempt,
    case_metrics.update_worst_business_seconds,
    case
        when case_metrics.update_breaches > 0 then 'breached'
        when update_targets.from_at is null then null
        when update_targets.from_at > case_metrics.first_response_at then null
        when case_metrics.resolved_at is null then 'pending'
        else 'met'
    end as update_verdict,
    case_metrics.is_periodic_update_exempt,
    case_metrics.resolution_due_at,
    cast(timezone(snapshot.reporting_time_zone, case_metrics.resolution_due_at) as date) as resolution_due_on,
    case_metrics.resolution_business_seconds,
    open_times.business_seconds as open_business_seconds,
    cast(case_metrics.resolution_target_seconds as bigint) as resolution_target_seconds,
    case_metrics.resolution_verdict,
    case_metrics.is_resolution_exempt,
from case_metrics
cross join snapshot
left join accounts on case_metrics.account_id = accounts.account_id
left join update_targets
    on case_metrics.account_id = update_targets.account_id
    and case_metrics.priority = update_targets.priority
    and coalesce(case_metrics.category, '') = update_targets.category
left join open_times on case_metrics.case_id = open_times.case_id;

create or replace table dated_responses as
select
    dated_cases.case_id,
    dated_cases.account_id,
    dated_cases.region,
    dated_cases.tam_id,
    dated_cases.agent_id,
    dated_cases.channel,
    dated_cases.category,
    dated_cases.priority,
    dated_cases.state,
    dated_cases.opened_at,
    dated_cases.opened_on,
    dated_cases.resolved_at,
    dated_cases.resolved_on,
    dated_cases.resolution_agreed,
    dated_cases.reopen_count,
    dated_cases.reply_count,
    response_metrics.asked_at,
    response_metrics.answered_at,
    response_metrics.due_at,
    cast(timezone(snapshot.reporting_time_zone, response_metrics.due_at) as date) as due_on,
    cast(if(response_metrics.answered_at is null, null, response_metrics.business_seconds) as bigint)
        as business_seconds,
    cast(response_metrics.target_seconds as bigint) as target_seconds,
    response_metrics.verdict,
    dated_cases.is_next_response_exempt as is_exempt,
from response_metrics
inner join dated_cases on response_metrics.case_id = dated_cases.case_id
cross join snapshot
order by dated_cases.opened_at;
