-- question: How many open cases and escalations are late, nearly late, or not pressing?
-- grain:    one row per band, the most urgent first, also those with nothing in them
-- params:   $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[], $channels varchar[],
--           $regions varchar[] ([] = all)
-- returns:  band varchar, item_count bigint, case_count bigint, escalation_count bigint, clock_count bigint
-- decided:  a case or escalation is counted once, in the band of its most urgent clock, and each of its running clocks in
--           clock_count; due within an hour is an hour of the target's own clock: opening hours, or around the clock;
--           due today is until midnight where the calendar lies; paused clocks are breached only if they had run out;
--           escalations have no priority and no channel of a case, and are left out while one is chosen

with bands as (
    select unnest(risk_bands()) as band
),

clocks as (
    select * from running_clocks($accounts, $tams, $categories, $priorities, $channels, $regions)
)

select
    bands.band,
    count(*) filter (clocks.is_most_urgent) as item_count,
    count(*) filter (clocks.is_most_urgent and clocks.item = 'case') as case_count,
    count(*) filter (clocks.is_most_urgent and clocks.item = 'escalation') as escalation_count,
    count(clocks.band) as clock_count,
from bands
left join clocks on bands.band = clocks.band
group by bands.band
order by list_position(risk_bands(), bands.band)
