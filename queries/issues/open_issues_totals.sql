-- question: How many cases are open now, how old are they, and what is missing from them?
-- grain:    one row
-- params:   $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[], $channels varchar[],
--           $regions varchar[] ([] = all)
-- returns:  open_count bigint, unreplied_count bigint, unassigned_count bigint, reopened_count bigint, reopened_share double, escalated_count bigint, escalated_share double, waiting_for_us_count bigint, waiting_for_customer_count bigint, median_age_days double, oldest_opened_at timestamp with time zone, median_since_word_seconds double
-- decided:  as of the snapshot, whenever the case was opened; the TAM is the one the account has now; a case waits for us
--           while it is open, and for the customer while an answer or an agreement is awaited; age counts the opening
--           days touched since the opening; since_word is clock time since the newest public message, or the opening

with issues as (
    select * from open_issues($accounts, $tams, $categories, $priorities, $channels, $regions)
)

select
    count(*) as open_count,
    count(*) filter (is_unreplied) as unreplied_count,
    count(*) filter (is_unassigned) as unassigned_count,
    count(*) filter (is_reopened) as reopened_count,
    reopened_count / nullif(open_count, 0) as reopened_share,
    count(*) filter (is_escalated) as escalated_count,
    escalated_count / nullif(open_count, 0) as escalated_share,
    count(*) filter (waiting_for in ('first_response', 'answer', 'work')) as waiting_for_us_count,
    count(*) filter (waiting_for in ('customer', 'agreement')) as waiting_for_customer_count,
    cast(quantile_cont(age_days, 0.5) as double) as median_age_days,
    min(opened_at) as oldest_opened_at,
    cast(quantile_cont(
        seconds_between(last_word_at, as_of), 0.5
    ) as double) as median_since_word_seconds,
from issues
