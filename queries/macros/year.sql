-- Rows that the questions about one month share: its figures and those of the twelve months before it. In a file read
-- after response and tams, whose rows they count.

-- The month a day is in and the twelve before it, `back` counting them. Known are those from the month of the first case to
-- that of as_of; running is the one in which the records end.
create or replace temp macro summary_months(asked_month) as table (
    with
        bounds as (
            select
                cast(date_trunc('month', asked_month) as date) as last_month,
                cast(timezone(reporting_time_zone, as_of) as date) as as_of_on,
                (select min(opened_on) from dated_cases) as records_from,
            from snapshot
        ),
        months as (
            select
                bounds.*,
                cast(numbers.back as bigint) as back,
                cast(last_month - to_months(cast(numbers.back as integer)) as date) as month,
            from bounds
            cross join range(13) as numbers (back)
        )
    select
        month,
        back,
        cast(month + interval 1 month as date) as until,
        least(cast(month + interval 1 month as date) - 1, as_of_on) as last_day,
        coalesce(month >= date_trunc('month', records_from) and month <= as_of_on, false) as is_known,
        month <= as_of_on and as_of_on < month + interval 1 month as is_running,
        records_from,
        as_of_on,
    from months
);

-- Whether nothing is narrowed: then data/model/89_counts.sql has counted the months.
create or replace temp macro is_all(accounts, tams, categories, priorities, channels, regions) as (
    len(accounts) + len(tams) + len(categories) + len(priorities) + len(channels) + len(regions) = 0
);

-- What is counted of each of the thirteen months, by the day on which a case was opened or an escalation raised: with the
-- first response as its clock judges it, so that a month is the same here as on every other page.
create or replace temp macro summary_counts(asked_month, accounts, tams, categories, priorities, channels, regions) as table (
    with
        months as materialized (
            select * from summary_months(asked_month)
        ),
        case_counts as (
            select
                cast(date_trunc('month', chosen_cases.opened_on) as date) as month,
                count(*) as opened_count,
                count(*) filter (chosen_cases.is_judged) as judged_count,
                count(*) filter (chosen_cases.verdict = 'met') as met_count,
                count(*) filter (chosen_cases.is_judged and not chosen_cases.is_exempt) as adjusted_judged_count,
                count(*) filter (chosen_cases.verdict = 'met' and not chosen_cases.is_exempt) as adjusted_met_count,
                count(chosen_cases.business_seconds) as timed_count,
                quantile_cont(chosen_cases.business_seconds, [0.5, 0.9]) as quantile_seconds,
                count(chosen_cases.resolved_at) as resolved_count,
                count(*) filter (coalesce(chosen_cases.resolution_agreed, false)) as agreed_count,
            from clock_rows(
                ['first_response'], 'opened',
                (select min(months.month) from months), (select max(months.until) from months),
                accounts, tams, categories, priorities, channels, regions
            ) as chosen_cases
            group by month
        ),
        open_counts as (
            select
                cast(date_trunc('month', day) as date) as month,
                arg_max(open_count, day) as open_count,
            from backlog_days(
                (select min(months.month) from months), (select max(months.until) from months),
                accounts, tams, categories, priorities, channels, regions
            )
            group by all
        ),
        escalation_counts as (
            select
                cast(date_trunc('month', held.raised_on) as date) as month,
                count(*) as escalation_count,
                count(*) filter (held.acknowledgement_verdict in ('met', 'breached')) as acknowledgement_judged_count,
                count(*) filter (held.acknowledgement_verdict = 'met') as acknowledgement_met_count,
            from filtered_escalations(accounts, tams, categories, priorities, channels, regions) as held
            group by all
        ),
        counts as (
            select
                counted_months.month,
                case_counts.* exclude (month, quantile_seconds),
                case_counts.quantile_seconds[1] as median_seconds,
                case_counts.quantile_seconds[2] as p90_seconds,
                open_counts.open_count,
                escalation_counts.* exclude (month),
            from months as counted_months
            left join case_counts on counted_months.month = case_counts.month
            left join open_counts on counted_months.month = open_counts.month
            left join escalation_counts on counted_months.month = escalation_counts.month
            where not is_all(accounts, tams, categories, priorities, channels, regions)
            union all by name
            select *
            from month_counts
            where is_all(accounts, tams, categories, priorities, channels, regions)
        )
    select
        months.*,
        coalesce(counts.opened_count, 0) as opened_count,
        coalesce(counts.judged_count, 0) as judged_count,
        coalesce(counts.met_count, 0) as met_count,
        coalesce(counts.adjusted_judged_count, 0) as adjusted_judged_count,
        coalesce(counts.adjusted_met_count, 0) as adjusted_met_count,
        coalesce(counts.timed_count, 0) as timed_count,
        counts.median_seconds,
        counts.p90_seconds,
        coalesce(counts.resolved_count, 0) as resolved_count,
        coalesce(counts.agreed_count, 0) as agreed_count,
        coalesce(counts.open_count, 0) as open_count,
        coalesce(counts.escalation_count, 0) as escalation_count,
        coalesce(counts.acknowledgement_judged_count, 0) as acknowledgement_judged_count,
        coalesce(counts.acknowledgement_met_count, 0) as acknowledgement_met_count,
        len(priorities) > 0 or len(channels) > 0 as hides_escalations,
    from months
    left join counts on months.month = counts.month
);

