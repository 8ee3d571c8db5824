-- question: What is due next for this TAM, over everything they hold?
-- grain:    one row per open item, by its most urgent clock, the first due first
-- params:   $tam varchar (a person, or `no_tam`), $codes varchar[] (as in tam_items; an item must be in all of them; [] = all),
--           $row_limit bigint (null = every row)
-- returns:  item varchar, item_id varchar, clock varchar, band varchar, due_at timestamp with time zone, left_seconds bigint, is_elapsed boolean, state varchar, category varchar, priority varchar, account_id varchar, account_name varchar, case_id varchar, waits_for varchar, since_at timestamp with time zone, points double, is_elsewhere boolean, subject varchar
-- decided:  without $codes as many rows as tam_totals counts open; cases and escalations as At risk orders them; a migration is due when its
--           target day ends where the account is; a mediation has no due time: it comes last, with what it waits for and since
--           when; the subject of a mediation is its mailbox provider

select
    due_items.item,
    due_items.item_id,
    due_items.clock,
    due_items.band,
    due_items.due_at,
    due_items.left_seconds,
    due_items.is_elapsed,
    due_items.state,
    due_items.category,
    due_items.priority,
    due_items.account_id,
    due_items.account_name,
    due_items.case_id,
    due_items.waits_for,
    due_items.since_at,
    due_items.points,
    due_items.is_elsewhere,
    case due_items.item
        when 'case' then cases.subject
        when 'escalation' then escalations.subject
        when 'mediation' then due_items.mailbox_provider
    end as subject,
from (
    select *
    from tam_due_items($tam)
    where list_has_all(codes, $codes)
    order by due_at nulls last, list_position(risk_bands(), band), since_at, item, item_id
    limit $row_limit
) as due_items
left join cases on due_items.case_id = cases.case_id
left join escalations on if(due_items.item = 'escalation', due_items.item_id, null) = escalations.escalation_id
order by
    due_items.due_at nulls last,
    list_position(risk_bands(), due_items.band),
    due_items.since_at,
    due_items.item,
    due_items.item_id
