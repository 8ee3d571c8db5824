-- question: For which clocks was there no target, and of which kind are those cases?
-- grain:    one row per (clock, priority, category) with a clock that had no target
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  clock varchar, priority varchar, category varchar, no_target_count bigint, clock_count bigint, share double
-- decided:  cases opened in the period, escalations (which have no priority) raised in it; a clock without a target has no
--           verdict and is on neither side of an attainment share; share is of the clocks of that kind, priority and category

with clocks as (
    select
        clock,
        priority,
        category,
        target_seconds is null as is_without,
    from clock_rows(
        ['first_response', 'next_response', 'resolution'], 'opened', $since, $until,
        $accounts, $tams, $categories, $priorities, $channels, $regions
    )
    union all
    select
        unnest(['escalation_acknowledgement', 'escalation_resolution']),
        null,
        category,
        unnest([acknowledgement_target_seconds is null, resolution_verdict is null]),
    from filtered_escalations($accounts, $tams, $categories, $priorities, $channels, $regions)
    where raised_on between cast($since as date) and cast($until as date) - 1
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
