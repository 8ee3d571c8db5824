-- question: How are first response times spread, in business minutes?
-- grain:    one row per bucket [from_minutes, to_minutes) that holds an answered case
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  from_minutes bigint, to_minutes bigint, answered_count bigint, met_count bigint, breached_count bigint, no_target_count bigint
-- decided:  the bucket width is the smallest round one that puts 95% of the answers into 24 buckets; the last
--           bucket holds everything longer and has no end; cases not yet answered are in no bucket

with answered_cases as (
    select
        first_response_business_seconds / 60 as minutes,
        first_response_verdict as verdict,
    from filtered_cases($since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions)
    where first_response_business_seconds is not null
),

widths as (
    select min(width) as width
    from (select unnest([1, 2, 5, 10, 15, 20, 30, 60, 120, 240, 480, 960, 1440]) as width)
    where width = 1440 or width * 24 > (select quantile_cont(minutes, 0.95) from answered_cases)
),

bucketed_cases as (
    select
        least(cast(floor(minutes / width) as bigint), 24) as bucket,
        width,
        verdict,
    from answered_cases
    cross join widths
)

select
    cast(bucket * width as bigint) as from_minutes,
    if(bucket = 24, null, cast((bucket + 1) * width as bigint)) as to_minutes,
    count(*) as answered_count,
    count(*) filter (where verdict = 'met') as met_count,
    count(*) filter (where verdict = 'breached') as breached_count,
    count(*) filter (where verdict is null) as no_target_count,
from bucketed_cases
group by bucket, width
order by bucket
