-- Who spoke last is asked of open items only, and often: the newest public message of each case that is open, or whose
-- escalation is. Of an answer and a customer's message at one instant the message is the later, as in the timelines.

create or replace table last_words as
select
    case_events.case_id,
    max(case_events.occurred_at) as spoken_at,
    max_by(if(case_events.kind = 'customer_reply', 'customer', 'agent'), message_order) as spoken_by,
    nullif(max_by(coalesce(case_events.actor_id, ''), message_order), '') as actor_id,
from (
    select
        *,
        {'at': occurred_at, 'is_reply': kind = 'customer_reply', 'id': event_id} as message_order,
    from case_events
    where kind in ('agent_reply', 'customer_reply') and occurred_at <= (select as_of from snapshot)
) as case_events
inner join (
    select case_id from case_metrics where state <> 'resolved'
    union
    select case_id from escalation_metrics where state <> 'resolved' and case_id is not null
) as open_items on case_events.case_id = open_items.case_id
group by case_events.case_id;