-- The figures of the thirteen months, one row each: the value, what it rests on (`n`), and of a share how many it is
-- (`part`). Without a month in the records, or where filters hide all there is of a kind, nothing is known.
create or replace temp macro summary_points(asked_month, accounts, tams, categories, priorities, channels, regions) as table (
    with
        points as (
            select
                month,
                back,
                is_known,
                is_running,
                unnest(
                    [
                        {
                            'figure': 'cases_opened', 'unit': 'count',
                            'n': opened_count, 'part': null,
                            'seconds': null, 'is_hidden': false,
                        },
                        {
                            'figure': 'first_response_attainment', 'unit': 'share',
                            'n': judged_count, 'part': met_count,
                            'seconds': null, 'is_hidden': false,
                        },
                        {
                            'figure': 'first_response_adjusted', 'unit': 'share',
                            'n': adjusted_judged_count, 'part': adjusted_met_count,
                            'seconds': null, 'is_hidden': false,
                        },
                        {
                            'figure': 'median_first_response', 'unit': 'seconds',
                            'n': timed_count, 'part': null,
                            'seconds': median_seconds, 'is_hidden': false,
                        },
                        {
                            'figure': 'p90_first_response', 'unit': 'seconds',
                            'n': timed_count, 'part': null,
                            'seconds': p90_seconds, 'is_hidden': false,
                        },
                        {
                            'figure': 'agreed_resolution', 'unit': 'share',
                            'n': resolved_count, 'part': agreed_count,
                            'seconds': null, 'is_hidden': false,
                        },
                        {
                            'figure': 'open_at_end', 'unit': 'count',
                            'n': open_count, 'part': null,
                            'seconds': null, 'is_hidden': false,
                        },
                        {
                            'figure': 'escalations', 'unit': 'count',
                            'n': escalation_count, 'part': null,
                            'seconds': null, 'is_hidden': hides_escalations,
                        },
                        {
                            'figure': 'escalation_acknowledgement', 'unit': 'share',
                            'n': acknowledgement_judged_count, 'part': acknowledgement_met_count,
                            'seconds': null, 'is_hidden': hides_escalations,
                        },
                    ],
                    recursive := true
                ),
            from summary_counts(asked_month, accounts, tams, categories, priorities, channels, regions)
        )
    select
        month,
        back,
        is_known,
        is_running,
        figure,
        unit,
        case
            when not is_known or is_hidden then null
            when unit = 'count' then cast(n as double)
            when unit = 'share' then part / nullif(n, 0)
            else seconds
        end as value,
        if(is_known and not is_hidden, n, null) as n,
        if(is_known and not is_hidden, part, null) as part,
        is_hidden,
        unit <> 'count' and n < 5 as is_too_few,
    from points
);

-- The figures of the thirteen months with the limits that chance keeps to, by the twelve months before the one asked for:
-- 3 sigma of its own n around their pooled share, else 2.66 mean moving ranges around their mean (an XmR chart).
create or replace temp macro summary_charted_points(
    asked_month, accounts, tams, categories, priorities, channels, regions
) as table (
    with
        points as materialized (
            select
                *,
                if(back > 0 and is_known and not is_too_few, value, null) as usual_value,
            from summary_points(asked_month, accounts, tams, categories, priorities, channels, regions)
        ),
        moves as (
            select
                *,
                abs(usual_value - lag(usual_value) over (partition by figure order by month)) as move,
            from points
        ),
        baselines as (
            select
                figure,
                count(usual_value) as usual_count,
                case
                    when any_value(unit) = 'share'
                        then sum(part) filter (back > 0) / nullif(sum(n) filter (back > 0), 0)
                    else avg(usual_value)
                end as mean,
                avg(move) as mean_move,
            from moves
            group by figure
        ),
        reaches as (
            select
                points.* exclude (usual_value),
                if(baselines.usual_count >= 6, baselines.mean, null) as centre,
                baselines.usual_count,
                baselines.mean_move,
                case
                    when baselines.usual_count < 6 or points.is_running or points.is_too_few or points.value is null
                        then null
                    when points.unit = 'share' then control_reach(baselines.mean, points.n)
                    else 2.66 * nullif(baselines.mean_move, 0)
                end as reach,
            from points
            inner join baselines on points.figure = baselines.figure
        )
    select
        * exclude (reach, usual_count, mean_move),
        if(reach is null, null, greatest(centre - reach, 0)) as lower_limit,
        case
            when reach is null then null
            when unit = 'share' then least(centre + reach, 1)
            else centre + reach
        end as upper_limit,
        value < centre - reach or value > centre + reach as is_outside,
        case
            when reach is not null then null
            when is_running then 'running'
            when value is null then 'none'
            when is_too_few then 'too_few'
            when usual_count < 6 then 'few_months'
            else 'no_variation'
        end as why_no_limits,
    from reaches
);

