-- question: For which clocks was there no target, and of which kind are those cases?
-- grain:    one row per (clock, priority, category) with a clock that had no target
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  clock varchar, priority varchar, category varchar, no_target_count bigint, clock_count bigint, share double
-- decided:  cases opened in the period, escalations (which have no priority) raised in it; a clock without a target has no
--           verdict and is on neither side of an attainment share; share is of the clocks of that kind, priority and category

with chosen_cases as (
    select
        case_id,
        priority,
        coalesce(category, 'uncategorised') as category,
        first_response_target_seconds,
        resolution_target_seconds,
    from filtered_cases($since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions)
),

clocks as (
    select 'first_response' as clock, priority, category, first_response_target_seconds is null as is_without
    from chosen_cases
    union all
    select
        'next_response',
        chosen_cases.priority,
        chosen_cases.category,
        response_metrics.target_seconds is null,
    from response_metrics
    inner join chosen_cases on response_metrics.case_id = chosen_cases.case_id
    union all
    select 'resolution', priority, category, resolution_target_seconds is null
    from chosen_cases
    union all
    select 'escalation_acknowledgement', null, category, acknowledgement_target_seconds is null
    from filtered_escalations($accounts, $tams, $categories, $priorities, $channels, $regions)
    where raised_at >= first_instant($since) and raised_at < first_instant($until)
    union all
    select 'escalation_resolution', null, category, resolution_verdict is null
    from filtered_escalations($accounts, $tams, $categories, $priorities, $channels, $regions)
    where raised_at >= first_instant($since) and raised_at < first_instant($until)
)

select
    clock,
    priority,
    category,
    count(*) filter (is_without) as no_target_count,
    count(*) as clock_count,
    no_target_count / clock_count as share,
from clocks
group by clock, priority, category
having no_target_count > 0
order by
    list_position(
        ['first_response', 'next_response', 'resolution', 'escalation_acknowledgement', 'escalation_resolution'], clock
    ),
    no_target_count desc,
    priority,
    category
