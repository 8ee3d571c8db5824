-- case_events: comments, and the changes of status, assignee, priority and type

with tickets as (
    select
        id as ticket_id,
        requester_id,
        -- texts are compared by hash, which is not null for null
        case when description is not null then hash(description) end as description_hash,
        status,
        try_cast(regexp_replace(created_at, ' (\+0000|Z|UTC)$', 'Z') as timestamptz) as opened_at,
        try_cast(regexp_replace(updated_at, ' (\+0000|Z|UTC)$', 'Z') as timestamptz) as updated_at,
    from raw_table($ticket)
    qualify row_number() over (partition by id order by updated_at desc nulls last, status) = 1
),

-- a row that says the same twice (another time of synchronising apart) is one comment, one change
comments as (
    select distinct
        id as comment_id,
        ticket_id,
        user_id,
        case when body is not null then hash(body) end as body_hash,
        created as created_text,
        coalesce(lower(public), 'true') in ('true', 't', '1') as is_public,
        try_cast(regexp_replace(created, ' (\+0000|Z|UTC)$', 'Z') as timestamptz) as created_at,
    from raw_table($ticket_comment)
),

field_changes as (
    select distinct
        ticket_id,
        field_name,
        lower(value) as value,
        user_id,
        updated as changed_text,
        try_cast(regexp_replace(updated, ' (\+0000|Z|UTC)$', 'Z') as timestamptz) as changed_at,
    from raw_table($ticket_field_history)
    where field_name in ('status', 'assignee_id', 'priority', 'type')
),

-- the same people as in people.sql
staff as (
    select id
    from raw_table($user)
    where lower(role) in ('agent', 'admin')

    union

    select value
    from field_changes
    where field_name = 'assignee_id'
        and value is not null

    union

    select assignee_id
    from raw_table($ticket)
    where assignee_id is not null
),

ticket_types as (
    from read_csv($source || '/facts/ticket_types.csv', header = true, all_varchar = true)
),

messages as (
    select
        comments.*,
        tickets.opened_at,
        comments.user_id in (select id from staff)
            and comments.user_id is distinct from tickets.requester_id as is_ours,
        -- Zendesk writes the opening message as the first comment; a minute, as the two rows are two writes
        row_number() over (partition by comments.ticket_id order by comments.created_at, comments.comment_id) = 1
            and (
                comments.created_at <= tickets.opened_at + interval 1 minute
                or comments.body_hash = tickets.description_hash
            ) as is_opening,
    from comments
    left join tickets using (ticket_id)
),

message_events as (
    select
        'comment-' || comment_id as event_id,
        ticket_id as case_id,
        case
            when is_opening then greatest(created_at, opened_at)
            else created_at
        end as happened_at,
        created_text as time_text,
        case
            when not is_public then 'internal_note'
            when user_id is null or user_id in ('-1', '0') then 'auto_reply'
            when is_ours then 'agent_reply'
            when is_opening is not true then 'customer_reply'
        end as kind,
        user_id as actor_id,
        cast(null as varchar) as value,
    from messages
),

last_status_changes as (
    select
        ticket_id,
        max(changed_at) as changed_at,
    from field_changes
    where field_name = 'status'
    group by ticket_id
),

-- the ticket itself is the last word where the history stops earlier, or is not in the export
known_changes as (
    from field_changes

    union all

    select
        tickets.ticket_id,
        'status',
        lower(tickets.status),
        null,
        null,
        tickets.updated_at,
    from tickets
    left join last_status_changes using (ticket_id)
    where tickets.updated_at > last_status_changes.changed_at
        or (last_status_changes.changed_at is null and tickets.updated_at is not null)
),

changes as (
    select
        known_changes.*,
        tickets.opened_at,
        coalesce(known_changes.changed_at <= tickets.opened_at, false) as is_initial,
        lag(known_changes.value) over by_field as value_before,
        coalesce(known_changes.user_id = tickets.requester_id, false) as is_by_requester,
        -- solved by the requester, or ended for good
        coalesce(
            lag(
                (known_changes.value = 'solved' and known_changes.user_id = tickets.requester_id)
                or known_changes.value in ('closed', 'deleted')
            ) over by_field,
            false
        ) as was_ended,
    from known_changes
    left join tickets using (ticket_id)
    window by_field as (
        partition by known_changes.ticket_id, known_changes.field_name
        order by known_changes.changed_at, known_changes.value
    )
),

status_events as (
    select
        *,
        case
            when value in ('closed', 'deleted') then 'closed'
            when value = 'solved' and is_by_requester then 'resolution_agreed'
            when value = 'solved' then 'resolution_proposed'
            when was_ended then 'reopened'
            when value = 'pending' then 'waiting_on_customer'
            when value_before in ('pending', 'solved') then 'work_resumed'
        end as kind,
    from changes
    where field_name = 'status'
        and value is distinct from value_before
        and (value <> 'closed' or value_before is distinct from 'deleted')
),

field_events as (
    select
        changes.*,
        case changes.field_name
            when 'assignee_id' then 'assigned'
            when 'priority' then 'priority_changed'
            when 'type' then 'category_changed'
        end as kind,
        case changes.field_name
            when 'type' then types_after.category
            else changes.value
        end as new_value,
    from changes
    left join ticket_types as types_after
        on changes.field_name = 'type'
        and types_after.type = changes.value
    left join ticket_types as types_before
        on changes.field_name = 'type'
        and types_before.type = changes.value_before
    where changes.field_name <> 'status'
        and changes.value is distinct from changes.value_before
        and not changes.is_initial
        and (changes.field_name <> 'type' or types_after.category is distinct from types_before.category)
),

events as (
    select
        event_id,
        case_id,
        happened_at,
        time_text,
        kind,
        actor_id,
        value,
    from message_events
    where kind is not null

    union all

    select
        concat_ws(
            '-', field_name, ticket_id, coalesce(strftime(changed_at, '%Y-%m-%dT%H:%M:%SZ'), changed_text), value
        ),
        ticket_id,
        changed_at,
        changed_text,
        kind,
        user_id,
        null,
    from status_events
    where kind is not null

    union all

    select
        concat_ws(
            '-', field_name, ticket_id, coalesce(strftime(changed_at, '%Y-%m-%dT%H:%M:%SZ'), changed_text), value
        ),
        ticket_id,
        changed_at,
        changed_text,
        kind,
        user_id,
        new_value,
    from field_events
    where new_value is not null
)

select
    event_id,
    case_id,
    coalesce(strftime(happened_at, '%Y-%m-%dT%H:%M:%SZ'), time_text) as occurred_at,
    kind,
    actor_id,
    value,
from events
order by happened_at, event_id
