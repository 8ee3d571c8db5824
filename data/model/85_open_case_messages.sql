-- Who spoke last is asked of open items only, and often: their messages, so that nobody reads all events for it.

create or replace table open_case_messages as
select
    case_events.case_id,
    case_events.occurred_at,
    case_events.kind,
from case_events
inner join (
    select case_id from case_metrics where state <> 'resolved'
    union
    select case_id from escalation_metrics where state <> 'resolved' and case_id is not null
) as open_items on case_events.case_id = open_items.case_id
where case_events.kind in ('agent_reply', 'customer_reply')
    and case_events.occurred_at <= (select as_of from snapshot);
