-- One row per migration and day: the plan beside what the account sent, how the mail fared, and the stage reached.

-- What accounts that move sent each day. A row for all mailbox providers says it; where a day has none, its providers
-- are added up, and a figure that one of them does not know is not known. A sum never leaves the range of its columns.
create or replace table account_traffic_days as
with counted_rows as (
    select
        email_traffic.*,
        bool_or(mailbox_provider is null) over (partition by account_id, date, route) as has_total,
    from email_traffic
    where account_id in (select account_id from migrations)
        and date <= (select cast(timezone(reporting_time_zone, as_of) as date) from snapshot)
),

route_days as (
    select
        account_id,
        date,
        route,
        cast(least(sum(sent), 9223372036854775807) as bigint) as sent,
        if(count(delivered) = count(*), sum(delivered), null) as delivered,
        if(count(bounced) = count(*), sum(bounced), null) as bounced,
        if(count(deferred) = count(*), sum(deferred), null) as deferred,
        if(count(complaints) = count(*), sum(complaints), null) as complaints,
    from counted_rows
    where mailbox_provider is null or not has_total
    group by account_id, date, route
)

select
    account_id,
    date,
    any_value(sent) filter (route = 'premium') as premium_sent,
    any_value(sent) filter (route = 'legacy') as legacy_sent,
    any_value(delivered) filter (route = 'premium') as delivered,
    any_value(bounced) filter (route = 'premium') as bounced,
    any_value(deferred) filter (route = 'premium') as deferred,
    any_value(complaints) filter (route = 'premium') as complaints,
from route_days
group by account_id, date;

-- The stages of a plan are its days with a volume, in order. A stage asks for the largest volume up to its day, and as
-- many days of it as the plan has had by then: a volume planned for a week is not reached in a day, and a day planned
-- below the one before adds nothing to reach.
create or replace table plan_stages as
with asked_volumes as (
    select
        migration_id,
        date as planned_on,
        planned_volume,
        row_number() over plan_days as stage,
        max(planned_volume) over plan_days as asked_volume,
    from warmup_plan
    where planned_volume > 0
    window plan_days as (partition by migration_id order by date rows unbounded preceding)
)

select
    *,
    count(*) filter (planned_volume = asked_volume) over (
        partition by migration_id, asked_volume
        order by stage
        rows unbounded preceding
    ) as asked_days,
from asked_volumes;

-- Which days of a migration count. `judged_on` is the last one: the local day of as_of once there is traffic of it,
-- else the day before. A completed migration is followed for six days more, so that its last week is all of the time
-- after it; a cancelled one to the end it was to have, because no record says when it was given up.
create or replace table migration_lives as
with plans as (
    select
        migration_id,
        min(date) as plan_from,
        max(date) as plan_until,
    from warmup_plan
    group by migration_id
),

traffic_spans as (
    select
        account_id,
        min(date) as traffic_from,
        max(date) as traffic_until,
    from account_traffic_days
    group by account_id
),

dated_migrations as (
    select
        migrations.*,
        plans.plan_until,
        least(migrations.started_on, plans.plan_from) as ramp_from,
        traffic_spans.traffic_from,
        now_of.today,
        now_of.today - if(traffic_spans.traffic_until = now_of.today, 0, 1) as last_day,
        -- what lies after as_of has not happened
        migrations.status = 'completed' and coalesce(migrations.completed_on > now_of.today, false) as is_not_yet,
    from migrations
    cross join (select cast(timezone(reporting_time_zone, as_of) as date) as today from snapshot) as now_of
    left join plans on migrations.migration_id = plans.migration_id
    left join traffic_spans on migrations.account_id = traffic_spans.account_id
)

select
    dated_migrations.migration_id,
    dated_migrations.account_id,
    coalesce(dated_migrations.tam_id, tam_assignments.tam_id) as tam_id,
    case
        when not dated_migrations.is_not_yet then dated_migrations.status
        when dated_migrations.started_on > dated_migrations.today then 'planned'
        else 'warming'
    end as status,
    dated_migrations.started_on,
    dated_migrations.target_on,
    if(dated_migrations.is_not_yet, null, dated_migrations.completed_on) as completed_on,
    dated_migrations.ramp_from,
    case
        when dated_migrations.is_not_yet then dated_migrations.last_day
        when dated_migrations.status = 'completed' then least(
            dated_migrations.last_day,
            coalesce(
                dated_migrations.completed_on + 6, greatest(dated_migrations.plan_until, dated_migrations.target_on)
            )
        )
        when dated_migrations.status = 'cancelled' then least(
            dated_migrations.last_day, greatest(dated_migrations.plan_until, dated_migrations.target_on)
        )
        else dated_migrations.last_day
    end as judged_on,
    -- four weeks of the time before, where there was traffic, to compare with
    greatest(
        least(dated_migrations.ramp_from, dated_migrations.traffic_from), dated_migrations.ramp_from - 28
    ) as days_from,
    greatest(dated_migrations.ramp_from, dated_migrations.plan_until, judged_on) as days_until,
from dated_migrations
left join tam_assignments
    on dated_migrations.account_id = tam_assignments.account_id
    and dated_migrations.started_on >= tam_assignments.assigned_from
    and dated_migrations.started_on < coalesce(tam_assignments.assigned_until, date '9999-12-31');

