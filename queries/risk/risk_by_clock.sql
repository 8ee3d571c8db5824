-- question: Which clocks run on what is open, and how urgent is each kind?
-- grain:    one row per (clock, band) that has a running clock
-- params:   $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[], $channels varchar[],
--           $regions varchar[] ([] = all)
-- returns:  clock varchar, band varchar, clock_count bigint
-- decided:  every running clock counts, not only the most urgent of its case; a periodic update has no due time in the
--           records and is not among them; a resolution clock is paused while the customer is waited for

select
    clock,
    band,
    count(*) as clock_count,
from running_clocks($accounts, $tams, $categories, $priorities, $channels, $regions)
group by clock, band
order by list_position(risk_clock_names(), clock), list_position(risk_bands(), band)
