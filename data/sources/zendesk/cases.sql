-- cases: one per ticket, also deleted and merged ones, with priority, type and assignee as they were when it was opened

with tickets as (
    select
        *,
        try_cast(regexp_replace(created_at, ' (\+0000|Z|UTC)$', 'Z') as timestamptz) as opened_at,
    from raw_table($ticket)
),

field_changes as (
    select
        ticket_id,
        field_name,
        value,
        try_cast(regexp_replace(updated, ' (\+0000|Z|UTC)$', 'Z') as timestamptz) as changed_at,
    from raw_table($ticket_field_history)
    where field_name in ('priority', 'type', 'assignee_id')
),

-- a field with a history was what that says at the opening, which may be nothing; one without never changed
values_when_opened as (
    select
        field_changes.ticket_id,
        bool_or(field_name = 'priority') as has_priority_history,
        bool_or(field_name = 'type') as has_type_history,
        bool_or(field_name = 'assignee_id') as has_assignee_history,
        arg_max(value, changed_at) filter (where field_name = 'priority' and changed_at <= opened_at) as priority,
        arg_max(value, changed_at) filter (where field_name = 'type' and changed_at <= opened_at) as type,
        arg_max(value, changed_at) filter (where field_name = 'assignee_id' and changed_at <= opened_at) as assignee_id,
    from field_changes
    inner join (select id as ticket_id, min(opened_at) as opened_at from tickets group by id) as openings
        using (ticket_id)
    group by field_changes.ticket_id
),

ticket_types as (
    from read_csv($source || '/facts/ticket_types.csv', header = true, all_varchar = true)
)

select
    tickets.id as case_id,
    coalesce(tickets.organization_id, 'no-organisation') as account_id,
    case when tickets.via_channel = 'email' then 'email' else 'dashboard' end as channel,
    coalesce(strftime(tickets.opened_at, '%Y-%m-%dT%H:%M:%SZ'), tickets.created_at) as opened_at,
    tickets.subject,
    ticket_types.category,
    lower(coalesce(
        case when values_when_opened.has_priority_history then values_when_opened.priority else tickets.priority end,
        'normal'
    )) as priority,
    case
        when values_when_opened.has_assignee_history then values_when_opened.assignee_id
        else tickets.assignee_id
    end as agent_id,
from tickets
left join values_when_opened on values_when_opened.ticket_id = tickets.id
left join ticket_types
    on ticket_types.type = lower(
        case when values_when_opened.has_type_history then values_when_opened.type else tickets.type end
    )
order by tickets.opened_at, tickets.id
