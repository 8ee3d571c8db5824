-- question: How much did each TAM have open at the end of each day or week?
-- grain:    one row per (day, TAM), for every TAM who held anything at one of them
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all), $step varchar (day | week)
-- returns:  day date, tam_id varchar, tam_name varchar, escalation_count bigint, case_count bigint, migration_count bigint, mediation_count bigint, open_count bigint
-- decided:  day is the last of its step within the period; the day of as_of stands at as_of and equals tam_load; a case
--           counts with whom its account had when that day ended, everything else with who holds it; a migration counts from
--           its start until its completion, paused or not: pauses have no dates, and neither have the ends of cancelled ones,
--           which are left out; categories and priorities are the latest

with step_ends as (
    select
        step_start,
        max(day) as day,
    from step_days($since, $until, $step)
    group by step_start
),

bounds as (
    select
        min(step_start) as first_step,
        max(day) as last_day,
    from step_ends
),

now_accounts as (
    select * from tam_accounts_now($accounts, $regions)
),

-- What was open as the first step began, and what moved since.
case_moves as (
    select
        changes.account_id,
        bounds.first_step as day,
        changes.change as moved,
    from standing_changes((select first_step from bounds) - 1) as changes
    cross join bounds
    where is_chosen(
        $accounts, [], $categories, $priorities, $channels, $regions,
        changes.account_id, null, changes.category, changes.priority, changes.channel, changes.region
    )
    union all
    select
        changes.account_id,
        changes.day,
        if(changes.move = 'resolved', -1, 1),
    from backlog_changes() as changes
    where changes.day between (select first_step from bounds) and (select last_day from bounds)
        and is_chosen(
            $accounts, [], $categories, $priorities, $channels, $regions,
            changes.account_id, null, changes.category, changes.priority, changes.channel, changes.region
        )
),

held_escalations as (
    select
        held.tam_id,
        held.raised_at,
        if(held.state = 'resolved', held.resolved_at, null) as resolved_at,
    from filtered_escalations($accounts, $tams, $categories, $priorities, $channels, $regions) as held
),

held_others as (
    select 'escalation' as item, tam_id, raised_at as from_at, resolved_at as to_at
    from held_escalations
    union all
    select 'mediation', tam_id, opened_at, closed_at
    from held_mediations($accounts, $tams, $categories, $priorities, $channels, $regions)
),

held_moves as (
    select
        item,
        tam_id,
        cast(timezone((select reporting_time_zone from snapshot), unnest([from_at, to_at])) as date) as day,
        unnest([1, -1]) as moved,
    from held_others
    union all
    select
        'migration',
        tam_id,
        unnest([started_on, if(status in ('warming', 'paused'), null, completed_on)]),
        unnest([1, -1]),
    from held_migrations($accounts, $tams, $categories, $priorities, $channels, $regions)
    where status in ('warming', 'paused') or completed_on is not null
),

account_step_moves as (
    select
        account_id,
        step_of(day, $step) as step_start,
        sum(moved) as moved,
    from (
        select account_id, day, sum(moved) as moved
        from case_moves
        group by account_id, day
    )
    group by all
),

tam_step_moves as (
    select
        held_moves.item,
        coalesce(held_moves.tam_id, 'no_tam') as tam_id,
        greatest(step_of(held_moves.day, $step), bounds.first_step) as step_start,
        sum(held_moves.moved) as moved,
    from held_moves
    inner join bounds on held_moves.day <= bounds.last_day
    group by all
),

-- The wall clock of a zone as the step ends, a moment before midnight.
zone_days as (
    select
        step_ends.step_start,
        step_ends.day,
        zones.time_zone,
        cast(timezone(
            zones.time_zone,
            least(
                timezone(
                    (select reporting_time_zone from snapshot), cast(step_ends.day + 1 as timestamp)
                ) - interval 1 second,
                (select as_of from snapshot)
            )
        ) as date) as zone_day,
    from step_ends
    cross join (select distinct time_zone from now_accounts) as zones
),

account_days as (
    select
        zone_days.day,
        zone_days.zone_day,
        now_accounts.account_id,
        sum(coalesce(account_step_moves.moved, 0)) over (
            partition by now_accounts.account_id order by zone_days.step_start
        ) as case_count,
    from now_accounts
    inner join zone_days on now_accounts.time_zone = zone_days.time_zone
    left join account_step_moves
        on zone_days.step_start = account_step_moves.step_start
        and now_accounts.account_id = account_step_moves.account_id
),

counts as (
    select
        account_days.day,
        coalesce(tam_assignments.tam_id, 'no_tam') as tam_id,
        'case' as item,
        account_days.case_count as open_count,
    from account_days
    left join tam_assignments
        on account_days.account_id = tam_assignments.account_id
        and account_days.zone_day >= tam_assignments.assigned_from
        and account_days.zone_day < coalesce(tam_assignments.assigned_until, date '9999-12-31')
    where account_days.case_count > 0
        and (len($tams) = 0 or list_contains($tams, coalesce(tam_assignments.tam_id, 'no_tam')))
    union all
    select
        step_ends.day,
        held.tam_id,
        held.item,
        sum(held.moved),
    from tam_step_moves as held
    inner join step_ends on held.step_start <= step_ends.step_start
    group by all
),

shown_tams as (
    select distinct tam_id
    from counts
    where open_count > 0
)

select
    step_ends.day,
    shown_tams.tam_id,
    any_value(people.name) as tam_name,
    cast(coalesce(sum(counts.open_count) filter (counts.item = 'escalation'), 0) as bigint) as escalation_count,
    cast(coalesce(sum(counts.open_count) filter (counts.item = 'case'), 0) as bigint) as case_count,
    cast(coalesce(sum(counts.open_count) filter (counts.item = 'migration'), 0) as bigint) as migration_count,
    cast(coalesce(sum(counts.open_count) filter (counts.item = 'mediation'), 0) as bigint) as mediation_count,
    cast(coalesce(sum(counts.open_count), 0) as bigint) as open_count,
from step_ends
cross join shown_tams
left join counts on step_ends.day = counts.day and shown_tams.tam_id = counts.tam_id
left join people on shown_tams.tam_id = people.person_id
group by step_ends.day, shown_tams.tam_id
order by step_ends.day, shown_tams.tam_id = 'no_tam', shown_tams.tam_id
