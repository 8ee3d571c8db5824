-- question: Whose cases and escalations will be late by the end of the day unless someone acts?
-- grain:    one row per owner who has something late, or due by then
-- params:   $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[], $channels varchar[],
--           $regions varchar[] ([] = all)
-- returns:  owner_role varchar, owner_id varchar, owner_name varchar, will_breach_count bigint, within_hour_count bigint, breached_count bigint, first_due_at timestamp with time zone, horizon_at timestamp with time zone
-- decided:  cases belong to their agent, escalations to their TAM; an item counts once, however many of its clocks run;
--           the day ends with the last opening of today on the item's calendar, or of the next day that opens once
--           today's hours are over; what is late already is counted apart, also where another clock is still to be late;
--           horizon_at is the latest such end among the owner's items

select
    clocks.owner_role,
    clocks.owner_id,
    any_value(people.name) as owner_name,
    count(*) filter (clocks.is_most_urgent and clocks.is_forecast_item and not clocks.is_late_item)
        as will_breach_count,
    count(*) filter (clocks.is_most_urgent and clocks.is_within_hour_item and not clocks.is_late_item)
        as within_hour_count,
    count(*) filter (clocks.is_most_urgent and clocks.is_late_item) as breached_count,
    min(clocks.due_at) filter (clocks.is_forecast) as first_due_at,
    max(clocks.working_day_ends_at) filter (clocks.is_forecast) as horizon_at,
from running_clocks($accounts, $tams, $categories, $priorities, $channels, $regions) as clocks
left join people on clocks.owner_id = people.person_id
where clocks.is_forecast_item or clocks.is_late_item
group by clocks.owner_role, clocks.owner_id
order by will_breach_count desc, breached_count desc, clocks.owner_role, clocks.owner_id
