-- question: Whose cases and escalations will be late by the end of the day unless someone acts?
-- grain:    one row per owner who has something late, or due by then
-- params:   $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[], $channels varchar[],
--           $regions varchar[] ([] = all)
-- returns:  owner_role varchar, owner_id varchar, owner_name varchar, will_breach_count bigint, within_hour_count bigint, breached_count bigint, first_due_at timestamp with time zone, horizon_at timestamp with time zone
-- decided:  cases belong to their agent, escalations to their TAM; an item counts once, however many of its clocks run;
--           the day ends with the last opening of today on the item's calendar, or of the next day that opens once
--           today's hours are over; what is late already is counted apart, also where another clock is still to be late;
--           horizon_at is the latest such end among the owner's items

with clocks as (
    select * from running_clocks($accounts, $tams, $categories, $priorities, $channels, $regions)
),

items as (
    select
        item,
        item_id,
        any_value(owner_role) as owner_role,
        any_value(owner_id) as owner_id,
        bool_or(band = 'breached') as is_breached,
        bool_or(is_forecast) as is_forecast,
        bool_or(is_forecast and band = 'due_within_hour') as is_within_hour,
        min(due_at) filter (is_forecast) as first_due_at,
        any_value(working_day_ends_at) as horizon_at,
    from clocks
    group by item, item_id
)

select
    items.owner_role,
    items.owner_id,
    any_value(people.name) as owner_name,
    count(*) filter (items.is_forecast and not items.is_breached) as will_breach_count,
    count(*) filter (items.is_within_hour and not items.is_breached) as within_hour_count,
    count(*) filter (items.is_breached) as breached_count,
    min(items.first_due_at) as first_due_at,
    max(items.horizon_at) filter (items.is_forecast) as horizon_at,
from items
left join people on items.owner_id = people.person_id
where items.is_forecast or items.is_breached
group by items.owner_role, items.owner_id
order by will_breach_count desc, breached_count desc, items.owner_role, items.owner_id
