-- question: How are the times of a clock spread, in business minutes?
-- grain:    one row per bucket [from_minutes, to_minutes) that holds a stopped clock
-- params:   $clock varchar (first_response, next_response, periodic_update or resolution),
--           $denominator varchar (opened, resolved or due), $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  from_minutes bigint, to_minutes bigint, timed_count bigint, met_count bigint, breached_count bigint, no_target_count bigint, other_count bigint
-- decided:  the bucket width is the smallest round one that puts 95% of the times into 24 buckets; the last bucket holds
--           everything longer and has no end; what has not stopped is in no bucket, but silences count as they stand
--           (other: pending so far)

with timed_rows as (
    select
        business_seconds / 60 as minutes,
        verdict,
    from clock_rows(
        [$clock], $denominator, $since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions
    )
    where business_seconds is not null
),

widths as (
    select min(width) as width
    from (select unnest([1, 2, 5, 10, 15, 20, 30, 60, 120, 240, 480, 960, 1440, 2880, 7200, 14400]) as width)
    where width = 14400 or width * 24 > (select quantile_cont(minutes, 0.95) from timed_rows)
),

bucketed_rows as (
    select
        least(cast(floor(minutes / width) as bigint), 24) as bucket,
        width,
        verdict,
    from timed_rows
    cross join widths
)

select
    cast(bucket * width as bigint) as from_minutes,
    if(bucket = 24, null, cast((bucket + 1) * width as bigint)) as to_minutes,
    count(*) as timed_count,
    count(*) filter (where verdict = 'met') as met_count,
    count(*) filter (where verdict = 'breached') as breached_count,
    count(*) filter (where verdict = 'no_target') as no_target_count,
    count(*) filter (where verdict not in ('met', 'breached', 'no_target')) as other_count,
from bucketed_rows
group by bucket, width
order by bucket
