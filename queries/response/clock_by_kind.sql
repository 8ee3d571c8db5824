-- question: How did a clock fare for each priority and category?
-- grain:    one row per (priority, category) that has any
-- params:   $clock varchar (first_response, next_response, periodic_update or resolution),
--           $denominator varchar (opened, resolved or due), $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  priority varchar, category varchar, row_count bigint, judged_count bigint, met_count bigint, breached_count bigint, attainment double, timed_count bigint, median_business_seconds double
-- decided:  priority and category are the latest of the case; the target was set by those in force when the clock stopped

select
    priority,
    category,
    count(*) as row_count,
    count(*) filter (where is_judged) as judged_count,
    count(*) filter (where verdict = 'met') as met_count,
    count(*) filter (where verdict = 'breached') as breached_count,
    met_count / nullif(judged_count, 0) as attainment,
    count(business_seconds) as timed_count,
    cast(quantile_cont(business_seconds, 0.5) as double) as median_business_seconds,
from clock_rows(
        [$clock], $denominator, $since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions
    )
group by priority, category
order by list_position(['urgent', 'high', 'normal', 'low'], priority), category = 'uncategorised', category
