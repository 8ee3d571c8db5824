-- question: Which cases were open when a day ended, the oldest first?
-- grain:    one row per case
-- params:   $day date, $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[],
--           $channels varchar[], $regions varchar[], $states varchar[] (of then; [] = all), $row_limit bigint (null = every row)
-- returns:  case_id varchar, account_name varchar, priority varchar, category varchar, state_then varchar, state varchar, opened_at timestamp with time zone, resolved_at timestamp with time zone, agent_name varchar, subject varchar
-- decided:  exactly the cases that backlog_on_day and that day of backlog_daily count; state and resolved_at are those of now

with open_cases as (
    select *
    from cases_open_on($day, $accounts, $tams, $categories, $priorities, $channels, $regions)
    where len($states) = 0 or list_contains($states, state_then)
    order by opened_at, case_id
    limit $row_limit
)

select
    open_cases.case_id,
    accounts.name as account_name,
    open_cases.priority,
    coalesce(open_cases.category, 'uncategorised') as category,
    open_cases.state_then,
    open_cases.state,
    open_cases.opened_at,
    open_cases.resolved_at,
    people.name as agent_name,
    cases.subject,
from open_cases
inner join cases on open_cases.case_id = cases.case_id
inner join accounts on open_cases.account_id = accounts.account_id
left join people on open_cases.agent_id = people.person_id
order by open_cases.opened_at, open_cases.case_id
