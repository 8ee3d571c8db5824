-- One part of the drawn cases: who asks what, when, and who is to answer.

create or replace temp table drawn_cases as
with thrown as (
    select
        range as draw,
        dice('when|' || range) as times,
        dice('who|' || range) as people,
        dice('what|' || range) as subjects,
        dice('kind|' || range) as kinds,
        dice('talk|' || range) as talks
    from range(getvariable('first_draw'), getvariable('last_draw') + 1)
),

-- Draws are spread evenly over the weights of the days, so that the parts follow each other in time.
placed as (
    select
        *,
        ((draw - 1) * 1000000 + first_roll(times)) * (select max(total_weight) from days)
        // (getvariable('drawn_cases') * 1000000) as weight_before
    from thrown
),

dated as (
    select
        placed.* exclude (weight_before),
        days.date,
        days.is_bad_month,
        days.is_incident and third_roll(talks) % 100 < getvariable('incident_share_percent') as is_incident
    from placed
    asof inner join days on placed.weight_before >= days.weight_before
),

owned as (
    select
        dated.*,
        if(
            accounts.premium_from <= dated.date and coalesce(accounts.premium_until > dated.date, true),
            customer_slots.account_id,
            lasting_slots.account_id
        ) as account_id
    from dated
    inner join customer_slots
        on customer_slots.slot = scaled(first_roll(people), getvariable('customer_slots'))
    inner join lasting_slots
        on lasting_slots.slot = scaled(second_roll(people), getvariable('lasting_slots'))
    inner join accounts on accounts.account_id = customer_slots.account_id
),

-- On a public holiday most people wait until the day after.
settled as (
    select
        owned.*,
        accounts.calendar_id,
        calendars.time_zone,
        customers.domain,
        customers.is_on_call,
        owned.date + if(holidays.date is not null and second_roll(talks) % 100 < 75, 1, 0) as opened_on
    from owned
    inner join accounts on accounts.account_id = owned.account_id
    inner join calendars on calendars.calendar_id = accounts.calendar_id
    inner join customers on customers.account_id = owned.account_id
    left join holidays
        on holidays.calendar_id = accounts.calendar_id
            and holidays.date = owned.date
            and holidays.opens is null
),

opened as (
    select
        settled.* exclude (date, opened_on, time_zone),
        (cast(settled.opened_on as timestamp)
        + to_seconds(cast(hours.value as bigint) * 3600 + third_roll(times) % 3600))
        at time zone settled.time_zone as opened_at
    from settled
    inner join slots as hours
        on hours.topic = if(isodow(settled.opened_on) > 5, 'weekend hour', 'hour')
            and hours.slot = second_roll(settled.times) // 1000
),

-- What would come after the last moment came a day or two earlier.
past as (
    select
        * replace (opened_at - to_days(cast(greatest(0, 1 + date_diff('second', getvariable('cutoff'), opened_at)
        // 86400) as integer)) as opened_at)
    from opened
),

filed as (
    select
        past.*,
        getvariable('first_draw') - 1 + row_number() over (order by past.opened_at, past.draw) as number,
        if(past.is_incident, 'incident', topics.value) as topic,
        if(past.is_incident, 'problem', topics.value) as true_category,
        priorities.value as priority,
        channels.value as channel,
        providers.value as provider,
        talks.value as conversation
    from past
    inner join slots as topics on topics.topic = 'topic' and topics.slot = first_roll(past.kinds) // 1000
    inner join slots as priorities
        on priorities.topic = if(past.is_incident, 'incident priority', 'priority')
            and priorities.slot = second_roll(past.kinds) // 1000
    inner join slots as channels on channels.topic = 'channel' and channels.slot = third_roll(past.kinds) // 1000
    inner join slots as providers
        on providers.topic = 'mailbox provider' and providers.slot = first_roll(past.subjects) // 1000
    inner join slots as talks on talks.topic = 'conversation' and talks.slot = first_roll(past.talks) // 1000
)

select
    filed.number,
    'C-' || lpad(cast(filed.number as varchar), 8, '0') as case_id,
    filed.account_id,
    filed.calendar_id,
    filed.domain,
    filed.channel,
    filed.opened_at,
    filed.priority,
    filed.true_category,
    third_roll(filed.subjects) % 100 < getvariable('uncategorised_percent') as is_uncategorised,
    filled_in(
        subject_slots.template,
        filed.domain,
        filed.provider,
        cast(second_roll(filed.subjects) % 40 + 5 as varchar)
    ) as subject,
    filed.is_incident,
    filed.conversation,
    agent_slots.person_id as agent_id,
    other_slots.person_id as other_agent_id,
    agent_slots.pace,
    if(filed.calendar_id in ('new-york', 'los-angeles'), 'M-01', 'M-02') as manager_id,
    third_roll(filed.people) % 100 < getvariable('unassigned_percent') as is_unassigned,
    openings.seconds_before
    + least(date_diff('second', openings.opens_at, filed.opened_at),
        date_diff('second', openings.opens_at, openings.closes_at)) as business_opened,
    filed.opened_at >= openings.closes_at as is_outside_hours,
    openings.next_opens_at,
    filed.opened_at >= openings.closes_at
    and filed.priority in ('urgent', 'high')
    and (filed.is_on_call or (filed.priority = 'urgent' and filed.draw % 2 = 0)) as is_on_call
from filed
inner join subject_slots
    on subject_slots.topic = filed.topic
        and subject_slots.slot = scaled(second_roll(filed.subjects), subject_slots.slot_count)
inner join agent_slots
    on agent_slots.is_bad_month = filed.is_bad_month
        and agent_slots.calendar_id = filed.calendar_id
        and agent_slots.slot = scaled(third_roll(filed.people), agent_slots.slot_count)
inner join agent_slots as other_slots
    on other_slots.is_bad_month = filed.is_bad_month
        and other_slots.calendar_id = filed.calendar_id
        and other_slots.slot = (agent_slots.slot + 1) % agent_slots.slot_count
asof inner join openings on openings.calendar_id = filed.calendar_id and filed.opened_at >= openings.opens_at;
