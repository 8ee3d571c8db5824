-- accounts: one per organisation, also those only tickets speak of, and one for tickets without any

with tickets as (
    select
        id as ticket_id,
        coalesce(organization_id, 'no-organisation') as account_id,
        cast(try_cast(regexp_replace(created_at, ' (\+0000|Z|UTC)$', 'Z') as timestamptz) as date) as opened_on,
    from raw_table($ticket)
),

organisations as (
    select
        id as account_id,
        name,
        cast(try_cast(regexp_replace(created_at, ' (\+0000|Z|UTC)$', 'Z') as timestamptz) as date) as made_on,
    from raw_table($organization)
),

ticket_accounts as (
    select
        account_id,
        min(opened_on) as first_opened_on,
    from tickets
    group by account_id
),

schedules as (
    select
        id as calendar_id,
        min(try_cast(regexp_replace(created_at, ' (\+0000|Z|UTC)$', 'Z') as timestamptz)) as made_at,
    from raw_table($schedule)
    where coalesce(lower(_fivetran_deleted), 'false') not in ('true', 't', '1')
    group by id
),

ticket_schedules as (
    select
        ticket_schedule.ticket_id,
        schedules.calendar_id,
    from raw_table($ticket_schedule) as ticket_schedule
    inner join schedules on schedules.calendar_id = ticket_schedule.schedule_id
    qualify row_number() over (
        partition by ticket_schedule.ticket_id
        order by ticket_schedule.created_at desc, schedules.calendar_id
    ) = 1
),

-- Zendesk gives a schedule to each ticket, a record to each account: the one most of its tickets had
account_schedules as (
    select
        tickets.account_id,
        ticket_schedules.calendar_id,
    from tickets
    inner join ticket_schedules using (ticket_id)
    group by tickets.account_id, ticket_schedules.calendar_id
    qualify row_number() over (
        partition by tickets.account_id
        order by count(*) desc, ticket_schedules.calendar_id
    ) = 1
)

select
    account_id,
    coalesce(
        organisations.name,
        case when account_id = 'no-organisation' then '(no organisation)' else 'Organisation ' || account_id end
    ) as name,
    coalesce(
        account_schedules.calendar_id,
        -- a ticket that no trigger gave a schedule has the account's first
        (select arg_min(calendar_id, (coalesce(made_at, timestamptz '1970-01-01 00:00Z'), calendar_id)) from schedules),
        'around-the-clock'
    ) as calendar_id,
    -- Zendesk knows no contract: from the day it knows the customer
    coalesce(least(organisations.made_on, ticket_accounts.first_opened_on), date '1970-01-01') as premium_from,
from organisations
full join ticket_accounts using (account_id)
left join account_schedules using (account_id)
order by account_id
