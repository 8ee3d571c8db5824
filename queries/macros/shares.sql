-- Shares over time as p-charts: what a clock met of what it judged, and what a trait's cases are of all that could have it.

-- What a chart counts by local date: of a clock (first_response, next_response, periodic_update, resolution) what it judged, by
-- the denominator; of a trait (reopened, escalated, one_touch) the cases opened that day.
create or replace temp macro counted_days(
    share_of, denominator, since, until, accounts, tams, categories, priorities, channels, regions
) as table (
    select *
    from judged_days(
        share_of,
        if(share_of in ('reopened', 'escalated', 'one_touch'), 'opened', denominator),
        since, until, accounts, tams, categories, priorities, channels, regions
    )
    union all by name
    select
        opened_on as belongs_on,
        count(*) filter (where share_of <> 'one_touch' or is_resolved) as judged_count,
        count(*) filter (where case share_of
            when 'reopened' then is_reopened
            when 'escalated' then is_escalated
            when 'one_touch' then is_one_touch
        end) as met_count,
    from issue_cases(since, until, accounts, tams, categories, priorities, channels, regions)
    where share_of in ('reopened', 'escalated', 'one_touch') and not is_counted(accounts, tams)
    group by opened_on
);

-- The weeks (from Monday) that touch [since, until), or the 13 months that end with that of the last record, each with its share
-- and the limits of chance: 3 sigma of its own count around the pooled share of the 12 months that end with the records. A
-- step that the period or the end of the records cuts is partial.
create or replace temp macro charted_shares(
    step, share_of, denominator, since, until, accounts, tams, categories, priorities, channels, regions
) as table (
    with
        ends as (
            select
                cast(timezone(reporting_time_zone, as_of) as date) as as_of_on,
                cast(date_trunc('month', timezone(reporting_time_zone, as_of)) as date) as last_month,
            from snapshot
        ),

        bounds as (
            select
                as_of_on,
                if(step = 'month', cast(last_month - interval 12 month as date), cast(since as date)) as since,
                if(step = 'month', cast(last_month + interval 1 month as date), cast(until as date)) as until,
            from ends
        ),

        days as (
            select *
            from counted_days(
                share_of,
                denominator,
                (select least(bounds.since, cast(bounds.as_of_on - interval 12 month as date)) from bounds),
                (select greatest(bounds.until, bounds.as_of_on + 1) from bounds),
                accounts, tams, categories, priorities, channels, regions
            )
        ),

        means as (
            select sum(days.met_count) / nullif(sum(days.judged_count), 0) as mean_share
            from days
            inner join bounds
                on days.belongs_on > bounds.as_of_on - interval 12 month and days.belongs_on <= bounds.as_of_on
        ),

        starts as (
            select
                cast(
                    unnest(generate_series(
                        date_trunc(step, bounds.since),
                        bounds.until - interval 1 day,
                        if(step = 'month', interval 1 month, interval 7 day)
                    ))
                    as date
                ) as step_start,
                *,
            from bounds
        ),

        steps as (
            select
                *,
                cast(step_start + if(step = 'month', interval 1 month, interval 7 day) as date) as step_end,
            from starts
        ),

        counted_steps as (
            select
                steps.step_start,
                cast(coalesce(sum(days.judged_count), 0) as bigint) as judged_count,
                cast(coalesce(sum(days.met_count), 0) as bigint) as met_count,
                sum(days.adjusted_met_count) / nullif(sum(days.adjusted_judged_count), 0) as adjusted_share,
                any_value(
                    steps.step_start < steps.since or steps.step_end > least(steps.until, steps.as_of_on)
                ) as is_partial,
            from steps
            left join days
                on steps.step_start = date_trunc(step, days.belongs_on)
                and days.belongs_on >= steps.since
                and days.belongs_on < steps.until
            group by steps.step_start
        ),

        charted_steps as (
            select
                counted_steps.*,
                counted_steps.met_count / nullif(counted_steps.judged_count, 0) as share,
                means.mean_share,
                control_reach(means.mean_share, counted_steps.judged_count) as reach,
            from counted_steps
            cross join means
        )

    select
        step_start,
        judged_count,
        met_count,
        share,
        adjusted_share,
        mean_share,
        control_limit(mean_share, reach, -1) as lower_limit,
        control_limit(mean_share, reach, 1) as upper_limit,
        control_signal(share, mean_share, reach) as signal,
        is_partial,
    from charted_steps
);
