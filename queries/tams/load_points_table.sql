-- question: What does an open item weigh in a TAM's load?
-- grain:    one row per kind of item
-- params:   none
-- returns:  load_item varchar, item varchar, detail varchar, points double, reason varchar
-- decided:  the points are weights, from a small file, not measurements: they say what an item costs against another; a kind
--           without a row there counts 0 and shows no points; rows of the file that name no kind of item come last

with kinds as (
    select unnest(load_items()) as load_item
)

select
    coalesce(kinds.load_item, item_points.load_item) as load_item,
    split_part(coalesce(kinds.load_item, item_points.load_item), ':', 1) as item,
    split_part(coalesce(kinds.load_item, item_points.load_item), ':', 2) as detail,
    item_points.points,
    item_points.reason,
from kinds
full join item_points() as item_points on kinds.load_item = item_points.load_item
order by list_position(load_items(), kinds.load_item) nulls last, item_points.load_item
