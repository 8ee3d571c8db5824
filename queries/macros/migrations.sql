-- Rows that the questions about migrations share.

-- Every group a migration can be counted in, in the order of the tiles: all of them, those still to be finished, where
-- they stand (each in one of these), and what is the matter with those still to be finished.
create or replace temp macro migration_groups() as (
    [
        'all', 'open',
        'on_track', 'late', 'stalled', 'cannot_say', 'paused', 'planned', 'completed', 'cancelled',
        'behind', 'health_watch', 'health_stop', 'blocked'
    ]
);

-- A local date in the reporting time zone.
create or replace temp macro reporting_date(instant) as (
    cast(timezone((select reporting_time_zone from snapshot), instant) as date)
);

-- The days of a migration on which it counts: from the first of its ramp to the last that is judged.
create or replace temp macro ramp_days() as table (
    with
        ramps as (
            select
                migrations.migration_id,
                least(any_value(migrations.started_on), min(warmup_plan.date)) as ramp_from,
            from migrations
            left join warmup_plan on migrations.migration_id = warmup_plan.migration_id
            group by migrations.migration_id
        )
    select
        migration_days.*,
        migration_metrics.account_id,
        migration_metrics.stages,
        migration_metrics.judged_on,
        ramps.ramp_from,
        migration_days.stage - coalesce(lag(migration_days.stage) over ramp, 0) as gain,
        min(migration_days.date) filter (migration_days.premium_sent > 0) over whole_ramp as sent_from,
    from migration_days
    inner join migration_metrics on migration_days.migration_id = migration_metrics.migration_id
    inner join ramps on migration_days.migration_id = ramps.migration_id
    where migration_days.date >= ramps.ramp_from and migration_days.date <= migration_metrics.judged_on
    window
        whole_ramp as (partition by migration_days.migration_id),
        ramp as (partition by migration_days.migration_id order by migration_days.date)
);

-- The days that a projection looks at: the last two weeks, or the time since the first message if that is shorter.
create or replace temp macro progress_windows() as table (
    select
        migration_id,
        count(*) as day_count,
        count(premium_sent) as known_day_count,
        cast(sum(gain) as bigint) as stages_gained,
    from ramp_days()
    where date > judged_on - 14 and date >= sent_from
    group by migration_id
);

-- The stages of a plan: its days with a volume.
create or replace temp macro planned_stages() as table (
    select
        migration_id,
        date as planned_on,
        planned_volume,
        row_number() over (partition by migration_id order by date) as stage,
    from warmup_plan
    where planned_volume > 0
);

-- Why a day brought no new stage; null where it did, or where there was none left to reach.
create or replace temp macro held_reason(gain, stage, stages, premium_sent, delivered_rate) as (
    case
        when gain > 0 or stages = 0 or stage >= stages then null
        when coalesce(premium_sent, 0) = 0 then 'no_traffic'
        when delivered_rate is null then 'delivery_unknown'
        when delivered_rate <= 0.9 then 'delivery'
        else 'volume_short'
    end
);

-- The rate of several days together: over the messages of those days that know it.
create or replace temp macro rate_over(rate, sent) as (
    sum(rate * sent) / nullif(sum(sent) filter (rate is not null), 0)
);

-- The level a rate is at; null where there is no rate.
create or replace temp macro rate_level(of_metric, rate) as (
    case
        when rate is null then null
        when rate >= (select min(value) from watch_thresholds where metric = of_metric and level = 'stop') then 'stop'
        when rate >= (select min(value) from watch_thresholds where metric = of_metric and level = 'watch') then 'watch'
        else 'healthy'
    end
);

