-- question: How many of the cases were resolved, reopened, escalated, or resolved with a single answer?
-- grain:    one row
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  case_count bigint, resolved_count bigint, reopened_count bigint, reopened_share double, escalated_count bigint, escalated_share double, one_touch_count bigint, one_touch_share double, two_touch_count bigint
-- decided:  cases opened in the period, whatever happened to them until as_of; shares of reopened and escalated are of all
--           of them, that of one answer of the resolved ones; an answer is an agent's reply before the end of the case

select
    count(*) as case_count,
    count(*) filter (is_resolved) as resolved_count,
    count(*) filter (is_reopened) as reopened_count,
    reopened_count / nullif(case_count, 0) as reopened_share,
    count(*) filter (is_escalated) as escalated_count,
    escalated_count / nullif(case_count, 0) as escalated_share,
    count(*) filter (is_one_touch) as one_touch_count,
    one_touch_count / nullif(resolved_count, 0) as one_touch_share,
    count(*) filter (is_two_touch) as two_touch_count,
from issue_cases($since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions)
