-- question: How much changed in this TAM's book lately?
-- grain:    one row per kind of change, also those that did not occur
-- params:   $tam varchar (a person, or `no_tam`), $changed_since date (null = seven days before the day of as_of)
-- returns:  change varchar, change_count bigint, since_on date
-- decided:  from the beginning of that day in the reporting time zone up to as_of; otherwise as tam_changes, whose rows these are

with kinds as (
    select unnest(tam_change_kinds()) as change
)

select
    kinds.change,
    count(changes.item_id) as change_count,
    changes_since($changed_since) as since_on,
from kinds
left join tam_changes_of($tam, $changed_since) as changes on kinds.change = changes.change
group by kinds.change
order by list_position(tam_change_kinds(), kinds.change)
