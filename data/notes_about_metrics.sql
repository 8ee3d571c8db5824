-- One sentence a row: what deriving showed that a reader of the numbers should know.

with verdicts as (
    select
        'first-response' as clock,
        count(*) filter (where first_response_target_seconds is null) as without_target,
        count(*) as case_count,
    from case_metrics
    union all
    select
        'resolution',
        count(*) filter (where resolution_target_seconds is null),
        count(*),
    from case_metrics
),

contradictions as (
    select
        replace(finding, '_', ' ') as contradiction,
        count(*) as event_count,
    from contradictory_events
    where kind <> 'customer_reply'
    group by finding
    order by event_count desc, finding
)

select without_target || ' of ' || case_count || ' cases match no ' || clock || ' target and have no verdict.' as sentence
from verdicts
where without_target > 0

union all

select sum(event_count) || ' events contradict the state of their case: '
    || string_agg(event_count || ' ' || contradiction, ', ') || '.'
from contradictions
having count(*) > 0
