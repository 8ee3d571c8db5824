-- question: Which cases are behind a share of reopened, escalated or once-answered cases, the newest first?
-- grain:    one row per case
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all),
--           $group varchar (opened | resolved | reopened | escalated | one_touch | two_touch), $row_limit bigint (null = every row)
-- returns:  case_id varchar, account_name varchar, priority varchar, category varchar, state varchar, opened_at timestamp with time zone, resolved_at timestamp with time zone, answer_count bigint, reopen_count bigint, escalation_count bigint, agent_name varchar, subject varchar
-- decided:  exactly the cases that issue_shares and issue_shares_monthly count under the group's name

with chosen_cases as (
    select *
    from issue_cases($since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions)
    where case $group
        when 'opened' then true
        when 'resolved' then is_resolved
        when 'reopened' then is_reopened
        when 'escalated' then is_escalated
        when 'one_touch' then is_one_touch
        when 'two_touch' then is_two_touch
    end
    order by opened_at desc, case_id
    limit $row_limit
)

select
    chosen_cases.case_id,
    accounts.name as account_name,
    chosen_cases.priority,
    coalesce(chosen_cases.category, 'uncategorised') as category,
    chosen_cases.state,
    chosen_cases.opened_at,
    chosen_cases.resolved_at,
    chosen_cases.reply_count as answer_count,
    chosen_cases.reopen_count,
    chosen_cases.escalation_count,
    people.name as agent_name,
    cases.subject,
from chosen_cases
inner join cases on chosen_cases.case_id = cases.case_id
inner join accounts on chosen_cases.account_id = accounts.account_id
left join people on chosen_cases.agent_id = people.person_id
order by chosen_cases.opened_at desc, chosen_cases.case_id
