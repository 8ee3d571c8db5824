-- question: How many times did a clock run, how long did it take, and what share met its target?
-- grain:    one row
-- params:   $clock varchar (first_response, next_response, periodic_update or resolution),
--           $denominator varchar (opened, resolved or due), $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  row_count bigint, case_count bigint, timed_count bigint, met_count bigint, breached_count bigint, pending_count bigint, unanswered_count bigint, no_target_count bigint, judged_count bigint, exempt_count bigint, attainment double, adjusted_attainment double, median_business_seconds double, p90_business_seconds double, longest_business_seconds bigint
-- decided:  a row is a case; for next_response it is a customer's message, for periodic_update a case with an answer,
--           by its longest silence (what still runs counted): breached with any silence too long, met once resolved
--           without one, with a target if one was in force at the first answer; opened, resolved: the rows of the cases
--           opened or finally resolved in the period; due: rows due in the period, open overdue ones included, in
--           the period in which they were due; a periodic update is never due; exempted verdicts leave the adjusted
--           share only

select
    count(*) as row_count,
    if($clock = 'next_response', count(distinct case_id), count(*)) as case_count,
    count(business_seconds) as timed_count,
    count(*) filter (where verdict = 'met') as met_count,
    count(*) filter (where verdict = 'breached') as breached_count,
    count(*) filter (where verdict = 'pending') as pending_count,
    count(*) filter (where verdict = 'unanswered') as unanswered_count,
    count(*) filter (where verdict = 'no_target') as no_target_count,
    count(*) filter (where is_judged) as judged_count,
    count(*) filter (where is_judged and is_exempt) as exempt_count,
    met_count / nullif(judged_count, 0) as attainment,
    count(*) filter (where verdict = 'met' and not is_exempt)
        / nullif(count(*) filter (where is_judged and not is_exempt), 0) as adjusted_attainment,
    cast(quantile_cont(business_seconds, 0.5) as double) as median_business_seconds,
    cast(quantile_cont(business_seconds, 0.9) as double) as p90_business_seconds,
    max(business_seconds) as longest_business_seconds,
from clock_rows(
    $clock, $denominator, $since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions
)
