-- question: Which cases were opened, resolved or reopened in the period, the latest first?
-- grain:    one row per (case, move, moment)
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[], $moves varchar[] (opened, resolved, reopened; [] = all), $row_limit bigint (null = every row)
-- returns:  case_id varchar, move varchar, moved_at timestamp with time zone, account_name varchar, priority varchar, category varchar, state varchar, opened_at timestamp with time zone, resolved_at timestamp with time zone, agent_name varchar, subject varchar
-- decided:  the moves that backlog_daily and backlog_weekly count, to the row; a case may be in it several times; state
--           and resolved_at are those of now

with moves as (
    select *
    from backlog_moves($accounts, $tams, $categories, $priorities, $channels, $regions)
    where day between $since and cast($until as date) - 1
        and (len($moves) = 0 or list_contains($moves, move))
    order by moved_at desc, case_id, move
    limit $row_limit
)

select
    moves.case_id,
    moves.move,
    moves.moved_at,
    accounts.name as account_name,
    case_metrics.priority,
    coalesce(case_metrics.category, 'uncategorised') as category,
    case_metrics.state,
    case_metrics.opened_at,
    case_metrics.resolved_at,
    people.name as agent_name,
    cases.subject,
from moves
inner join case_metrics on moves.case_id = case_metrics.case_id
inner join cases on moves.case_id = cases.case_id
inner join accounts on case_metrics.account_id = accounts.account_id
left join people on case_metrics.agent_id = people.person_id
order by moves.moved_at desc, moves.case_id, moves.move
