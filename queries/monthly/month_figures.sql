-- question: How did the month go, against the month before and the same month a year ago?
-- grain:    one row per figure
-- params:   $month date (any day of it), $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[],
--           $channels varchar[], $regions varchar[] ([] = all)
-- returns:  figure varchar, unit varchar, value double, n bigint, is_too_few boolean, previous_value double, previous_n bigint, year_ago_value double, year_ago_n bigint, centre double, lower_limit double, upper_limit double, is_outside boolean, is_running boolean, why_no_value varchar, why_no_previous varchar, why_no_year_ago varchar, why_no_limits varchar
-- decided:  of the cases opened and escalations raised in the month, as the other pages count them, judged as of the snapshot;
--           open, load and migrations at its end; load is of the TAMs whose capacity is known, of those who had an account or
--           held anything then; a month that is not over is compared with nothing; limits by the twelve months before: 3
--           sigma around the pooled share, 2.66 mean moving ranges around the mean of counts and durations, from 6 months on

with months as materialized (
    select * from summary_months($month)
),

loads as materialized (
    select 0 as back, *
    from held_points_on(
        (select last_day from months where back = 0), $accounts, $tams, $categories, $priorities, $channels, $regions
    )
    union all
    select 1, *
    from held_points_on(
        (select last_day from months where back = 1), $accounts, $tams, $categories, $priorities, $channels, $regions
    )
    union all
    select 12, *
    from held_points_on(
        (select last_day from months where back = 12), $accounts, $tams, $categories, $priorities, $channels, $regions
    )
),

tam_loads_then as (
    select
        loads.back,
        loads.tam_id,
        any_value(people.capacity_points) as capacity_points,
        sum(loads.item_count) as item_count,
        sum(loads.points) as points,
    from loads
    left join people on loads.tam_id = people.person_id
    where len($tams) = 0 or list_contains($tams, loads.tam_id)
    group by all
),

load_totals as (
    select
        months.back,
        sum(tam_loads_then.points) filter (tam_loads_then.capacity_points is not null) as load_points,
        sum(tam_loads_then.item_count) filter (tam_loads_then.capacity_points is not null) as load_count,
        sum(tam_loads_then.capacity_points) as capacity_points,
        count(tam_loads_then.capacity_points) as capacity_count,
        sum(tam_loads_then.points) filter (tam_loads_then.capacity_points is null) as uncovered_points,
        sum(tam_loads_then.item_count) filter (tam_loads_then.capacity_points is null) as uncovered_count,
    from months
    left join tam_loads_then on months.back = tam_loads_then.back
    where months.back in (0, 1, 12)
    group by months.back
),

load_points_then as (
    select
        back,
        unnest(
            [
                {'figure': 'tam_load', 'value': if(capacity_count > 0, coalesce(load_points, 0), null),
                    'n': coalesce(load_count, 0)},
                {'figure': 'tam_capacity', 'value': capacity_points, 'n': capacity_count},
                {'figure': 'tam_load_uncovered', 'value': coalesce(uncovered_points, 0),
                    'n': coalesce(uncovered_count, 0)},
            ],
            recursive := true
        ),
    from load_totals
),

migrations_then as (
    select 0 as back, standing, completed_on
    from migrations_on(
        (select last_day from months where back = 0), $accounts, $tams, $categories, $priorities, $channels, $regions
    )
    union all
    select 1, standing, completed_on
    from migrations_on(
        (select last_day from months where back = 1), $accounts, $tams, $categories, $priorities, $channels, $regions
    )
    union all
    select 12, standing, completed_on
    from migrations_on(
        (select last_day from months where back = 12), $accounts, $tams, $categories, $priorities, $channels, $regions
    )
),

migration_totals as (
    select
        months.back,
        count(*) filter (migrations_then.standing = 'on_track') as on_track_count,
        count(*) filter (migrations_then.standing = 'late') as late_count,
        count(*) filter (migrations_then.standing = 'stalled') as stalled_count,
        count(*) filter (migrations_then.standing in ('cannot_say', 'paused', 'planned')) as unclear_count,
        count(*) filter (
            migrations_then.standing = 'completed' and migrations_then.completed_on >= months.month
        ) as completed_count,
    from months
    left join migrations_then on months.back = migrations_then.back
    where months.back in (0, 1, 12)
    group by months.back
),

migration_points as (
    select
        back,
        unnest(
            [
                {'figure': 'migrations_on_track', 'n': on_track_count},
                {'figure': 'migrations_late', 'n': late_count},
                {'figure': 'migrations_stalled', 'n': stalled_count},
                {'figure': 'migrations_unclear', 'n': unclear_count},
                {'figure': 'migrations_completed', 'n': completed_count},
            ],
            recursive := true
        ),
    from migration_totals
),

points as (
    select
        figure,
        unit,
        back,
        value,
        n,
        is_too_few,
        is_hidden,
        centre,
        lower_limit,
        upper_limit,
        is_outside,
        why_no_limits,
    from summary_charted_points($month, $accounts, $tams, $categories, $priorities, $channels, $regions)
    where back in (0, 1, 12)
    union all
    select figure, 'points', back, value, n, false, false, null, null, null, null, 'not_charted'
    from load_points_then
    union all
    select
        figure,
        'count',
        back,
        if(len($categories) + len($priorities) + len($channels) > 0, null, cast(n as double)),
        if(len($categories) + len($priorities) + len($channels) > 0, null, n),
        false,
        len($categories) + len($priorities) + len($channels) > 0,
        null,
        null,
        null,
        null,
        'not_charted',
    from migration_points
),

known_points as (
    select
        points.* exclude (value, n),
        months.is_running,
        if(months.is_known, points.value, null) as value,
        if(months.is_known, points.n, null) as n,
        case
            when points.is_hidden then 'filtered'
            when not months.is_known then 'before_records'
            when points.value is null and points.unit = 'points' then 'no_capacity'
            when points.value is null then 'none'
        end as why_no_value,
    from points
    inner join months on points.back = months.back
)

select
    asked.figure,
    asked.unit,
    cast(asked.value as double) as value,
    cast(asked.n as bigint) as n,
    asked.is_too_few,
    cast(if(asked.is_running, null, previous.value) as double) as previous_value,
    cast(if(asked.is_running, null, previous.n) as bigint) as previous_n,
    cast(if(asked.is_running, null, year_ago.value) as double) as year_ago_value,
    cast(if(asked.is_running, null, year_ago.n) as bigint) as year_ago_n,
    asked.centre,
    asked.lower_limit,
    asked.upper_limit,
    asked.is_outside,
    asked.is_running,
    asked.why_no_value,
    if(asked.is_running, 'running', previous.why_no_value) as why_no_previous,
    if(asked.is_running, 'running', year_ago.why_no_value) as why_no_year_ago,
    if(asked.is_hidden, 'filtered', asked.why_no_limits) as why_no_limits,
from known_points as asked
inner join known_points as previous on asked.figure = previous.figure and previous.back = 1
inner join known_points as year_ago on asked.figure = year_ago.figure and year_ago.back = 12
where asked.back = 0
order by list_position(
    [
        'cases_opened', 'first_response_attainment', 'first_response_adjusted', 'median_first_response',
        'p90_first_response', 'agreed_resolution', 'open_at_end', 'escalations', 'escalation_acknowledgement',
        'tam_load', 'tam_capacity', 'tam_load_uncovered',
        'migrations_on_track', 'migrations_late', 'migrations_stalled', 'migrations_unclear', 'migrations_completed'
    ],
    asked.figure
)
