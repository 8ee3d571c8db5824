-- question: How many cases were opened, resolved and reopened each day, and how many were open when it ended?
-- grain:    one row per local day of the period, up to the day of as_of
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  day date, opened_count bigint, resolved_count bigint, reopened_count bigint, open_count bigint
-- decided:  counted from what happened, never from stored counts: open at the end of a day = opened + reopened - resolved
--           up to then; every end of a case counts as resolved on its day, also one that was reopened later; filters on
--           category, priority and agent use what they are now, that on the TAM the one at the opening

select
    day,
    opened_count,
    resolved_count,
    reopened_count,
    open_count,
from backlog_days($since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions)
order by day
