-- question: Which are the events that changed nothing, the newest first?
-- grain:    one row per event
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[], $findings varchar[] ([] = all), $row_limit bigint (null = every row)
-- returns:  event_id varchar, case_id varchar, account_name varchar, occurred_at timestamp with time zone, kind varchar, finding varchar, state_before varchar, has_effect boolean
-- decided:  exactly the events that events_without_effect counts

with events as (
    select *
    from odd_events($since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions)
    where len($findings) = 0 or list_contains($findings, finding)
    order by occurred_at desc, event_id
    limit $row_limit
)

select
    events.event_id,
    events.case_id,
    accounts.name as account_name,
    events.occurred_at,
    events.kind,
    events.finding,
    events.state_before,
    events.has_effect,
from events
inner join accounts on events.account_id = accounts.account_id
order by events.occurred_at desc, events.event_id
