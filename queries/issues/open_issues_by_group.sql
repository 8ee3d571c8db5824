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

keyed_issues as (
    select
        escalation_count,
        opened_at,
        unnest(
            case $dimension
                when 'waiting_for' then [waiting_for]
                when 'state' then [state]
                when 'category' then [category_key]
                when 'age' then [age_band]
                when 'priority' then [priority]
                when 'channel' then [channel]
                when 'account' then [account_id]
                when 'tam' then [tam_key]
                when 'agent' then [agent_key]
                when 'region' then [region_key]
                when 'month' then [opened_month]
                when 'flag' then flags
            end
        ) as key,
    from issues
),

groups as (
    select
        key,
        count(*) as open_count,
        count(*) filter (escalation_count > 0) as escalated_count,
        min(opened_at) as oldest_opened_at,
    from keyed_issues
    group by key
)

select
    $dimension || ':' || groups.key as code,
    groups.key,
    coalesce(accounts.name, people.name, groups.key) as label,
    groups.open_count,
    groups.open_count / (select count(*) from issues) as share,
    groups.escalated_count,
    groups.oldest_opened_at,
from groups
left join accounts on if($dimension = 'account', groups.key, null) = accounts.account_id
left join people on if($dimension in ('tam', 'agent'), groups.key, null) = people.person_id
order by groups.open_count desc, code
limit $row_limit
