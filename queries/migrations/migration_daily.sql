-- question: What was planned and what was sent on each day of this migration?
-- grain:    one row per day: up to four weeks before the start, to the end of the plan or the last day judged
-- params:   $migration_id varchar
-- returns:  date date, planned_volume bigint, premium_sent bigint, legacy_sent bigint, share_7d double, delivered_rate double, bounce_rate double, complaint_rate double, deferral_rate double, health varchar, stage bigint, plan_stage bigint, is_new_stage boolean, held_reason varchar, is_future boolean
-- decided:  a day without a record has null, not 0; share and health are of the 7 days up to the day; held_reason says
--           why a day of the ramp brought no new stage, null where it did or none was left; days after judged_on carry
--           the plan only

with plan_stages as (
    select
        planned_on,
        stage,
    from planned_stages()
    where migration_id = $migration_id
)

select
    migration_days.date,
    migration_days.planned_volume,
    migration_days.premium_sent,
    migration_days.legacy_sent,
    migration_days.share_7d,
    migration_days.delivered_rate,
    migration_days.bounce_rate,
    migration_days.complaint_rate,
    migration_days.deferral_rate,
    migration_days.health,
    migration_days.stage,
    plan_stages.stage as plan_stage,
    coalesce(ramp_days.gain > 0, false) as is_new_stage,
    if(
        ramp_days.date is null,
        null,
        held_reason(
            ramp_days.gain, ramp_days.stage, ramp_days.stages, ramp_days.premium_sent, ramp_days.delivered_rate
        )
    ) as held_reason,
    migration_days.date > migration_metrics.judged_on as is_future,
from migration_days
inner join migration_metrics on migration_days.migration_id = migration_metrics.migration_id
left join plan_stages on migration_days.date = plan_stages.planned_on
left join ramp_days() as ramp_days
    on migration_days.migration_id = ramp_days.migration_id and migration_days.date = ramp_days.date
where migration_days.migration_id = $migration_id
order by migration_days.date
