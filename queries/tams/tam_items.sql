-- question: Which open items does each TAM hold, and what does each weigh?
-- grain:    one row per open item, the longest open first
-- params:   $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[], $channels varchar[],
--           $regions varchar[] ([] = all), $codes varchar[] (`tam:`, `item:`, `load:`, `account:`, `category:` or `flag:` and what it names; an item must be in all of them; [] = all), $row_limit bigint (null = every row)
-- returns:  item varchar, item_id varchar, load_item varchar, points double, tam_id varchar, tam_name varchar, held_by varchar, account_id varchar, account_name varchar, current_tam_name varchar, case_id varchar, category varchar, priority varchar, state varchar, since_at timestamp with time zone, is_elsewhere boolean, is_unacknowledged boolean, subject varchar
-- decided:  the rows that every count of open items of the TAMs' pages stands for; held_by says whether the TAM is named on
--           the item, follows from an assignment, or is missing; current_tam_name is the TAM the account has now; the subject
--           of a mediation is its mailbox provider; a kind without points counts 0

with items as (
    select *
    from tam_open_items($accounts, $tams, $categories, $priorities, $channels, $regions)
    where len($codes) = 0 or list_has_all(codes, $codes)
    order by since_at, item, item_id
    limit $row_limit
),

named_escalations as (
    select escalation_id, subject
    from escalations
    where escalation_id in (select item_id from items)
)

select
    items.item,
    items.item_id,
    items.load_item,
    items.points,
    items.tam_id,
    holders.name as tam_name,
    items.held_by,
    items.account_id,
    items.account_name,
    current_tams.name as current_tam_name,
    items.case_id,
    items.category,
    items.priority,
    items.state,
    items.since_at,
    items.is_elsewhere,
    items.is_unacknowledged,
    case items.item
        when 'case' then cases.subject
        when 'escalation' then named_escalations.subject
        when 'mediation' then mediations.mailbox_provider
    end as subject,
from items
left join people as holders on items.tam_id = holders.person_id
left join people as current_tams on items.current_tam_id = current_tams.person_id
left join cases on items.case_id = cases.case_id
left join named_escalations on if(items.item = 'escalation', items.item_id, null) = named_escalations.escalation_id
left join mediations on if(items.item = 'mediation', items.item_id, null) = mediations.mediation_id
order by items.since_at, items.item, items.item_id
