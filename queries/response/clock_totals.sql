-- question: How many times did each clock run, how long did it take, and what share met its target?
-- grain:    one row per clock that is asked for; $with_before a second one, for the period of equal length before
-- params:   $clocks varchar[] (first_response, next_response, periodic_update or resolution; [] = all), $with_before boolean,
--           $denominator varchar (opened, resolved or due), $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  clock varchar, is_before boolean, row_count bigint, timed_count bigint, met_count bigint, breached_count bigint, pending_count bigint, unanswered_count bigint, no_target_count bigint, judged_count bigint, exempt_count bigint, attainment double, adjusted_attainment double, median_business_seconds double, p90_business_seconds double, longest_business_seconds bigint
-- decided:  a row is a case; for next_response it is a customer's message, for periodic_update a case with an answer,
--           by its longest silence (what still runs counted): breached with any silence too long, met once resolved
--           without one, with a target if one was in force at the first answer; opened, resolved: the rows of the cases
--           opened or finally resolved in the period; due: rows due in the period, open overdue ones included, in
--           the period in which they were due; a periodic update is never due; exempted verdicts leave the adjusted
--           share only

with clocks as (
    select unnest(['first_response', 'next_response', 'periodic_update', 'resolution']) as clock
),

asked as (
    select
        clock,
        unnest(if($with_before, [false, true], [false])) as is_before,
    from clocks
    where len($clocks) = 0 or list_contains($clocks, clock)
),

totals as (
    select
        clock,
        belongs_on < $since as is_before,
        count(*) as row_count,
        count(business_seconds) as timed_count,
        count(*) filter (where verdict = 'met') as met_count,
        count(*) filter (where verdict = 'breached') as breached_count,
        count(*) filter (where verdict = 'pending') as pending_count,
        count(*) filter (where verdict = 'unanswered') as unanswered_count,
        count(*) filter (where verdict = 'no_target') as no_target_count,
        count(*) filter (where is_judged) as judged_count,
        count(*) filter (where is_judged and is_exempt) as exempt_count,
        count(*) filter (where verdict = 'met' and is_exempt) as exempt_met_count,
        quantile_cont(business_seconds, [0.5, 0.9]) as quantile_seconds,
        max(business_seconds) as longest_business_seconds,
    from clock_rows(
        if(len($clocks) = 0, ['first_response', 'next_response', 'periodic_update', 'resolution'], $clocks),
        $denominator, if($with_before, start_before($since, $until), $since), $until,
        $accounts, $tams, $categories, $priorities, $channels, $regions
    )
    group by clock, is_before
)

select
    asked.clock,
    asked.is_before,
    coalesce(totals.row_count, 0) as row_count,
    coalesce(totals.timed_count, 0) as timed_count,
    coalesce(totals.met_count, 0) as met_count,
    coalesce(totals.breached_count, 0) as breached_count,
    coalesce(totals.pending_count, 0) as pending_count,
    coalesce(totals.unanswered_count, 0) as unanswered_count,
    coalesce(totals.no_target_count, 0) as no_target_count,
    coalesce(totals.judged_count, 0) as judged_count,
    coalesce(totals.exempt_count, 0) as exempt_count,
    totals.met_count / nullif(totals.judged_count, 0) as attainment,
    (totals.met_count - totals.exempt_met_count) / nullif(totals.judged_count - totals.exempt_count, 0)
        as adjusted_attainment,
    cast(totals.quantile_seconds[1] as double) as median_business_seconds,
    cast(totals.quantile_seconds[2] as double) as p90_business_seconds,
    totals.longest_business_seconds,
from asked
left join totals on asked.clock = totals.clock and asked.is_before = totals.is_before
order by
    list_position(['first_response', 'next_response', 'periodic_update', 'resolution'], asked.clock),
    asked.is_before
