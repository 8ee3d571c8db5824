-- question: What did each TAM have open when this day ended?
-- grain:    one row per item open at the end of the local day (or at as_of, on its day), the longest open first
-- params:   $day date, $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[],
--           $channels varchar[], $regions varchar[] ([] = all), $row_limit bigint (null = every row)
-- returns:  item varchar, item_id varchar, tam_id varchar, tam_name varchar, account_id varchar, account_name varchar, case_id varchar, category varchar, priority varchar, since_at timestamp with time zone, ended_at timestamp with time zone, subject varchar
-- decided:  exactly the items that tam_items_over_time counts on that day, held by the same TAMs: a case by whom its account
--           had when the day ended, everything else by who holds it; ended_at is the final end up to as_of (of a
--           migration: when the day of its completion began where the account is); category and priority are the latest

with moments as (
    select
        least(first_instant(cast($day as date) + 1) - interval 1 second, as_of) as last_second,
        first_instant(cast($day as date) + 1) as day_end,
    from snapshot
),

now_accounts as (
    select * from tam_accounts_now($accounts, $regions)
),

-- Between a resolution and the reopening after it.
resolved_then as (
    select case_id
    from reopenings
    where resolved_on <= $day and reopened_on > $day
),

open_cases as (
    select cases_then.*
    from dated_cases as cases_then
    anti join resolved_then on cases_then.case_id = resolved_then.case_id
    where cases_then.opened_on <= $day
        and (cases_then.resolved_on is null or cases_then.resolved_on > $day)
        and is_chosen(
            $accounts, [], $categories, $priorities, $channels, $regions,
            cases_then.account_id, null, cases_then.category, cases_then.priority, cases_then.channel,
            cases_then.region
        )
),

items as (
    select
        'case' as item,
        open_cases.case_id as item_id,
        tam_assignments.tam_id,
        open_cases.account_id,
        now_accounts.account_name,
        open_cases.case_id,
        coalesce(open_cases.category, 'uncategorised') as category,
        open_cases.priority,
        open_cases.opened_at as since_at,
        open_cases.resolved_at as ended_at,
    from open_cases
    cross join moments
    inner join now_accounts on open_cases.account_id = now_accounts.account_id
    left join tam_assignments
        on open_cases.account_id = tam_assignments.account_id
        and cast(timezone(now_accounts.time_zone, moments.last_second) as date) >= tam_assignments.assigned_from
        and cast(timezone(now_accounts.time_zone, moments.last_second) as date)
            < coalesce(tam_assignments.assigned_until, date '9999-12-31')
    where len($tams) = 0 or list_contains($tams, coalesce(tam_assignments.tam_id, 'no_tam'))
    union all
    select
        'escalation',
        held.escalation_id,
        held.tam_id,
        held.account_id,
        held.account_name,
        held.case_id,
        held.category,
        null,
        held.raised_at,
        if(held.state = 'resolved', held.resolved_at, null) as ended_at,
    from filtered_escalations($accounts, $tams, $categories, $priorities, $channels, $regions) as held
    cross join moments
    where held.raised_at < moments.day_end
        and (held.state <> 'resolved' or held.resolved_at >= moments.day_end)
    union all
    select
        'mediation',
        mediation_id,
        tam_id,
        account_id,
        account_name,
        null,
        null,
        null,
        opened_at,
        closed_at,
    from held_mediations($accounts, $tams, $categories, $priorities, $channels, $regions)
    cross join moments
    where opened_at < moments.day_end and (closed_at is null or closed_at >= moments.day_end)
    union all
    select
        'migration',
        migration_id,
        tam_id,
        account_id,
        account_name,
        null,
        null,
        null,
        timezone(time_zone, cast(started_on as timestamp)),
        if(status in ('warming', 'paused'), null, timezone(time_zone, cast(completed_on as timestamp))),
    from held_migrations($accounts, $tams, $categories, $priorities, $channels, $regions)
    where started_on <= $day and (status in ('warming', 'paused') or completed_on > $day)
),

listed_items as (
    select *
    from items
    order by since_at, item, item_id
    limit $row_limit
)

select
    listed_items.item,
    listed_items.item_id,
    coalesce(listed_items.tam_id, 'no_tam') as tam_id,
    people.name as tam_name,
    listed_items.account_id,
    listed_items.account_name,
    listed_items.case_id,
    listed_items.category,
    listed_items.priority,
    listed_items.since_at,
    listed_items.ended_at,
    case listed_items.item
        when 'case' then cases.subject
        when 'escalation' then escalations.subject
        when 'mediation' then mediations.mailbox_provider
    end as subject,
from listed_items
left join people on listed_items.tam_id = people.person_id
left join cases on listed_items.case_id = cases.case_id
left join escalations on if(listed_items.item = 'escalation', listed_items.item_id, null) = escalations.escalation_id
left join mediations on if(listed_items.item = 'mediation', listed_items.item_id, null) = mediations.mediation_id
order by listed_items.since_at, listed_items.item, listed_items.item_id
