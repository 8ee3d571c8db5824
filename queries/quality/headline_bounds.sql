-- question: How far could the rejected rows have moved each headline?
-- grain:    one row per headline
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  headline varchar, met_count bigint, breached_count bigint, judged_count bigint, rejected_count bigint, attainment double, lowest double, highest double, is_bounded boolean
-- decided:  the worst and the best that could be, all rejected rows taken to belong to this period and these filters: each
--           rejected case or escalation could have met or missed its target; each rejected event of an admitted case could
--           turn a verdict round, and for next responses add one too; rejected events of rejected cases are in the
--           count of the cases; not bounded where rejected hours, holidays, calendars or targets (for escalations people and
--           TAM assignments too; for next responses cases) could move any number of clocks

with rejected as (
    select
        count(*) filter (record_type = 'cases') as case_count,
        count(*) filter (
            record_type = 'case_events' and reason <> 'refers to a row of cases that was rejected'
        ) as event_count,
        count(*) filter (record_type = 'escalations') as escalation_count,
        count(*) filter (record_type in ('calendars', 'business_hours', 'holidays', 'sla_targets')) as rule_count,
        count(*) filter (record_type in ('people', 'tam_assignments')) as person_count,
    from rejects
),

chosen_cases as (
    select
        case_id,
        first_response_verdict,
        resolution_verdict,
    from filtered_cases($since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions)
),

chosen_escalations as (
    select
        acknowledgement_verdict,
        resolution_verdict,
    from filtered_escalations($accounts, $tams, $categories, $priorities, $channels, $regions)
    where raised_at >= first_instant($since) and raised_at < first_instant($until)
),

verdicts as (
    select 'first_response' as headline, first_response_verdict as verdict from chosen_cases
    union all
    select 'next_response', response_metrics.verdict
    from response_metrics
    inner join chosen_cases on response_metrics.case_id = chosen_cases.case_id
    union all
    select 'resolution', resolution_verdict from chosen_cases
    union all
    select 'escalation_acknowledgement', acknowledgement_verdict from chosen_escalations
    union all
    select 'escalation_resolution', resolution_verdict from chosen_escalations
),

headlines as (
    select
        headlines.headline,
        headlines.extra_count,
        headlines.turned_count,
        headlines.is_bounded,
    from (
        select
            unnest([
                {'headline': 'first_response', 'extra_count': case_count, 'turned_count': event_count,
                    'is_bounded': rule_count = 0},
                {'headline': 'next_response', 'extra_count': event_count, 'turned_count': event_count,
                    'is_bounded': rule_count = 0 and case_count = 0},
                {'headline': 'resolution', 'extra_count': case_count, 'turned_count': event_count,
                    'is_bounded': rule_count = 0},
                {'headline': 'escalation_acknowledgement', 'extra_count': escalation_count, 'turned_count': 0,
                    'is_bounded': rule_count = 0 and person_count = 0},
                {'headline': 'escalation_resolution', 'extra_count': escalation_count, 'turned_count': 0,
                    'is_bounded': rule_count = 0 and person_count = 0},
            ]) as headlines
        from rejected
    )
),

counted_headlines as (
    select
        headlines.*,
        count(*) filter (verdicts.verdict = 'met') as met_count,
        count(*) filter (verdicts.verdict = 'breached') as breached_count,
    from headlines
    left join verdicts on headlines.headline = verdicts.headline
    group by all
)

select
    headline,
    met_count,
    breached_count,
    met_count + breached_count as judged_count,
    if(headline = 'next_response', turned_count, extra_count + turned_count) as rejected_count,
    met_count / nullif(judged_count, 0) as attainment,
    (met_count - least(met_count, turned_count)) / nullif(judged_count + extra_count, 0) as lowest,
    (met_count + least(breached_count, turned_count) + extra_count) / nullif(judged_count + extra_count, 0) as highest,
    is_bounded,
from counted_headlines
order by list_position(
    ['first_response', 'next_response', 'resolution', 'escalation_acknowledgement', 'escalation_resolution'], headline
)
