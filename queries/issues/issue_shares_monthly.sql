-- question: Are more cases reopened or escalated than before?
-- grain:    one row per month of opening that has a case
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  month date, case_count bigint, resolved_count bigint, reopened_count bigint, reopened_share double, escalated_count bigint, escalated_share double, one_touch_count bigint, one_touch_share double, two_touch_count bigint
-- decided:  as issue_shares, by the local month of the opening; the newest months have had less time to be reopened

with months as (
    select
        cast(date_trunc('month', opened_on) as date) as month,
        count(*) as case_count,
        count(*) filter (is_resolved) as resolved_count,
        count(*) filter (is_reopened) as reopened_count,
        count(*) filter (is_escalated) as escalated_count,
        count(*) filter (is_one_touch) as one_touch_count,
        count(*) filter (is_two_touch) as two_touch_count,
    from issue_cases($since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions)
    group by month
)

select
    month,
    case_count,
    resolved_count,
    reopened_count,
    reopened_count / nullif(case_count, 0) as reopened_share,
    escalated_count,
    escalated_count / nullif(case_count, 0) as escalated_share,
    one_touch_count,
    one_touch_count / nullif(resolved_count, 0) as one_touch_share,
    two_touch_count,
from months
order by month
