-- question: What does each TAM's load consist of?
-- grain:    one row per TAM and kind of item of which something is open
-- params:   $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[], $channels varchar[],
--           $regions varchar[] ([] = all)
-- returns:  tam_id varchar, tam_name varchar, item varchar, load_item varchar, item_count bigint, points_each double, points double
-- decided:  points = item_count x points_each, and they add up to the load of tam_load; what has no TAM is under `no_tam`

select
    open_items.tam_id,
    any_value(people.name) as tam_name,
    any_value(open_items.item) as item,
    open_items.load_item,
    count(*) as item_count,
    any_value(open_items.points) as points_each,
    sum(open_items.points) as points,
from tam_open_items($accounts, $tams, $categories, $priorities, $channels, $regions) as open_items
left join people on open_items.tam_id = people.person_id
group by open_items.tam_id, open_items.load_item
order by
    open_items.tam_id = 'no_tam', open_items.tam_id, list_position(load_items(), open_items.load_item) nulls last,
    open_items.load_item
