-- question: What share of each kind of target was met?
-- grain:    one row per clock
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  clock varchar, clock_count bigint, met_count bigint, breached_count bigint, pending_count bigint, unanswered_count bigint, no_target_count bigint, judged_count bigint, attainment double, adjusted_attainment double, median_business_seconds double, p90_business_seconds double
-- decided:  clocks of the cases opened in the period, and of the escalations raised in it; a case has one first response
--           and one resolution, and as many next responses as messages awaited an answer; times are those of clocks that
--           stopped with an answer, an acknowledgement or an end; periodic updates have no verdict of their own;
--           escalations are left out while a priority or a channel of cases is chosen

with chosen_cases as (
    select
        case_id,
        first_response_verdict,
        first_response_business_seconds,
        is_first_response_exempt,
        is_next_response_exempt,
        resolution_verdict,
        resolution_business_seconds,
        is_resolution_exempt,
    from filtered_cases($since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions)
),

chosen_escalations as (
    select *
    from filtered_escalations($accounts, $tams, $categories, $priorities, $channels, $regions)
    where raised_at >= first_instant($since) and raised_at < first_instant($until)
),

clocks as (
    select
        'first_response' as clock,
        first_response_verdict as verdict,
        first_response_business_seconds as business_seconds,
        is_first_response_exempt as is_exempt,
    from chosen_cases
    union all
    select
        'next_response',
        response_metrics.verdict,
        if(response_metrics.answered_at is null, null, response_metrics.business_seconds),
        chosen_cases.is_next_response_exempt,
    from response_metrics
    inner join chosen_cases on response_metrics.case_id = chosen_cases.case_id
    union all
    select 'resolution', resolution_verdict, resolution_business_seconds, is_resolution_exempt
    from chosen_cases
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
