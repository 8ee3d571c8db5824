-- question: Which business-time targets of a clock applied?
-- grain:    one row per target
-- params:   $clock varchar (first_response, next_response, periodic_update or resolution),
--           $denominator varchar (opened, resolved or due), $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  target_minutes double, row_count bigint, priorities varchar
-- decided:  only targets that run on business time, since they are drawn on an axis of business minutes; none for periodic
--           updates, whose silences may each have had another

with business_targets as (
    select distinct minutes * 60 as target_seconds
    from sla_targets
    where metric = $clock and clock = 'business'
)

select
    target_seconds / 60 as target_minutes,
    count(*) as row_count,
    array_to_string(list_sort(list_distinct(list(priority))), ', ') as priorities,
from clock_rows(
        [$clock], $denominator, $since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions
    )
where target_seconds in (select target_seconds from business_targets)
group by target_seconds
order by target_minutes
