-- question: How long do cases take until they are resolved, open ones included, and how were they resolved?
-- grain:    one row; $with_before a second one, for the period of equal length before
-- params:   $with_before boolean, $denominator varchar (opened, resolved or due), $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  is_before boolean, case_count bigint, resolved_count bigint, open_count bigint, median_business_seconds double, p90_business_seconds double, estimated_median_business_seconds bigint, estimated_p90_business_seconds bigint, median_elapsed_seconds double, agreed_count bigint, agreed_share double, once_resolved_count bigint, reopened_count bigint, reopened_share double, one_touch_count bigint, one_touch_share double, two_touch_count bigint, two_touch_share double, median_reply_count double
-- decided:  durations are business time in state open; median and p90 are of finally resolved cases alone, the estimates are
--           Kaplan-Meier's with open cases censored at the end of the records: the first duration by which half (or 9 in
--           10) are resolved, null if that is not reached; without open cases they are the lower median and the
--           discrete 90th percentile; one touch is resolved with one agent reply (those sent while it was resolved not
--           counted), of all resolved; reopened is of all that were resolved once; elapsed is clock time from opened
--           to resolved

with chosen_cases as (
    select
        *,
        belongs_on < $since as is_before,
    from clock_rows(
        ['resolution'],
        $denominator, if($with_before, start_before($since, $until), $since), $until,
        $accounts, $tams, $categories, $priorities, $channels, $regions
    )
),

-- Who is resolved at a duration leaves after, who is still open at it was there too.
durations as (
    select
        is_before,
        if(resolved_at is null, coalesce(open_business_seconds, 0), business_seconds) as seconds,
        count(resolved_at) as resolved_count,
        count(*) as leaving_count,
    from chosen_cases
    group by is_before, seconds
),

risks as (
    select
        *,
        sum(leaving_count) over (partition by is_before order by seconds desc rows unbounded preceding)
            as at_risk_count,
    from durations
),

survivals as (
    select
        is_before,
        seconds,
        product(1 - resolved_count / at_risk_count) over (
            partition by is_before order by seconds rows unbounded preceding
        ) as unresolved_share,
    from risks
    where resolved_count > 0
),

-- A product of a million doubles is off by 1e-10 at most: what is less than 1e-9 above a half is a half.
estimates as (
    select
        is_before,
        min(seconds) filter (where unresolved_share <= 0.5 + 1e-9) as median_seconds,
        min(seconds) filter (where unresolved_share <= 0.1 + 1e-9) as p90_seconds,
    from survivals
    group by is_before
),

totals as (
    select
        is_before,
        count(*) as case_count,
        count(resolved_at) as resolved_count,
        quantile_cont(business_seconds, [0.5, 0.9]) as quantile_seconds,
        quantile_cont(elapsed_seconds, 0.5) as median_elapsed_seconds,
        count(*) filter (where has_trait('agreed', resolved_at, resolution_agreed, reopen_count, reply_count))
            as agreed_count,
        count(*) filter (where has_trait('once_resolved', resolved_at, resolution_agreed, reopen_count, reply_count))
            as once_resolved_count,
        count(*) filter (where has_trait('reopened', resolved_at, resolution_agreed, reopen_count, reply_count))
            as reopened_count,
        count(*) filter (where has_trait('one_touch', resolved_at, resolution_agreed, reopen_count, reply_count))
            as one_touch_count,
        count(*) filter (where has_trait('two_touch', resolved_at, resolution_agreed, reopen_count, reply_count))
            as two_touch_count,
        quantile_cont(reply_count, 0.5) filter (where resolved_at is not null) as median_reply_count,
    from chosen_cases
    group by is_before
)

select
    asked.is_before,
    coalesce(totals.case_count, 0) as case_count,
    coalesce(totals.resolved_count, 0) as resolved_count,
    coalesce(totals.case_count - totals.resolved_count, 0) as open_count,
    cast(totals.quantile_seconds[1] as double) as median_business_seconds,
    cast(totals.quantile_seconds[2] as double) as p90_business_seconds,
    estimates.median_seconds as estimated_median_business_seconds,
    estimates.p90_seconds as estimated_p90_business_seconds,
    cast(totals.median_elapsed_seconds as double) as median_elapsed_seconds,
    coalesce(totals.agreed_count, 0) as agreed_count,
    totals.agreed_count / nullif(totals.resolved_count, 0) as agreed_share,
    coalesce(totals.once_resolved_count, 0) as once_resolved_count,
    coalesce(totals.reopened_count, 0) as reopened_count,
    totals.reopened_count / nullif(totals.once_resolved_count, 0) as reopened_share,
    coalesce(totals.one_touch_count, 0) as one_touch_count,
    totals.one_touch_count / nullif(totals.resolved_count, 0) as one_touch_share,
    coalesce(totals.two_touch_count, 0) as two_touch_count,
    totals.two_touch_count / nullif(totals.resolved_count, 0) as two_touch_share,
    cast(totals.median_reply_count as double) as median_reply_count,
from (select unnest(if($with_before, [false, true], [false])) as is_before) as asked
left join totals on asked.is_before = totals.is_before
left join estimates on asked.is_before = estimates.is_before
order by asked.is_before
