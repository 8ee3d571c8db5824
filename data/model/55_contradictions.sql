-- Events that the state of their case contradicts. They are kept and change nothing they cannot change; only an agreement
-- without a proposal ends a case all the same.

create or replace table contradictory_events as
select
    timed_cases.case_id,
    to_timestamp(case_timelines.second) as occurred_at,
    cast(case_timelines.kind as varchar) as kind,
    cast(case_timelines.state_before as varchar) as state,
    case
        when case_timelines.kind = 'reopened' then 'reopened while not resolved'
        when case_timelines.kind = 'closed' then 'closed while already resolved'
        when case_timelines.kind = 'agent_reply' then 'agent reply after the end'
        when case_timelines.kind = 'resolution_agreed' then 'agreed before it was proposed'
        when case_timelines.kind = 'resolution_proposed' then 'proposed while already proposed or resolved'
        when case_timelines.kind = 'waiting_on_customer' then 'waiting while already waiting, proposed or resolved'
        when case_timelines.kind = 'work_resumed' then 'resumed while open or resolved'
    end as contradiction,
from case_timelines
inner join timed_cases on case_timelines.case_number = timed_cases.case_number
where (case_timelines.kind = 'reopened' and case_timelines.state_before <> 'resolved')
    or (case_timelines.kind in ('closed', 'agent_reply') and case_timelines.state_before = 'resolved')
    or (
        case_timelines.kind = 'resolution_agreed'
        and case_timelines.state_before in ('open', 'waiting_on_customer')
    )
    or (
        case_timelines.kind = 'resolution_proposed'
        and case_timelines.state_before in ('resolution_proposed', 'resolved')
    )
    or (case_timelines.kind = 'waiting_on_customer' and case_timelines.state_before <> 'open')
    or (case_timelines.kind = 'work_resumed' and case_timelines.state_before in ('open', 'resolved'));
