-- question: Which accounts explain most of the month's late first responses?
-- grain:    one row per account with a breach, most breaches first
-- params:   $month date (any day of it), $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[],
--           $channels varchar[], $regions varchar[] ([] = all)
-- returns:  account_id varchar, account_name varchar, position bigint, case_count bigint, judged_count bigint, breached_count bigint, attainment double, breach_share double, cumulative_share double, case_share double, all_breached_count bigint
-- decided:  cases opened in the month; breach_share is of all breaches, case_share of all cases judged: an account with much of
--           both is large, one with more of the first does worse than the rest; of equal breaches the fewer cases first

with account_counts as (
    select
        account_id,
        count(*) as case_count,
        count(*) filter (is_judged) as judged_count,
        count(*) filter (verdict = 'breached') as breached_count,
    from clock_rows(
        ['first_response'], 'opened',
        (select month from summary_months($month) where back = 0),
        (select until from summary_months($month) where back = 0),
        $accounts, $tams, $categories, $priorities, $channels, $regions
    )
    group by account_id
),

shared_counts as (
    select
        *,
        row_number() over worst_first as position,
        breached_count / sum(breached_count) over () as breach_share,
        sum(breached_count) over (worst_first rows unbounded preceding) / sum(breached_count) over ()
            as cumulative_share,
        judged_count / sum(judged_count) over () as case_share,
        cast(sum(breached_count) over () as bigint) as all_breached_count,
    from account_counts
    window worst_first as (order by breached_count desc, judged_count, account_id)
)

select
    shared_counts.account_id,
    accounts.name as account_name,
    shared_counts.position,
    shared_counts.case_count,
    shared_counts.judged_count,
    shared_counts.breached_count,
    (shared_counts.judged_count - shared_counts.breached_count) / shared_counts.judged_count as attainment,
    shared_counts.breach_share,
    shared_counts.cumulative_share,
    shared_counts.case_share,
    shared_counts.all_breached_count,
from shared_counts
inner join accounts on shared_counts.account_id = accounts.account_id
where shared_counts.breached_count > 0
order by shared_counts.position
