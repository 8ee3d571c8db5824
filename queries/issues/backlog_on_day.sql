-- question: What was open when a day ended, about what, and in which state?
-- grain:    one row per (category, state) that had an open case
-- params:   $day date, $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[],
--           $channels varchar[], $regions varchar[] ([] = all)
-- returns:  category varchar, state varchar, open_count bigint, oldest_opened_at timestamp with time zone
-- decided:  at the end of the local day, or at as_of on its day; the state is the one of then, the category that of now

with open_cases as (
    select
        coalesce(category, 'uncategorised') as category,
        state_then as state,
        opened_at,
    from cases_open_on($day, $accounts, $tams, $categories, $priorities, $channels, $regions)
)

select
    category,
    state,
    count(*) as open_count,
    min(opened_at) as oldest_opened_at,
from open_cases
group by category, state
order by
    list_position(['problem', 'configuration', 'information', 'uncategorised'], category),
    list_position(['open', 'waiting_on_customer', 'resolution_proposed'], state)
