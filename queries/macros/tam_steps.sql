-- Days, weeks and months that the pages of TAMs go by.

-- The beginning of the step a day is in: the day itself, its month, or else its week from Monday.
create or replace temp macro step_of(day, step) as (
    case step
        when 'day' then cast(day as date)
        when 'month' then cast(date_trunc('month', day) as date)
        else cast(date_trunc('week', day) as date)
    end
);

-- The days of a period that have come, by the reporting time zone, with the step (day, week from Monday, month) each is in.
create or replace temp macro step_days(since, until, step) as table (
    select
        cast(days.day as date) as day,
        step_of(days.day, step) as step_start,
    from (
        select unnest(range(
            cast(since as timestamp),
            cast(
                least(cast(until as date), cast(timezone(snapshot.reporting_time_zone, snapshot.as_of) as date) + 1)
                as timestamp
            ),
            interval 1 day
        )) as day
        from snapshot
    ) as days
);

-- The seven days from the day of as_of in a zone: what a week strip shows. It looks ahead, so that holidays to come show.
create or replace temp macro week_ahead(zone) as table (
    select
        cast(days.day as date) as day,
        timezone(zone, days.day) as starts_at,
        timezone(zone, days.day + interval 1 day) as ends_at,
    from (
        select
            unnest(range(
                cast(cast(timezone(zone, as_of) as date) as timestamp),
                cast(cast(timezone(zone, as_of) as date) + 7 as timestamp),
                interval 1 day
            )) as day
        from snapshot
    ) as days
);
