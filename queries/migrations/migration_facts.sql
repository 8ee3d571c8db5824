-- question: Where does this migration stand, what holds it, and what is the projection made from?
-- grain:    one row, for a migration of the records
-- params:   $migration_id varchar
-- returns:  migration_id varchar, account_id varchar, account_name varchar, region varchar, tam_id varchar, tam_name varchar, status varchar, standing varchar, stage bigint, stages bigint, share_now double, days_behind bigint, stalled_since date, health varchar, started_on date, target_on date, completed_on date, projected_on date, projected_low_on date, projected_high_on date, days_to_target bigint, cannot_say varchar, open_blockers bigint, out_of_scope_count bigint, target_daily_volume bigint, premium_sent bigint, shares_account boolean, judged_on date, first_traffic_on date, last_traffic_on date, plan_from date, plan_until date, last_stage_on date, next_volume bigint, held_reason varchar, delivered_rate_7d double, bounce_rate_7d double, complaint_rate_7d double, deferral_rate_7d double, progress_day_count bigint, stages_gained bigint
-- decided:  rates are of the 7 days up to judged_on, each over the messages of the days that know it; held_reason is of
--           judged_on alone; the plan's days are those with a volume; progress_day_count is the days with traffic known
--           in the two weeks the projection looks at, stages_gained what they brought

with shown_migrations as (
    select *
    from standing_migrations([], [], [])
    where migration_id = $migration_id
),

ramps as (
    select
        min(sent_from) as first_traffic_on,
        max(date) filter (premium_sent > 0) as last_traffic_on,
        max(date) filter (gain > 0) as last_stage_on,
        arg_max(coalesce(premium_sent, -1), date) as last_sent,
        arg_max(coalesce(delivered_rate, -1), date) as last_delivered_rate,
        arg_max(coalesce(gain, 0), date) as last_gain,
    from ramp_days()
    where migration_id = $migration_id
),

plans as (
    select
        min(planned_on) as plan_from,
        max(planned_on) as plan_until,
    from planned_stages()
    where migration_id = $migration_id
),

weeks as (
    select
        rate_over(delivered_rate, premium_sent) as delivered_rate_7d,
        rate_over(bounce_rate, premium_sent) as bounce_rate_7d,
        rate_over(complaint_rate, premium_sent) as complaint_rate_7d,
        rate_over(deferral_rate, premium_sent) as deferral_rate_7d,
    from migration_days
    where migration_id = $migration_id
        and date <= (select judged_on from shown_migrations)
        and date > (select judged_on from shown_migrations) - 7
)

select
    shown_migrations.migration_id,
    shown_migrations.account_id,
    shown_migrations.account_name,
    shown_migrations.region,
    shown_migrations.tam_id,
    shown_migrations.tam_name,
    shown_migrations.status,
    shown_migrations.standing,
    shown_migrations.stage,
    shown_migrations.stages,
    shown_migrations.share_now,
    shown_migrations.days_behind,
    shown_migrations.stalled_since,
    shown_migrations.health,
    shown_migrations.started_on,
    shown_migrations.target_on,
    shown_migrations.completed_on,
    shown_migrations.projected_on,
    shown_migrations.projected_low_on,
    shown_migrations.projected_high_on,
    date_diff('day', shown_migrations.target_on, shown_migrations.projected_on) as days_to_target,
    shown_migrations.cannot_say,
    shown_migrations.open_blockers,
    shown_migrations.out_of_scope_count,
    shown_migrations.target_daily_volume,
    nullif(ramps.last_sent, -1) as premium_sent,
    shown_migrations.shares_account,
    shown_migrations.judged_on,
    ramps.first_traffic_on,
    ramps.last_traffic_on,
    plans.plan_from,
    plans.plan_until,
    ramps.last_stage_on,
    next_stages.planned_volume as next_volume,
    if(
        shown_migrations.status = 'warming' and ramps.last_sent is not null,
        held_reason(
            ramps.last_gain,
            shown_migrations.stage,
            shown_migrations.stages,
            nullif(ramps.last_sent, -1),
            nullif(ramps.last_delivered_rate, -1)
        ),
        null
    ) as held_reason,
    weeks.delivered_rate_7d,
    weeks.bounce_rate_7d,
    weeks.complaint_rate_7d,
    weeks.deferral_rate_7d,
    shown_migrations.progress_day_count,
    shown_migrations.stages_gained,
from shown_migrations
cross join ramps
cross join plans
cross join weeks
left join planned_stages() as next_stages
    on shown_migrations.migration_id = next_stages.migration_id
    and shown_migrations.stage + 1 = next_stages.stage