-- What TAMs held when a day ended (or at as_of, on its day) and what it weighed: the items of tam_items_on_day with the points
-- of tam_load. A migration that has been completed since weighs as a warming one; pauses have no dates.
create or replace temp macro held_points_on(
    on_day, accounts, tams, categories, priorities, channels, regions
) as table (
    with
        moments as (
            select
                least(first_instant(cast(on_day as date) + 1) - interval 1 second, as_of) as last_second,
                first_instant(cast(on_day as date) + 1) as day_end,
            from snapshot
        ),
        accounts_then as (
            select
                now_of.account_id,
                coalesce(tam_assignments.tam_id, 'no_tam') as tam_id,
            from tam_accounts_now(accounts, regions) as now_of
            cross join moments
            left join tam_assignments
                on now_of.account_id = tam_assignments.account_id
                and cast(timezone(now_of.time_zone, moments.last_second) as date) >= tam_assignments.assigned_from
                and cast(timezone(now_of.time_zone, moments.last_second) as date)
                    < coalesce(tam_assignments.assigned_until, date '9999-12-31')
            where len(tams) = 0 or list_contains(tams, coalesce(tam_assignments.tam_id, 'no_tam'))
        ),
        open_cases as (
            select
                account_id,
                priority,
                cast(sum(change) as bigint) as open_count,
            from standing_changes(on_day) as changes
            where is_chosen(
                [], [], categories, priorities, channels, [],
                null, null, changes.category, changes.priority, changes.channel, null
            )
            group by account_id, priority
        ),
        held_items as (
            select
                accounts_then.tam_id,
                'case:' || open_cases.priority as load_item,
                open_cases.open_count as item_count,
            from open_cases
            inner join accounts_then on open_cases.account_id = accounts_then.account_id
            where open_cases.open_count > 0
            union all
            select
                coalesce(held.tam_id, 'no_tam'),
                'escalation:' || held.category,
                1,
            from filtered_escalations(accounts, tams, categories, priorities, channels, regions) as held
            cross join moments
            where held.raised_at < moments.day_end
                and (held.state <> 'resolved' or held.resolved_at >= moments.day_end)
            union all
            select
                coalesce(tam_id, 'no_tam'),
                'mediation:open',
                1,
            from held_mediations(accounts, tams, categories, priorities, channels, regions)
            cross join moments
            where opened_at < moments.day_end and (closed_at is null or closed_at >= moments.day_end)
            union all
            select
                coalesce(tam_id, 'no_tam'),
                'migration:' || if(status in ('warming', 'paused'), status, 'warming'),
                1,
            from held_migrations(accounts, tams, categories, priorities, channels, regions)
            where started_on <= cast(on_day as date)
                and (status in ('warming', 'paused') or completed_on > cast(on_day as date))
        )
    -- whoever had an account then is here, also with nothing to do
    select
        tam_id,
        null as load_item,
        0 as item_count,
        0 as points,
    from accounts_then
    where tam_id <> 'no_tam'
    group by tam_id
    union all
    select
        held_items.tam_id,
        held_items.load_item,
        held_items.item_count,
        held_items.item_count * coalesce(item_points.points, 0),
    from held_items
    left join item_points() as item_points on held_items.load_item = item_points.load_item
);

