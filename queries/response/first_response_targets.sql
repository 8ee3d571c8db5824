-- question: Which first response targets applied to these cases?
-- grain:    one row per target
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  target_minutes double, case_count bigint, priorities varchar
-- decided:  only targets that run on business time, since they are drawn on an axis of business minutes

with business_targets as (
    select distinct minutes * 60 as target_seconds
    from sla_targets
    where metric = 'first_response' and clock = 'business'
)

select
    first_response_target_seconds / 60 as target_minutes,
    count(*) as case_count,
    array_to_string(list_sort(list_distinct(list(priority))), ', ') as priorities,
from filtered_cases($since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions)
where first_response_target_seconds in (select target_seconds from business_targets)
group by first_response_target_seconds
order by target_minutes
