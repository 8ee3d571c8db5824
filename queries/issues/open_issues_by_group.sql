-- question: How do the open cases split by an attribute?
-- grain:    one row per key of the dimension that has an open case, the fullest first
-- params:   $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[], $channels varchar[],
--           $regions varchar[] ([] = all), $dimension varchar (waiting_for | state | category | age | priority | channel | account | tam | agent | region | month | flag),
--           $row_limit bigint (null = every row)
-- returns:  code varchar, key varchar, label varchar, open_count bigint, share double, escalated_count bigint, oldest_opened_at timestamp with time zone
-- decided:  share is of all open cases under the filters, so flags may add up to more than 1; waiting_for is first_response,
--           answer (a customer's message awaits one) or work while the case is open, customer or agreement otherwise; month is that of the
--           opening; label is the name of a person or account, else the key

with issues as (
    select * from open_issues($accounts, $tams, $categories, $priorities, $channels, $regions)
),

coded_issues as (
    select
        escalation_count,
        opened_at,
        unnest(list_filter(codes, lambda code: starts_with(code, $dimension || ':'))) as code,
    from issues
),

keyed_issues as (
    select
        *,
        code[len($dimension) + 2:] as key,
    from coded_issues
)

select
    keyed_issues.code,
    any_value(keyed_issues.key) as key,
    coalesce(any_value(accounts.name), any_value(people.name), any_value(keyed_issues.key)) as label,
    count(*) as open_count,
    count(*) / (select count(*) from issues) as share,
    count(*) filter (keyed_issues.escalation_count > 0) as escalated_count,
    min(keyed_issues.opened_at) as oldest_opened_at,
from keyed_issues
left join accounts on $dimension = 'account' and keyed_issues.key = accounts.account_id
left join people on $dimension in ('tam', 'agent') and keyed_issues.key = people.person_id
group by keyed_issues.code
order by open_count desc, keyed_issues.code
limit $row_limit