-- Migrations begun by a day, or that should have, where they stood when it ended: judged from the days up to then by the rules of
-- migration_metrics and standing_migrations. Cancelled ones are left out, because no record says when they were given up;
-- a pause is known of the day of as_of alone. They have no category, priority and channel.
create or replace temp macro migrations_on(on_day, accounts, tams, categories, priorities, channels, regions) as table (
    with
        chosen_migrations as (
            select
                migration_metrics.migration_id,
                migration_metrics.account_id,
                accounts_chosen.name as account_name,
                migration_metrics.tam_id,
                people.name as tam_name,
                migration_metrics.status,
                migration_metrics.stages,
                migrations.started_on,
                migrations.target_on,
                if(migration_metrics.status = 'completed', migrations.completed_on, null) as completed_on,
                cast(on_day as date) >= reporting_date(snapshot.as_of) as is_now,
                least(migration_metrics.judged_on, cast(on_day as date)) as judged_on,
                least(cast(on_day as date), reporting_date(snapshot.as_of)) as seen_on,
            from migration_metrics
            cross join snapshot
            inner join migrations on migration_metrics.migration_id = migrations.migration_id
            inner join accounts as accounts_chosen on migration_metrics.account_id = accounts_chosen.account_id
            left join people on migration_metrics.tam_id = people.person_id
            where migration_metrics.status <> 'cancelled'
                and migrations.started_on <= least(cast(on_day as date), reporting_date(snapshot.as_of))
                and len(categories) = 0
                and len(priorities) = 0
                and len(channels) = 0
                and (len(accounts) = 0 or list_contains(accounts, migration_metrics.account_id))
                and (len(tams) = 0 or list_contains(tams, coalesce(migration_metrics.tam_id, 'no_tam')))
                and (len(regions) = 0 or list_contains(regions, coalesce(accounts_chosen.region, 'no_region')))
        ),
        progress as (
            select
                chosen_migrations.migration_id,
                max(ramp.stage) as stage,
                coalesce(max(ramp.date) filter (ramp.gain > 0), any_value(ramp.ramp_from)) as gained_on,
                count(*) filter (ramp.date > chosen_migrations.judged_on - 14 and ramp.date >= ramp.sent_from)
                    as day_count,
                count(ramp.premium_sent) filter (
                    ramp.date > chosen_migrations.judged_on - 14 and ramp.date >= ramp.sent_from
                ) as known_day_count,
                sum(ramp.gain) filter (ramp.date > chosen_migrations.judged_on - 14 and ramp.date >= ramp.sent_from)
                    as gained,
            from chosen_migrations
            inner join ramp_days() as ramp
                on chosen_migrations.migration_id = ramp.migration_id and ramp.date <= chosen_migrations.judged_on
            group by chosen_migrations.migration_id
        ),
        plans as (
            select
                chosen_migrations.migration_id,
                count(*) filter (plan_stages.planned_on <= chosen_migrations.judged_on) as planned_stage,
                greatest(any_value(chosen_migrations.judged_on) - max(plan_stages.planned_on), 0) as days_over,
            from chosen_migrations
            inner join planned_stages() as plan_stages on chosen_migrations.migration_id = plan_stages.migration_id
            group by chosen_migrations.migration_id
        ),
        judged_migrations as (
            select
                chosen_migrations.*,
                if(chosen_migrations.stages = 0, null, coalesce(progress.stage, 0)) as stage_then,
                coalesce(progress.gained_on, chosen_migrations.started_on) as gained_on,
                progress.day_count,
                progress.known_day_count,
                progress.gained,
                plans.planned_stage,
                plans.days_over,
                days_then.share_7d as share,
                days_then.health,
                case
                    when chosen_migrations.status = 'planned' then 'planned'
                    when chosen_migrations.status = 'completed'
                        and coalesce(chosen_migrations.completed_on <= chosen_migrations.seen_on, true) then 'completed'
                    when chosen_migrations.status = 'paused' and chosen_migrations.is_now then 'paused'
                    else 'warming'
                end as status_then,
            from chosen_migrations
            left join progress on chosen_migrations.migration_id = progress.migration_id
            left join plans on chosen_migrations.migration_id = plans.migration_id
            left join migration_days as days_then
                on chosen_migrations.migration_id = days_then.migration_id
                and chosen_migrations.judged_on = days_then.date
        ),
        stalled_migrations as (
            select
                *,
                if(
                    status_then = 'warming' and stage_then < stages and judged_on - gained_on >= 10, gained_on, null
                ) as stalled_since,
            from judged_migrations
        ),
        projected_migrations as (
            select
                *,
                case
                    when status_then = 'completed' then completed_on
                    when status_then <> 'warming' or stalled_since is not null then null
                    when stage_then = stages then judged_on
                    when gained > 0 and known_day_count >= 7
                        then judged_on + cast(ceil((stages - stage_then) * day_count / gained) as integer)
                end as projected_on,
            from stalled_migrations
        )
    select
        migration_id,
        account_id,
        account_name,
        tam_id,
        tam_name,
        case
            when status_then <> 'warming' then status_then
            when stalled_since is not null then 'stalled'
            when target_on < seen_on or projected_on > target_on then 'late'
            when projected_on is null then 'cannot_say'
            else 'on_track'
        end as standing,
        status as status_now,
        cast(stage_then as bigint) as stage,
        stages,
        cast(case
            when status_then = 'completed' then null
            when stage_then = stages then planned_stage - stage_then
            else planned_stage + days_over - stage_then
        end as bigint) as days_behind,
        share,
        health,
        stalled_since,
        projected_on,
        target_on,
        if(status_then = 'completed', completed_on, null) as completed_on,
        judged_on,
    from projected_migrations
);
