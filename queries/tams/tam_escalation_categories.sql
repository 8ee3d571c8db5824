-- question: Which kinds of escalations does this TAM have open, and are they acknowledged?
-- grain:    one row per category, also those with nothing in them
-- params:   $tam varchar (a person, or `no_tam`)
-- returns:  category varchar, escalation_count bigint, unacknowledged_count bigint, breached_count bigint, first_due_at timestamp with time zone, points double
-- decided:  every open escalation the TAM holds, out-of-scope ones too; breached: the acknowledgement still runs and is late;
--           first_due_at is the earliest due time of an acknowledgement that still runs, late or not

with categories as (
    select unnest(['problem', 'configuration', 'information']) as category
),

open_escalations as (
    select *
    from tam_open_items([], [$tam], [], [], [], [])
    where item = 'escalation'
),

clocks as (
    select *
    from running_clocks([], [$tam], [], [], [], [])
    where clock = 'escalation_acknowledgement'
)

select
    categories.category,
    count(open_escalations.item_id) as escalation_count,
    count(*) filter (open_escalations.is_unacknowledged) as unacknowledged_count,
    count(*) filter (clocks.band = 'breached') as breached_count,
    min(clocks.due_at) as first_due_at,
    coalesce(sum(open_escalations.points), 0) as points,
from categories
left join open_escalations on categories.category = open_escalations.category
left join clocks on open_escalations.item_id = clocks.item_id
group by categories.category
order by list_position(['problem', 'configuration', 'information'], categories.category)
