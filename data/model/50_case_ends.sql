-- Where each case stands at as_of, and the events that stopped its clocks. Cases without events stand where they opened.

create or replace temp table case_ends as
with assignments as (
    select
        case_id,
        value as agent_id,
    from case_events
    where kind = 'assigned' and occurred_at <= (select as_of from snapshot)
    qualify row_number() over (partition by case_id order by occurred_at desc, event_id desc) = 1
),

marks as (
    select
        case_number,
        max(sequence) as last_sequence,
        min(sequence) filter (kind = 'agent_reply' and state_before <> 'resolved') as first_reply_sequence,
        max(sequence) filter (state_after = 'resolved' and state_before <> 'resolved') as resolving_sequence,
        max(sequence) filter (kind = 'resolution_agreed') as agreed_sequence,
        max(second) filter (
            state_after = 'resolution_proposed' and state_before <> 'resolution_proposed'
        ) as proposed_second,
        count(*) filter (kind = 'reopened' and state_before = 'resolved') as reopen_count,
    from case_timelines
    group by case_number
)

select
    timed_cases.case_number,
    marks.first_reply_sequence,
    first_replies.second as first_reply_second,
    first_replies.clock as first_reply_clock,
    coalesce(first_replies.priority, last_events.priority, timed_cases.priority) as first_reply_priority,
    coalesce(first_replies.category, last_events.category, timed_cases.category) as first_reply_category,
    coalesce(last_events.state_after, 'open') as state,
    coalesce(last_events.priority, timed_cases.priority) as priority,
    coalesce(last_events.category, timed_cases.category) as category,
    coalesce(assignments.agent_id, timed_cases.agent_id) as agent_id,
    -- Of a case that is resolved now: its last end.
    case when last_events.state_after = 'resolved' then resolutions.second end as resolved_second,
    case when last_events.state_after = 'resolved' then resolutions.clock end as resolved_clock,
    case when last_events.state_after = 'resolved' then resolutions.priority end as resolved_priority,
    case when last_events.state_after = 'resolved' then resolutions.category end as resolved_category,
    case
        when last_events.state_after = 'resolved'
            then coalesce(marks.agreed_sequence >= marks.resolving_sequence, false)
    end as is_agreed,
    -- Time in state open until the end, or until as_of.
    coalesce(last_events.open_clock, 0)
    + case
        when coalesce(last_events.state_after, 'open') = 'open'
            then timed_cases.as_of_clock - coalesce(last_events.clock, timed_cases.opened_clock)
        else 0
    end as open_clock,
    coalesce(last_events.open_elapsed, 0)
    + case
        when coalesce(last_events.state_after, 'open') = 'open'
            then timed_cases.as_of_second - coalesce(last_events.second, timed_cases.opened_second)
        else 0
    end as open_elapsed,
    marks.proposed_second,
    coalesce(marks.reopen_count, 0) as reopen_count,
from timed_cases
left join marks on timed_cases.case_number = marks.case_number
left join case_timelines as last_events
    on marks.case_number = last_events.case_number and marks.last_sequence = last_events.sequence
left join case_timelines as first_replies
    on marks.case_number = first_replies.case_number and marks.first_reply_sequence = first_replies.sequence
left join case_timelines as resolutions
    on marks.case_number = resolutions.case_number and marks.resolving_sequence = resolutions.sequence
left join assignments on timed_cases.case_id = assignments.case_id;
