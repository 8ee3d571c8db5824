-- question: What share of each kind of target was met?
-- grain:    one row per clock
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  clock varchar, clock_count bigint, met_count bigint, breached_count bigint, pending_count bigint, unanswered_count bigint, no_target_count bigint, judged_count bigint, attainment double, adjusted_attainment double, median_business_seconds double, p90_business_seconds double
-- decided:  clocks of the cases opened in the period, and of the escalations raised in it; a case has one first response
--           and one resolution, and as many next responses as messages awaited an answer; times are those of clocks that
--           stopped with an answer, an acknowledgement or an end; periodic updates have no verdict of their own;
--           escalations are left out while a priority or a channel of cases is chosen

with chosen_escalations as (
    select *
    from filtered_escalations($accounts, $tams, $categories, $priorities, $channels, $regions)
    where raised_on between cast($since as date) and cast($until as date) - 1
),

clocks as (
    select
        clock,
        nullif(verdict, 'no_target') as verdict,
        business_seconds,
        is_exempt,
    from clock_rows(
        ['first_response', 'next_response', 'resolution'], 'opened', $since, $until,
        $accounts, $tams, $categories, $priorities, $channels, $regions
    )
    union all
    select 'escalation_acknowledgement', acknowledgement_verdict, acknowledgement_business_seconds, false
    from chosen_escalations
    union all
    select 'escalation_resolution', resolution_verdict, resolution_business_seconds, false
    from chosen_escalations
),

names as (
    select unnest([
        'first_response', 'next_response', 'resolution', 'escalation_acknowledgement', 'escalation_resolution'
    ]) as clock
)

select
    names.clock,
    count(clocks.clock) as clock_count,
    count(*) filter (verdict = 'met') as met_count,
    count(*) filter (verdict = 'breached') as breached_count,
    count(*) filter (verdict = 'pending') as pending_count,
    count(*) filter (verdict = 'unanswered') as unanswered_count,
    count(*) filter (clocks.clock is not null and verdict is null) as no_target_count,
    count(*) filter (verdict in ('met', 'breached')) as judged_count,
    met_count / nullif(judged_count, 0) as attainment,
    count(*) filter (verdict = 'met' and not is_exempt)
        / nullif(count(*) filter (verdict in ('met', 'breached') and not is_exempt), 0) as adjusted_attainment,
    cast(quantile_cont(business_seconds, 0.5) as double) as median_business_seconds,
    cast(quantile_cont(business_seconds, 0.9) as double) as p90_business_seconds,
from names
left join clocks on names.clock = clocks.clock
group by names.clock
order by list_position(
    ['first_response', 'next_response', 'resolution', 'escalation_acknowledgement', 'escalation_resolution'],
    names.clock
)