-- The day on which a stage was reached: more than 90 % of what was sent was delivered, on as many days as it asks for.
create or replace table reached_stages as
select
    plan_stages.migration_id,
    plan_stages.stage,
    account_traffic_days.date as reached_on,
from plan_stages
inner join migration_lives on plan_stages.migration_id = migration_lives.migration_id
inner join account_traffic_days
    on migration_lives.account_id = account_traffic_days.account_id
    and account_traffic_days.date >= migration_lives.ramp_from
    and account_traffic_days.date <= migration_lives.judged_on
    and account_traffic_days.premium_sent >= plan_stages.asked_volume
where account_traffic_days.delivered > 0.9 * account_traffic_days.premium_sent
qualify row_number() over (
    partition by plan_stages.migration_id, plan_stages.stage
    order by account_traffic_days.date
) = plan_stages.asked_days;

create or replace table migration_days as
with thresholds as (
    select
        min(value) filter (metric = 'bounce' and level = 'watch') as bounce_watch,
        min(value) filter (metric = 'bounce' and level = 'stop') as bounce_stop,
        min(value) filter (metric = 'complaint' and level = 'watch') as complaint_watch,
        min(value) filter (metric = 'complaint' and level = 'stop') as complaint_stop,
        min(value) filter (metric = 'deferral' and level = 'watch') as deferral_watch,
        min(value) filter (metric = 'deferral' and level = 'stop') as deferral_stop,
    from watch_thresholds
),

days as (
    select
        *,
        cast(unnest(range(days_from, days_until + 1, interval 1 day)) as date) as date,
    from migration_lives
),

stage_gains as (
    select
        migration_id,
        reached_on,
        max(stage) as stage,
    from reached_stages
    group by migration_id, reached_on
),

planned_migrations as (
    select distinct migration_id
    from plan_stages
),

-- A day without a record is not known; it is not a day on which nothing was sent.
sent_days as (
    select
        days.migration_id,
        days.date,
        days.date <= days.judged_on as is_judged,
        planned_migrations.migration_id is not null as has_plan,
        warmup_plan.planned_volume,
        account_traffic_days.* exclude (account_id, date),
        sum(account_traffic_days.premium_sent) over week as week_premium_sent,
        sum(account_traffic_days.legacy_sent) over week as week_legacy_sent,
        sum(account_traffic_days.bounced) over week
            / nullif(
                sum(account_traffic_days.premium_sent) filter (account_traffic_days.bounced is not null) over week, 0
            )
            as week_bounce_rate,
        sum(account_traffic_days.complaints) over week
            / nullif(
                sum(account_traffic_days.premium_sent) filter (account_traffic_days.complaints is not null) over week, 0
            )
            as week_complaint_rate,
        sum(account_traffic_days.deferred) over week
            / nullif(
                sum(account_traffic_days.premium_sent) filter (account_traffic_days.deferred is not null) over week, 0
            )
            as week_deferral_rate,
        max(stage_gains.stage) over (
            partition by days.migration_id
            order by days.date
            rows unbounded preceding
        ) as stage,
    from days
    left join planned_migrations on days.migration_id = planned_migrations.migration_id
    left join warmup_plan on days.migration_id = warmup_plan.migration_id and days.date = warmup_plan.date
    left join account_traffic_days
        on days.account_id = account_traffic_days.account_id
        and if(days.date <= days.judged_on, days.date, null) = account_traffic_days.date
    left join stage_gains on days.migration_id = stage_gains.migration_id and days.date = stage_gains.reached_on
    window week as (partition by days.migration_id order by days.date rows between 6 preceding and current row)
)

select
    sent_days.migration_id,
    sent_days.date,
    sent_days.planned_volume,
    sent_days.premium_sent,
    sent_days.legacy_sent,
    if(
        sent_days.is_judged,
        coalesce(sent_days.week_premium_sent, 0)
        / nullif(coalesce(sent_days.week_premium_sent, 0) + coalesce(sent_days.week_legacy_sent, 0), 0),
        null
    ) as share_7d,
    sent_days.delivered / nullif(sent_days.premium_sent, 0) as delivered_rate,
    sent_days.bounced / nullif(sent_days.premium_sent, 0) as bounce_rate,
    sent_days.complaints / nullif(sent_days.premium_sent, 0) as complaint_rate,
    sent_days.deferred / nullif(sent_days.premium_sent, 0) as deferral_rate,
    case
        when not sent_days.is_judged then null
        when coalesce(
            sent_days.week_bounce_rate, sent_days.week_complaint_rate, sent_days.week_deferral_rate
        ) is null then null
        when sent_days.week_bounce_rate >= thresholds.bounce_stop
            or sent_days.week_complaint_rate >= thresholds.complaint_stop
            or sent_days.week_deferral_rate >= thresholds.deferral_stop
            then 'stop'
        when sent_days.week_bounce_rate >= thresholds.bounce_watch
            or sent_days.week_complaint_rate >= thresholds.complaint_watch
            or sent_days.week_deferral_rate >= thresholds.deferral_watch
            then 'watch'
        else 'healthy'
    end as health,
    if(sent_days.is_judged and sent_days.has_plan, coalesce(sent_days.stage, 0), null) as stage,
from sent_days
cross join thresholds
order by sent_days.migration_id, sent_days.date;
