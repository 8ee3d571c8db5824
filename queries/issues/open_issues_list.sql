-- question: Which cases are open now, the oldest first?
-- grain:    one row per open case
-- params:   $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[], $channels varchar[],
--           $regions varchar[] ([] = all), $codes varchar[] (of any group, cell or flag; a case must be in all of them; [] = all), $row_limit bigint (null = every row)
-- returns:  case_id varchar, account_name varchar, priority varchar, category varchar, state varchar, waiting_for varchar, age_days bigint, age_band varchar, opened_at timestamp with time zone, first_response_at timestamp with time zone, awaiting_answer_since timestamp with time zone, last_word_by varchar, last_word_at timestamp with time zone, reopen_count bigint, escalation_count bigint, agent_name varchar, tam_name varchar, channel varchar, subject varchar
-- decided:  codes are those that open_issues_matrix and open_issues_by_group return, so a list agrees with what was
--           clicked; the TAM is the one the account has now; the opening of a case is the customer's first word

with issues as (
    select *
    from open_issues($accounts, $tams, $categories, $priorities, $channels, $regions)
    where len($codes) = 0 or list_has_all(codes, $codes)
    order by opened_at, case_id
    limit $row_limit
)

select
    issues.case_id,
    issues.account_name,
    issues.priority,
    coalesce(issues.category, 'uncategorised') as category,
    issues.state,
    issues.waiting_for,
    issues.age_days,
    issues.age_band,
    issues.opened_at,
    issues.first_response_at,
    issues.awaiting_answer_since,
    issues.last_word_by,
    issues.last_word_at,
    issues.reopen_count,
    issues.escalation_count,
    agents.name as agent_name,
    tams.name as tam_name,
    issues.channel,
    issues.subject,
from issues
left join people as agents on issues.agent_id = agents.person_id
left join people as tams on issues.tam_id = tams.person_id
order by issues.opened_at, issues.case_id
