-- question: Which accounts need attention, and why?
-- grain:    one row per account with a reason, at most ten, the gravest first
-- params:   $month date (any day of it), $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[],
--           $channels varchar[], $regions varchar[] ([] = all)
-- returns:  account_id varchar, account_name varchar, tam_id varchar, tam_name varchar, reasons varchar[], judged_count bigint, breached_count bigint, attainment double, breach_share double, case_share double, own_mean double, own_lower_limit double, migration_id varchar, days_behind bigint, overdue_count bigint, late_count bigint, attention_count bigint
-- decided:  as the month ended: no_tam (a premium account), escalations_overdue (unacknowledged past due), migration_stalled,
--           migration_health (stop), migration_late; of the month: below_own_limits (3 sigma under its own share of the 12
--           months before, from 30 judged cases on; not of a running month), breaches_above_share (3 breaches or more and 3
--           sigma under the share of all), each from 5 judged cases on, escalations_late (2 or more); no_tam, overdue,
--           stalled and health weigh 3, late escalations 1, the rest 2

with months as materialized (
    select * from summary_months($month)
),

bounds as (
    select
        asked.month,
        asked.is_running,
        asked.last_day,
        first_instant((select month from months where back = 0)) as starts_at,
        least(first_instant((select until from months where back = 0)), snapshot.as_of) as ends_at,
        first_instant((select until from months where back = 0)) as month_ends_at,
    from months as asked
    cross join snapshot
    where asked.back = 0
),

-- Counted as the snapshot was made, unless something is narrowed.
judged_months as (
    select *
    from account_months
    where is_all($accounts, $tams, $categories, $priorities, $channels, $regions)
    union all by name
    select
        cast(date_trunc('month', opened_on) as date) as month,
        account_id,
        count(*) as judged_count,
        count(*) filter (verdict = 'met') as met_count,
    from clock_rows(
        ['first_response'], 'opened',
        (select month from months where back = 12), (select until from months where back = 0),
        $accounts, $tams, $categories, $priorities, $channels, $regions
    )
    where is_judged and not is_all($accounts, $tams, $categories, $priorities, $channels, $regions)
    group by all
),

case_counts as (
    select
        account_id,
        cast(coalesce(sum(judged_count) filter (month = bounds.month), 0) as bigint) as judged_count,
        cast(coalesce(sum(met_count) filter (month = bounds.month), 0) as bigint) as met_count,
        cast(coalesce(sum(judged_count) filter (month < bounds.month), 0) as bigint) as usual_count,
        cast(coalesce(sum(met_count) filter (month < bounds.month), 0) as bigint) as usual_met_count,
    from judged_months
    inner join months using (month)
    cross join bounds
    group by account_id
),

case_shares as (
    select
        case_counts.account_id,
        case_counts.judged_count,
        case_counts.judged_count - case_counts.met_count as breached_count,
        case_counts.met_count / nullif(case_counts.judged_count, 0) as attainment,
        (case_counts.judged_count - case_counts.met_count)
        / nullif(sum(case_counts.judged_count - case_counts.met_count) over (), 0) as breach_share,
        case_counts.judged_count / nullif(sum(case_counts.judged_count) over (), 0) as case_share,
        sum(case_counts.met_count) over () / nullif(sum(case_counts.judged_count) over (), 0) as all_mean,
        if(
            case_counts.usual_count >= 30 and case_counts.judged_count >= 5 and not bounds.is_running,
            case_counts.usual_met_count / case_counts.usual_count,
            null
        ) as own_mean,
        if(
            own_mean is null,
            null,
            greatest(own_mean - control_reach(own_mean, case_counts.judged_count), 0)
        ) as own_lower_limit,
    from case_counts
    cross join bounds
),

-- The worst of an account's migrations stands for it.
migrations_then as (
    select *
    from migrations_on(
        (select last_day from bounds), $accounts, $tams, $categories, $priorities, $channels, $regions
    )
    where standing in ('stalled', 'late') or (standing <> 'completed' and health = 'stop')
    qualify row_number() over (
        partition by account_id
        order by standing = 'stalled' desc, coalesce(health = 'stop', false) desc, days_behind desc nulls last, migration_id
    ) = 1
),

