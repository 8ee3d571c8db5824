-- people: agents and admins, and whoever a ticket was ever assigned to

with users as (
    from raw_table($user)
),

-- Zendesk turns an agent who left into an end user, and Fivetran may not land the row at all
assignees as (
    select value as id
    from raw_table($ticket_field_history)
    where field_name = 'assignee_id'
        and value is not null

    union

    select assignee_id
    from raw_table($ticket)
    where assignee_id is not null
)

select
    id as person_id,
    coalesce(users.name, 'Agent ' || id) as name,
    coalesce(users.email, id || '@unknown.invalid') as email,
    case when lower(users.role) = 'admin' then 'manager' else 'agent' end as role,
from users
full join assignees using (id)
where lower(users.role) in ('agent', 'admin')
    or assignees.id is not null
order by person_id
