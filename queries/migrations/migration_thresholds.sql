-- question: From which rate on does a migration need watching, or stopping, and who says so?
-- grain:    one row per threshold, by metric and rising
-- params:   none
-- returns:  metric varchar, level varchar, value double, until_value double, action varchar, source varchar, is_ours boolean
-- decided:  a rate is at a level from the value on, up to the next level's (null: no end); where nobody publishes a
--           figure it is our own, and says so

select
    metric,
    level,
    value,
    lead(value) over (partition by metric order by value) as until_value,
    action,
    source,
    starts_with(source, 'Internal') as is_ours,
from watch_thresholds
order by metric, value
