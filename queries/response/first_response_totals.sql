-- question: How many cases were opened, how quickly was the first answer given, and what share met its target?
-- grain:    one row
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  case_count bigint, answered_count bigint, met_count bigint, breached_count bigint, pending_count bigint, unanswered_count bigint, no_target_count bigint, judged_count bigint, exempt_count bigint, attainment double, adjusted_attainment double, median_business_seconds double, p90_business_seconds double
-- decided:  a case belongs to the local date on which it was opened; exactly on target is met; a running clock past
--           its due time is breached already; cases with no target, not yet due or ended without an answer are on
--           neither side of the share; exempted verdicts are left out of the adjusted share only

with chosen_cases as (
    select
        first_response_verdict as verdict,
        first_response_target_seconds as target_seconds,
        first_response_business_seconds as business_seconds,
        is_first_response_exempt as is_exempt,
        first_response_verdict in ('met', 'breached') as is_judged,
    from filtered_cases($since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions)
)

select
    count(*) as case_count,
    count(business_seconds) as answered_count,
    count(*) filter (where verdict = 'met') as met_count,
    count(*) filter (where verdict = 'breached') as breached_count,
    count(*) filter (where verdict = 'pending') as pending_count,
    count(*) filter (where verdict = 'unanswered') as unanswered_count,
    count(*) filter (where verdict is null) as no_target_count,
    count(*) filter (where is_judged) as judged_count,
    count(*) filter (where is_judged and is_exempt) as exempt_count,
    met_count / nullif(judged_count, 0) as attainment,
    count(*) filter (where verdict = 'met' and not is_exempt)
        / nullif(count(*) filter (where is_judged and not is_exempt), 0) as adjusted_attainment,
    cast(quantile_cont(business_seconds, 0.5) as double) as median_business_seconds,
    cast(quantile_cont(business_seconds, 0.9) as double) as p90_business_seconds,
from chosen_cases
