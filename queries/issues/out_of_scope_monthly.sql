-- question: How often is asked for what the terms exclude, and is it growing?
-- grain:    one row per (month, scope) of the period up to as_of, also months with no such request
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  month date, scope varchar, escalation_count bigint, month_count bigint, share double, is_partial boolean
-- decided:  escalations by the local month in which they were raised; month_count is all of that month, in scope or not;
--           months cut by the period or by the end of the records are partial; escalations have no priority and no
--           channel of a case, and are left out while one is chosen

with raised_escalations as (
    select
        scope,
        cast(date_trunc('month', raised_on) as date) as month,
    from filtered_escalations($accounts, $tams, $categories, $priorities, $channels, $regions)
    where raised_on between cast($since as date) and cast($until as date) - 1
),

raised_counts as (
    select
        month,
        scope,
        count(*) as escalation_count,
    from raised_escalations
    group by month, scope
),

month_counts as (
    select
        month,
        cast(sum(escalation_count) as bigint) as month_count,
    from raised_counts
    group by month
),

bounds as (
    select
        cast($since as date) as since,
        least(cast($until as date), cast(timezone(reporting_time_zone, as_of) as date) + 1) as until,
        cast(timezone(reporting_time_zone, as_of) as date) as as_of_date,
    from snapshot
),

months as (
    select
        cast(unnest(range(date_trunc('month', since), until, interval 1 month)) as date) as month,
        since,
        until,
        as_of_date,
    from bounds
),

scopes as (
    select unnest(['deliverability_strategy', 'tier_2_mediation', 'template_work', 'customer_project']) as scope
)

select
    months.month,
    scopes.scope,
    coalesce(raised_counts.escalation_count, 0) as escalation_count,
    coalesce(month_counts.month_count, 0) as month_count,
    coalesce(raised_counts.escalation_count, 0) / month_counts.month_count as share,
    months.month < months.since
    or cast(months.month + interval 1 month as date) > least(months.until, months.as_of_date) as is_partial,
from months
cross join scopes
left join month_counts on months.month = month_counts.month
left join raised_counts on months.month = raised_counts.month and scopes.scope = raised_counts.scope
order by
    months.month,
    list_position(['deliverability_strategy', 'tier_2_mediation', 'template_work', 'customer_project'], scopes.scope)
