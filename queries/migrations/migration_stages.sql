-- question: Which stages were reached when, and what held the others?
-- grain:    one row per stage of the plan, in order
-- params:   $migration_id varchar
-- returns:  stage bigint, planned_on date, planned_volume bigint, reached_on date, days_late bigint, waited_days bigint, no_traffic_days bigint, delivery_days bigint, volume_short_days bigint, delivery_unknown_days bigint, held_reason varchar, is_current boolean, is_next boolean
-- decided:  days that brought no new stage belong to the next one; a stage passed over was reached with the one above
--           it, and waited for nothing; the reason most often found names the stage, on a tie the first of: no traffic,
--           90 % or less delivered, delivery unknown, volume short

with stages as (
    select
        planned_stages.*,
        migration_metrics.stage as current_stage,
    from planned_stages() as planned_stages
    inner join migration_metrics on planned_stages.migration_id = migration_metrics.migration_id
    where planned_stages.migration_id = $migration_id
),

days as (
    select
        *,
        held_reason(gain, stage, stages, premium_sent, delivered_rate) as held_reason,
    from ramp_days()
    where migration_id = $migration_id
),

reached_stages as (
    select
        stages.stage,
        min(days.date) as reached_on,
    from stages
    inner join days on stages.stage <= days.stage
    group by stages.stage
),

waits as (
    select
        stage + 1 as stage,
        count(*) as waited_days,
        count(*) filter (held_reason = 'no_traffic') as no_traffic_days,
        count(*) filter (held_reason = 'delivery') as delivery_days,
        count(*) filter (held_reason = 'volume_short') as volume_short_days,
        count(*) filter (held_reason = 'delivery_unknown') as delivery_unknown_days,
    from days
    where held_reason is not null
    group by stage
)

select
    stages.stage,
    stages.planned_on,
    stages.planned_volume,
    reached_stages.reached_on,
    date_diff('day', stages.planned_on, reached_stages.reached_on) as days_late,
    coalesce(waits.waited_days, 0) as waited_days,
    coalesce(waits.no_traffic_days, 0) as no_traffic_days,
    coalesce(waits.delivery_days, 0) as delivery_days,
    coalesce(waits.volume_short_days, 0) as volume_short_days,
    coalesce(waits.delivery_unknown_days, 0) as delivery_unknown_days,
    case greatest(
        waits.no_traffic_days, waits.delivery_days, waits.delivery_unknown_days, waits.volume_short_days
    )
        when waits.no_traffic_days then 'no_traffic'
        when waits.delivery_days then 'delivery'
        when waits.delivery_unknown_days then 'delivery_unknown'
        when waits.volume_short_days then 'volume_short'
    end as held_reason,
    stages.stage = stages.current_stage as is_current,
    stages.stage = stages.current_stage + 1 as is_next,
from stages
left join reached_stages on stages.stage = reached_stages.stage
left join waits on stages.stage = waits.stage
order by stages.stage
