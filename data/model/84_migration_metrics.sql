-- One row per migration: how far it is, how it fares, and when its last stage can be expected (docs/migrations.md).

create or replace table migration_metrics as
with
plan_ends as (
    select
        plan_stages.migration_id,
        count(*) as stages,
        count(*) filter (plan_stages.planned_on <= migration_lives.judged_on) as planned_stage,
        -- once the plan has run out, each day more is one more day behind
        greatest(any_value(migration_lives.judged_on) - max(plan_stages.planned_on), 0) as days_over,
    from plan_stages
    inner join migration_lives on plan_stages.migration_id = migration_lives.migration_id
    group by plan_stages.migration_id
),

ramp_days as (
    select
        migration_days.*,
        migration_lives.judged_on,
        migration_days.stage - coalesce(lag(migration_days.stage) over (
            partition by migration_days.migration_id order by migration_days.date
        ), 0) as gain,
        min(migration_days.date) filter (migration_days.premium_sent > 0) over (
            partition by migration_days.migration_id
        ) as sent_from,
    from migration_days
    inner join migration_lives on migration_days.migration_id = migration_lives.migration_id
    where migration_days.date >= migration_lives.ramp_from and migration_days.date <= migration_lives.judged_on
),

-- The last two weeks, or the time since the first message if that is shorter.
paces as (
    select
        migration_id,
        list(gain order by date) as gains,
        count(*) as day_count,
        count(premium_sent) as known_day_count,
        sum(gain) as gained,
    from ramp_days
    where date > judged_on - 14 and date >= sent_from
    group by migration_id
),

last_gains as (
    select
        migration_id,
        max(date) filter (gain > 0) as gained_on,
    from ramp_days
    group by migration_id
),

open_items as (
    select account_id
    from escalation_metrics
    where state <> 'resolved' and scope = 'in_scope'
    union all
    select mediations.account_id
    from mediations
    cross join snapshot
    where mediations.opened_at <= snapshot.as_of and coalesce(mediations.closed_at > snapshot.as_of, true)
),

blocker_counts as (
    select
        account_id,
        count(*) as open_blockers,
    from open_items
    group by account_id
),

standings as (
    select
        migration_lives.*,
        today.share_7d as share_now,
        today.health,
        coalesce(plan_ends.stages, 0) as stages,
        if(plan_ends.stages is null, null, coalesce(today.stage, 0)) as stage,
        plan_ends.planned_stage,
        plan_ends.days_over,
        coalesce(last_gains.gained_on, migration_lives.ramp_from) as gained_on,
        paces.gains,
        paces.day_count,
        paces.gained,
        paces.known_day_count,
        coalesce(blocker_counts.open_blockers, 0) as open_blockers,
        migration_lives.status in ('planned', 'warming', 'paused') as is_open,
    from migration_lives
    left join migration_days as today
        on migration_lives.migration_id = today.migration_id and migration_lives.judged_on = today.date
    left join plan_ends on migration_lives.migration_id = plan_ends.migration_id
    left join last_gains on migration_lives.migration_id = last_gains.migration_id
    left join paces on migration_lives.migration_id = paces.migration_id
    left join blocker_counts on migration_lives.account_id = blocker_counts.account_id
),

judged_standings as (
    select
        *,
        stages - stage as stages_left,
        if(
            status = 'warming' and stage < stages and judged_on - gained_on >= 10, gained_on, null
        ) as stalled_since,
        status = 'warming' and stalled_since is null and gained > 0 and known_day_count >= 7 as has_pace,
    from standings
),

-- What went alike goes on alike, and is drawn once. A day without a stage is added to what was seen: two weeks without
-- one do not prove that there will be none.
lives as (
    select
        row_number() over (order by gains, stages_left) as life,
        gains,
        stages_left,
        list_append(gains, 0) as days,
        len(gains) + 1 as day_count,
        least(180, 14 + 4 * cast(ceil(stages_left * len(gains) / list_sum(gains)) as bigint)) as days_shown,
    from judged_standings
    where has_pace and stages_left > 0
    group by gains, stages_left
),

