-- question: Which events changed nothing, or came out of their usual order?
-- grain:    one row per (kind, finding) that occurs, the most frequent first
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  kind varchar, finding varchar, has_effect boolean, event_count bigint, case_count bigint, first_at timestamp with time zone, last_at timestamp with time zone
-- decided:  events of the cases opened in the period; each is judged by the state its case was in at that moment; all are
--           kept, none is repaired; an agreement that no proposal went before does end the case; one that follows a
--           closing makes it agreed and is not listed, a second one is; a customer's reply to a resolved case awaits
--           its answer from the reopening

select
    kind,
    finding,
    has_effect,
    count(*) as event_count,
    count(distinct case_id) as case_count,
    min(occurred_at) as first_at,
    max(occurred_at) as last_at,
from odd_events($since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions)
group by kind, finding, has_effect
order by event_count desc, kind, finding
