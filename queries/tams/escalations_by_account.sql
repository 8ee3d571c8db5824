-- question: Which accounts escalate most?
-- grain:    one row per account with an escalation raised in the period, the most first
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  account_id varchar, account_name varchar, escalation_count bigint, open_count bigint, problem_count bigint, configuration_count bigint, information_count bigint, case_count bigint, per_100_cases double
-- decided:  escalations without a case count too; case_count is of cases opened in the period under the same filters, so an
--           escalation of an older case may stand against none, and per_100_cases is then null; exactly the escalations that
--           escalations_list gives for the account

with escalation_counts as (
    select
        account_id,
        any_value(account_name) as account_name,
        count(*) as escalation_count,
        count(*) filter (state <> 'resolved') as open_count,
        count(*) filter (category = 'problem') as problem_count,
        count(*) filter (category = 'configuration') as configuration_count,
        count(*) filter (category = 'information') as information_count,
    from filtered_escalations($accounts, $tams, $categories, $priorities, $channels, $regions)
    where raised_at >= first_instant($since) and raised_at < first_instant($until)
    group by account_id
),

case_counts as (
    select
        account_id,
        count(*) as case_count,
    from filtered_cases($since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions)
    group by account_id
)

select
    escalation_counts.*,
    coalesce(case_counts.case_count, 0) as case_count,
    100 * escalation_counts.escalation_count / case_counts.case_count as per_100_cases,
from escalation_counts
left join case_counts on escalation_counts.account_id = case_counts.account_id
order by escalation_counts.escalation_count desc, escalation_counts.account_id