-- The same throws for every migration, from a digest and not from a generator: a load gives the same range again. What
-- they are the remainder of can be divided by every number of days up to 15, so that no day is drawn more often than
-- another. Where nothing is projected, nothing is thrown.
throws as (
    select
        draws.draw,
        list(throws_of_draw.thrown order by throws_of_draw.block) filter (throws_of_draw.block < 60) as thrown_days,
        list(throws_of_draw.thrown order by throws_of_draw.block) filter (throws_of_draw.block >= 60) as thrown_pasts,
    from (select unnest(range(if((select count(*) from lives) > 0, 400, 0))) as draw) as draws
    cross join lateral (
        select
            block,
            cast(md5_number_lower('block ' || block || ' of draw ' || draws.draw) % 720720 as bigint) as thrown,
        from (select unnest(range(65)) as block)
    ) as throws_of_draw
    group by draws.draw
),

-- Each draw first draws two weeks that could have been, then lives on from them until no stage is left; both in
-- stretches of three days, because a day on which nothing moves seldom comes alone. Nothing is said of more than 180
-- days ahead.
drawn_days as (
    select
        *,
        (thrown_days[1 + (days_ahead - 1) // 3] + (days_ahead - 1) % 3) % day_count as past_day,
    from (
        select
            lives.* exclude (gains),
            throws.*,
            unnest(range(1, lives.days_shown + 1)) as days_ahead,
        from lives
        cross join throws
    )
),

drawn_gains as (
    select
        life,
        draw,
        days_ahead,
        stages_left,
        sum(days[1 + (thrown_pasts[1 + past_day // 3] + past_day % 3) % day_count]) over (
            partition by life, draw
            order by days_ahead
            rows unbounded preceding
        ) as gained,
    from drawn_days
),

drawn_ends as (
    select
        life,
        draw,
        coalesce(min(days_ahead) filter (gained >= stages_left), 1000) as days_left,
    from drawn_gains
    group by life, draw
),

ranges as (
    select
        lives.gains,
        lives.stages_left,
        cast(quantile_disc(drawn_ends.days_left, 0.1) as integer) as low_days,
        cast(quantile_disc(drawn_ends.days_left, 0.9) as integer) as high_days,
    from drawn_ends
    inner join lives on drawn_ends.life = lives.life
    group by lives.gains, lives.stages_left
)

select
    judged_standings.migration_id,
    judged_standings.account_id,
    judged_standings.tam_id,
    judged_standings.status,
    judged_standings.stage,
    judged_standings.stages,
    judged_standings.share_now,
    case
        when not judged_standings.is_open then null
        when judged_standings.stages_left = 0 then judged_standings.planned_stage - judged_standings.stage
        else judged_standings.planned_stage + judged_standings.days_over - judged_standings.stage
    end as days_behind,
    judged_standings.stalled_since,
    judged_standings.health,
    case
        when judged_standings.status = 'completed' then judged_standings.completed_on
        when judged_standings.status = 'warming' and judged_standings.stages_left = 0 then judged_standings.judged_on
        when judged_standings.has_pace then judged_standings.judged_on
            + cast(ceil(judged_standings.stages_left * judged_standings.day_count / judged_standings.gained) as integer)
    end as projected_on,
    least(projected_on, judged_standings.judged_on + ranges.low_days) as projected_low_on,
    case
        when ranges.high_days = 1000 then null
        else greatest(projected_on, judged_standings.judged_on + ranges.high_days)
    end as projected_high_on,
    judged_standings.target_on,
    if(judged_standings.is_open, judged_standings.open_blockers, 0) as open_blockers,
    judged_standings.judged_on,
from judged_standings
left join ranges
    on if(judged_standings.has_pace, judged_standings.gains, null) = ranges.gains
    and judged_standings.stages_left = ranges.stages_left
order by judged_standings.migration_id;

drop table reached_stages;
drop table migration_lives;
drop table plan_stages;
drop table account_traffic_days;
