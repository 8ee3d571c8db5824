-- question: What changed in this TAM's book lately?
-- grain:    one row per change, the newest first
-- params:   $tam varchar (a person, or `no_tam`), $changed_since date (null = seven days before the day of as_of),
--           $changes varchar[] ([] = all), $row_limit bigint (null = every row)
-- returns:  change varchar, changed_at timestamp with time zone, is_whole_day boolean, item varchar, item_id varchar, account_id varchar, account_name varchar, case_id varchar, detail varchar, detail_name varchar, subject varchar
-- decided:  a case is in the book of whom its account had on the day of the change; escalations, migrations and mediations
--           are in that of who holds them; assignments and migrations are known by the day alone; the detail is a case's
--           priority or how it ended (also if it came back), an escalation's category, whom an account came from or went to, a
--           migration's status or the stage it reached first on that day (stalled: ten days after its last stage), a mediation's
--           mailbox provider or outcome

select
    changes.change,
    changes.changed_at,
    changes.is_whole_day,
    changes.item,
    changes.item_id,
    changes.account_id,
    changes.account_name,
    changes.case_id,
    changes.detail,
    people.name as detail_name,
    case changes.item
        when 'case' then cases.subject
        when 'escalation' then escalations.subject
        when 'mediation' then mediations.mailbox_provider
    end as subject,
from (
    select *
    from tam_changes_of($tam, $changed_since)
    where len($changes) = 0 or list_contains($changes, change)
    order by changed_at desc, list_position(tam_change_kinds(), change), item_id, detail
    limit $row_limit
) as changes
left join cases on changes.case_id = cases.case_id
left join escalations on if(changes.item = 'escalation', changes.item_id, null) = escalations.escalation_id
left join mediations on if(changes.item = 'mediation', changes.item_id, null) = mediations.mediation_id
left join people on if(changes.item = 'account', changes.detail, null) = people.person_id
order by changes.changed_at desc, list_position(tam_change_kinds(), changes.change), changes.item_id, changes.detail
