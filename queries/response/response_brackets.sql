-- question: How many took how long, or how many replies, in a few named brackets?
-- grain:    one row per bracket [at_least, below), also empty ones; the last has no end, and one without bounds holds what has no value
-- params:   $clock varchar (first_response, next_response, periodic_update or resolution),
--           $denominator varchar (opened, resolved or due), $measure varchar (business or elapsed seconds, or replies of the case), $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  bracket bigint, at_least bigint, below bigint, row_count bigint, share double
-- decided:  brackets of answers end at 1, 4, 8 and 24 business hours or 1, 8 and 24 clock hours; of resolutions and silences
--           at 4, 8, 24 and 80 business hours or 5 hours, 1, 7 and 30 days; replies are an agent's while the case was
--           not resolved; shares are of all rows

with edges as (
    select case
        when $measure = 'replies' then [0, 1, 2, 3, 6, 11]
        when $measure = 'business' and $clock in ('first_response', 'next_response') then [0, 3600, 14400, 28800, 86400]
        when $measure = 'business' then [0, 14400, 28800, 86400, 288000]
        when $measure = 'elapsed' and $clock in ('first_response', 'next_response') then [0, 3600, 28800, 86400]
        when $measure = 'elapsed' then [0, 18000, 86400, 604800, 2592000]
        else []
    end as starts
),

brackets as (
    select
        unnest(starts) as at_least,
        unnest(range(1, len(starts) + 1)) as bracket,
        unnest(list_append(starts[2:], null)) as below,
    from edges
    union all
    select
        null,
        len(starts) + 1,
        null,
    from edges
),

measured_rows as (
    select measured($measure, business_seconds, elapsed_seconds, reply_count) as value
    from clock_rows(
        [$clock], $denominator, $since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions
    )
),

counted_values as (
    select
        if(value is null, len(starts) + 1, len(list_filter(starts, lambda start: start <= value))) as bracket,
        count(*) as row_count,
    from measured_rows
    cross join edges
    group by bracket
)

select
    brackets.bracket,
    cast(brackets.at_least as bigint) as at_least,
    cast(brackets.below as bigint) as below,
    coalesce(counted_values.row_count, 0) as row_count,
    coalesce(counted_values.row_count, 0) / (select nullif(sum(row_count), 0) from counted_values) as share,
from brackets
left join counted_values on brackets.bracket = counted_values.bracket
order by brackets.bracket