escalation_counts as (
    select
        held.account_id,
        count(*) filter (
            held.acknowledgement_due_at < bounds.ends_at
            and coalesce(least(held.acknowledged_at, held.resolved_at) >= bounds.ends_at, true)
        ) as overdue_count,
        count(*) filter (held.raised_at >= bounds.starts_at and held.acknowledgement_verdict = 'breached')
            as late_count,
    from filtered_escalations($accounts, $tams, $categories, $priorities, $channels, $regions) as held
    cross join bounds
    where held.raised_at < bounds.month_ends_at
    group by held.account_id
),

accounts_then as (
    select
        now_of.account_id,
        now_of.account_name,
        tam_assignments.tam_id,
        bounds.last_day >= now_of.premium_from
        and bounds.last_day < coalesce(now_of.premium_until, date '9999-12-31')
        and tam_assignments.tam_id is null
        and len($categories) + len($priorities) + len($channels) = 0
        and (len($tams) = 0 or list_contains($tams, 'no_tam')) as lacks_tam,
    from tam_accounts_now($accounts, $regions) as now_of
    cross join bounds
    left join tam_assignments
        on now_of.account_id = tam_assignments.account_id
        and bounds.last_day >= tam_assignments.assigned_from
        and bounds.last_day < coalesce(tam_assignments.assigned_until, date '9999-12-31')
),

judged_accounts as (
    select
        accounts_then.account_id,
        accounts_then.account_name,
        accounts_then.tam_id,
        coalesce(case_shares.judged_count, 0) as judged_count,
        coalesce(case_shares.breached_count, 0) as breached_count,
        case_shares.attainment,
        case_shares.breach_share,
        case_shares.case_share,
        case_shares.own_mean,
        case_shares.own_lower_limit,
        migrations_then.migration_id,
        migrations_then.days_behind,
        coalesce(escalation_counts.overdue_count, 0) as overdue_count,
        coalesce(escalation_counts.late_count, 0) as late_count,
        list_filter(
            [
                if(accounts_then.lacks_tam, {'reason': 'no_tam', 'weight': 3}, null),
                if(escalation_counts.overdue_count > 0, {'reason': 'escalations_overdue', 'weight': 3}, null),
                if(migrations_then.standing = 'stalled', {'reason': 'migration_stalled', 'weight': 3}, null),
                if(migrations_then.health = 'stop', {'reason': 'migration_health', 'weight': 3}, null),
                if(migrations_then.standing = 'late', {'reason': 'migration_late', 'weight': 2}, null),
                if(
                    case_shares.attainment < case_shares.own_lower_limit,
                    {'reason': 'below_own_limits', 'weight': 2},
                    null
                ),
                if(
                    case_shares.judged_count >= 5
                    and case_shares.breached_count >= 3
                    and case_shares.attainment
                    < case_shares.all_mean - control_reach(case_shares.all_mean, case_shares.judged_count),
                    {'reason': 'breaches_above_share', 'weight': 2},
                    null
                ),
                if(escalation_counts.late_count >= 2, {'reason': 'escalations_late', 'weight': 1}, null),
            ],
            lambda found: found is not null
        ) as found,
    from accounts_then
    left join case_shares on accounts_then.account_id = case_shares.account_id
    left join migrations_then on accounts_then.account_id = migrations_then.account_id
    left join escalation_counts on accounts_then.account_id = escalation_counts.account_id
)

select
    judged_accounts.account_id,
    judged_accounts.account_name,
    judged_accounts.tam_id,
    people.name as tam_name,
    list_transform(judged_accounts.found, lambda one: one.reason) as reasons,
    judged_accounts.judged_count,
    judged_accounts.breached_count,
    judged_accounts.attainment,
    judged_accounts.breach_share,
    judged_accounts.case_share,
    judged_accounts.own_mean,
    judged_accounts.own_lower_limit,
    judged_accounts.migration_id,
    judged_accounts.days_behind,
    judged_accounts.overdue_count,
    judged_accounts.late_count,
    count(*) over () as attention_count,
from judged_accounts
left join people on judged_accounts.tam_id = people.person_id
where len(judged_accounts.found) > 0
order by
    list_sum(list_transform(judged_accounts.found, lambda one: one.weight)) desc,
    judged_accounts.breached_count desc,
    lower(judged_accounts.account_name),
    judged_accounts.account_id
limit 10