-- The weeks of a migration counted from its start, and as many days before it.
create or replace temp macro migration_weeks() as table (
    with
        started_migrations as (
            select
                migration_metrics.migration_id,
                migration_metrics.account_id,
                migrations.started_on,
                date_diff('day', migrations.started_on, migration_metrics.judged_on) + 1 as day_count,
            from migration_metrics
            inner join migrations on migration_metrics.migration_id = migrations.migration_id
            where migrations.started_on <= migration_metrics.judged_on
        ),
        numbered_weeks as (
            select
                *,
                unnest(range(1, (day_count + 6) // 7 + 1)) as number,
            from started_migrations
        )
    select
        migration_id,
        account_id,
        'during' as phase,
        number as week_number,
        started_on + cast((number - 1) * 7 as integer) as week_start,
        started_on + cast(least(number * 7, day_count) as integer) as week_until,
    from numbered_weeks
    union all
    select
        migration_id,
        account_id,
        'before',
        -number,
        started_on - cast(least(number * 7, day_count) as integer),
        started_on - cast((number - 1) * 7 as integer),
    from numbered_weeks
);

-- Scopes of an escalation: inside the terms, then what they exclude.
create or replace temp macro request_scopes() as (
    ['in_scope', 'deliverability_strategy', 'tier_2_mediation', 'template_work', 'customer_project']
);

-- Escalations of an account from the start of a migration of it to its last day judged.
create or replace temp macro migration_escalations() as table (
    select
        migration_metrics.migration_id,
        migration_metrics.judged_on,
        escalation_metrics.escalation_id,
        escalation_metrics.scope,
        escalation_metrics.category,
        escalation_metrics.state,
        escalation_metrics.raised_at,
        reporting_date(escalation_metrics.raised_at) as raised_on,
        if(escalation_metrics.state = 'resolved', reporting_date(escalations.resolved_at), null) as resolved_on,
        escalations.subject,
    from migration_metrics
    inner join migrations on migration_metrics.migration_id = migrations.migration_id
    inner join escalation_metrics on migration_metrics.account_id = escalation_metrics.account_id
    inner join escalations on escalation_metrics.escalation_id = escalations.escalation_id
    where reporting_date(escalation_metrics.raised_at) >= migrations.started_on
        and reporting_date(escalation_metrics.raised_at) <= migration_metrics.judged_on
);

-- Migrations with what their pages show, where they stand, and every group they are counted in: a tile and the list
-- behind it read the same codes.
create or replace temp macro standing_migrations(accounts, tams, regions) as table (
    with
        out_of_scope_counts as (
            select
                migration_id,
                count(*) as out_of_scope_count,
            from migration_escalations()
            where scope <> 'in_scope'
            group by migration_id
        ),
        -- Traffic is an account's: of two migrations at a time nobody can tell which one sent it.
        shared_accounts as (
            select distinct one.migration_id
            from migration_metrics as one
            inner join migrations as one_started on one.migration_id = one_started.migration_id
            inner join migration_metrics as other
                on one.account_id = other.account_id and one.migration_id <> other.migration_id
            inner join migrations as other_started on other.migration_id = other_started.migration_id
            where other_started.started_on <= one.judged_on and one_started.started_on <= other.judged_on
        ),
        chosen_migrations as (
            select
                migration_metrics.* exclude (target_on),
                accounts_chosen.name as account_name,
                accounts_chosen.region,
                people.name as tam_name,
                coalesce(progress_windows.known_day_count, 0) as progress_day_count,
                coalesce(progress_windows.stages_gained, 0) as stages_gained,
                migrations.started_on,
                migrations.target_on,
                if(migration_metrics.status = 'completed', migrations.completed_on, null) as completed_on,
                migrations.target_daily_volume,
                coalesce(out_of_scope_counts.out_of_scope_count, 0) as out_of_scope_count,
                shared_accounts.migration_id is not null as shares_account,
                migration_metrics.status in ('planned', 'warming', 'paused') as is_open,
            from migration_metrics
            inner join migrations on migration_metrics.migration_id = migrations.migration_id
            inner join accounts as accounts_chosen on migration_metrics.account_id = accounts_chosen.account_id
            left join people on migration_metrics.tam_id = people.person_id
            left join progress_windows() as progress_windows
                on migration_metrics.migration_id = progress_windows.migration_id
            left join out_of_scope_counts on migration_metrics.migration_id = out_of_scope_counts.migration_id
            left join shared_accounts on migration_metrics.migration_id = shared_accounts.migration_id
            where (len(accounts) = 0 or list_contains(accounts, migration_metrics.account_id))
                and (len(tams) = 0 or list_contains(tams, coalesce(migration_metrics.tam_id, 'no_tam')))
                and (len(regions) = 0 or list_contains(regions, coalesce(accounts_chosen.region, 'no_region')))
        ),
        placed_migrations as (
            select
                *,
                case
                    when status <> 'warming' then status
                    when stalled_since is not null then 'stalled'
                    when projected_on > target_on or target_on < (select reporting_date(as_of) from snapshot)
                        then 'late'
                    when projected_on is null then 'cannot_say'
                    else 'on_track'
                end as standing,
                case
                    when projected_on is not null or status = 'completed' then null
                    when status <> 'warming' then status
                    when stages = 0 then 'no_plan'
                    when stalled_since is not null then 'stalled'
                    when progress_day_count < 7 then 'few_days'
                    else 'no_progress'
                end as cannot_say,
            from chosen_migrations
        )
    select
        *,
        list_filter(
            [
                'all',
                if(is_open, 'open', null),
                standing,
                if(is_open and days_behind > 0, 'behind', null),
                if(is_open and health in ('watch', 'stop'), 'health_' || health, null),
                if(is_open and open_blockers > 0, 'blocked', null)
            ],
            lambda code: code is not null
        ) as group_codes,
    from placed_migrations
);
