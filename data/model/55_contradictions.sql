-- Events that the state of their case contradicts, with what is odd about each. They are kept and change nothing they
-- cannot change; only an agreement without a proposal ends a case all the same. A customer's message to a resolved case
-- and an agreement after one are no contradiction of the rules, but as much out of order.

create or replace table contradictory_events as
with odd_events as (
    select
        case_number,
        sequence,
        second,
        kind,
        state_before,
    from case_timelines
    where (state_before = 'resolved' and kind <> 'reopened')
        or (kind = 'reopened' and state_before <> 'resolved')
        or (kind = 'resolution_agreed' and state_before in ('open', 'waiting_on_customer'))
        or (kind = 'resolution_proposed' and state_before = 'resolution_proposed')
        or (kind = 'waiting_on_customer' and state_before <> 'open')
        or (kind = 'work_resumed' and state_before = 'open')
),

-- An agreement that follows a closing makes it agreed; a second one says nothing new.
repeated_agreements as (
    select
        case_number,
        sequence,
        lag(kind) over (partition by case_number order by sequence) = 'resolution_agreed' as is_repeated,
    from case_timelines
    where kind in ('resolution_agreed', 'reopened')
        and case_number in (
            select case_number from odd_events where kind = 'resolution_agreed' and state_before = 'resolved'
        )
),

found_events as (
    select
        odd_events.*,
        case odd_events.kind
            when 'resolution_agreed' then case
                when odd_events.state_before <> 'resolved' then 'agreed_without_proposal'
                when repeated_agreements.is_repeated then 'agreed_again'
            end
            when 'closed' then 'closed_while_resolved'
            when 'reopened' then 'reopened_while_open'
            when 'resolution_proposed' then
                if(odd_events.state_before = 'resolved', 'proposed_while_resolved', 'proposed_again')
            when 'waiting_on_customer' then case odd_events.state_before
                when 'resolved' then 'waiting_while_resolved'
                when 'resolution_proposed' then 'waiting_while_proposed'
                else 'waiting_again'
            end
            when 'work_resumed' then
                if(odd_events.state_before = 'resolved', 'resumed_while_resolved', 'resumed_while_open')
            when 'agent_reply' then 'agent_reply_while_resolved'
            when 'customer_reply' then 'customer_reply_while_resolved'
        end as finding,
    from odd_events
    left join repeated_agreements
        on odd_events.case_number = repeated_agreements.case_number
        and odd_events.sequence = repeated_agreements.sequence
),

-- Timelines carry no ids: the events of one kind at one instant stand there in the order of their ids. Only of instants with
-- something odd are they numbered.
odd_instants as (
    select distinct
        found_events.case_number,
        timed_cases.case_id,
        found_events.second,
        found_events.kind,
    from found_events
    inner join timed_cases on found_events.case_number = timed_cases.case_number
    where found_events.finding is not null
),

twins as (
    select
        case_timelines.case_number,
        case_timelines.sequence,
        row_number() over (
            partition by case_timelines.case_number, case_timelines.second, case_timelines.kind
            order by case_timelines.sequence
        ) as place,
    from case_timelines
    inner join odd_instants
        on case_timelines.case_number = odd_instants.case_number
        and case_timelines.second = odd_instants.second
        and case_timelines.kind = odd_instants.kind
),

named_events as (
    select
        odd_instants.case_number,
        odd_instants.second,
        odd_instants.kind,
        case_events.event_id,
        row_number() over (
            partition by odd_instants.case_number, odd_instants.second, odd_instants.kind
            order by case_events.event_id
        ) as place,
    from case_events
    inner join odd_instants
        on case_events.case_id = odd_instants.case_id
        and case_events.occurred_at = to_timestamp(odd_instants.second)
        and case_events.kind = cast(odd_instants.kind as varchar)
)

select
    named_events.event_id,
    timed_cases.case_id,
    timed_cases.account_id,
    to_timestamp(found_events.second) as occurred_at,
    cast(found_events.kind as varchar) as kind,
    cast(found_events.state_before as varchar) as state,
    found_events.finding,
    found_events.finding = 'agreed_without_proposal' as has_effect,
from found_events
inner join timed_cases on found_events.case_number = timed_cases.case_number
inner join twins on found_events.case_number = twins.case_number and found_events.sequence = twins.sequence
inner join named_events
    on found_events.case_number = named_events.case_number
    and found_events.second = named_events.second
    and found_events.kind = named_events.kind
    and twins.place = named_events.place
where found_events.finding is not null;
