-- question: How reliably does each TAM acknowledge escalations in time?
-- grain:    one row per TAM who holds an escalation raised in the period, and `no_tam`; the most surely punctual first
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  tam_id varchar, tam_name varchar, escalation_count bigint, met_count bigint, breached_count bigint, pending_count bigint, no_target_count bigint, judged_count bigint, attainment double, attainment_lower double, attainment_upper double, median_business_seconds double, p90_business_seconds double
-- decided:  attainment = met / (met + breached), one still running and late is breached already; the interval is Wilson's at
--           95%, and the order is by its lower end, so that few escalations do not come first by luck; durations are business time of
--           the TAM's calendar (the account's if the TAM has none), of those acknowledged; exactly the escalations that
--           escalations_list gives for the TAM

with verdicts as (
    select
        coalesce(tam_id, 'no_tam') as tam_id,
        any_value(tam_name) as tam_name,
        count(*) as escalation_count,
        count(*) filter (acknowledgement_verdict = 'met') as met_count,
        count(*) filter (acknowledgement_verdict = 'breached') as breached_count,
        count(*) filter (acknowledgement_verdict = 'pending') as pending_count,
        count(*) filter (acknowledgement_verdict is null) as no_target_count,
        count(*) filter (acknowledgement_verdict in ('met', 'breached')) as judged_count,
        quantile_cont(acknowledgement_business_seconds, 0.5) as median_business_seconds,
        quantile_cont(acknowledgement_business_seconds, 0.9) as p90_business_seconds,
    from filtered_escalations($accounts, $tams, $categories, $priorities, $channels, $regions)
    where raised_at >= first_instant($since) and raised_at < first_instant($until)
    group by all
)

select
    tam_id,
    tam_name,
    escalation_count,
    met_count,
    breached_count,
    pending_count,
    no_target_count,
    judged_count,
    met_count / nullif(judged_count, 0) as attainment,
    wilson_bound(met_count, nullif(judged_count, 0), -1) as attainment_lower,
    wilson_bound(met_count, nullif(judged_count, 0), 1) as attainment_upper,
    median_business_seconds,
    p90_business_seconds,
from verdicts
order by attainment_lower desc nulls last, tam_id
