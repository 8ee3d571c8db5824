-- question: How long did a clock take in each week or month?
-- grain:    one row per week (from Monday) or month with a stopped clock
-- params:   $clock varchar (first_response, next_response, periodic_update or resolution),
--           $denominator varchar (opened, resolved or due), $step varchar (week or month), $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  step_start date, timed_count bigint, median_business_seconds double, p90_business_seconds double, median_elapsed_seconds double, median_reply_count double
-- decided:  what stopped, in the step of what the denominator names (the case opened, the case resolved, the row due); replies
--           are those of its case so far; periodic updates by their longest silence, which has no elapsed time

select
    cast(date_trunc(if($step = 'month', 'month', 'week'), belongs_on) as date) as step_start,
    count(*) as timed_count,
    cast(quantile_cont(business_seconds, 0.5) as double) as median_business_seconds,
    cast(quantile_cont(business_seconds, 0.9) as double) as p90_business_seconds,
    cast(quantile_cont(elapsed_seconds, 0.5) as double) as median_elapsed_seconds,
    cast(quantile_cont(reply_count, 0.5) as double) as median_reply_count,
from clock_rows(
    [$clock], $denominator, $since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions
)
where business_seconds is not null
group by step_start
order by step_start
