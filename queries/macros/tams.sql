-- Rows that the questions about TAMs share: who holds what, what it weighs, who held an account when.

-- Accounts with the TAM they have as of the snapshot, and whether that day is one for which the terms promise a TAM.
create or replace temp macro tam_accounts_now(accounts, regions) as table (
    select
        account_tams_now.account_id,
        account_tams_now.account_name,
        account_tams_now.region,
        account_tams_now.tam_id,
        calendars.calendar_id,
        calendars.time_zone,
        records.premium_from,
        records.premium_until,
        snapshot.as_of,
        cast(timezone(calendars.time_zone, snapshot.as_of) as date) as today,
        today >= records.premium_from and today < coalesce(records.premium_until, date '9999-12-31') as is_premium,
    from account_tams_now
    inner join accounts as records on account_tams_now.account_id = records.account_id
    inner join calendars on account_tams_now.calendar_id = calendars.calendar_id
    cross join snapshot
    where (len(accounts) = 0 or list_contains(accounts, account_tams_now.account_id))
        and (len(regions) = 0 or list_contains(regions, coalesce(account_tams_now.region, 'no_region')))
);

-- Mediations up to as_of under the shared filters, whenever they were opened, each held by the TAM of its account on the
-- day it was opened. They have no category, priority and channel: while one is chosen, no mediation is among them.
create or replace temp macro held_mediations(accounts, tams, categories, priorities, channels, regions) as table (
    select
        held.mediation_id,
        held.account_id,
        held.tam_id,
        mediations.mailbox_provider,
        held.opened_at,
        held.best_practices_met_at,
        held.form_submitted_at,
        held.provider_replied_at,
        held.closed_at,
        held.outcome,
        now_of.account_name,
        now_of.tam_id as current_tam_id,
    from mediation_metrics as held
    inner join mediations on held.mediation_id = mediations.mediation_id
    inner join tam_accounts_now(accounts, regions) as now_of on held.account_id = now_of.account_id
    where len(categories) = 0
        and len(priorities) = 0
        and len(channels) = 0
        and (len(tams) = 0 or list_contains(tams, coalesce(held.tam_id, 'no_tam')))
);

-- Migrations that have started under the shared filters, each held by its own TAM, else by the TAM of its account on the
-- day it started. As with mediations, none is in a category, priority or channel.
create or replace temp macro held_migrations(accounts, tams, categories, priorities, channels, regions) as table (
    select
        held.migration_id,
        held.account_id,
        held.tam_id,
        migrations.tam_id as named_tam_id,
        held.status,
        migrations.started_on,
        migrations.target_on,
        migrations.completed_on,
        held.stalled_since,
        now_of.account_name,
        now_of.tam_id as current_tam_id,
        now_of.time_zone,
        now_of.as_of,
        now_of.today,
    from migration_metrics as held
    inner join migrations on held.migration_id = migrations.migration_id
    inner join tam_accounts_now(accounts, regions) as now_of on held.account_id = now_of.account_id
    where migrations.started_on <= now_of.today
        and len(categories) = 0
        and len(priorities) = 0
        and len(channels) = 0
        and (len(tams) = 0 or list_contains(tams, coalesce(held.tam_id, 'no_tam')))
);

-- The kinds of open items that have points, in the order in which they are listed.
create or replace temp macro load_items() as (
    [
        'escalation:problem', 'escalation:configuration', 'escalation:information', 'case:urgent', 'case:high',
        'case:normal', 'case:low', 'migration:warming', 'migration:paused', 'mediation:open'
    ]
);

-- The points of each kind; of two rows for one kind in the file the first counts.
create or replace temp macro item_points() as table (
    select
        item as load_item,
        first(points order by rowid) as points,
        first(reason order by rowid) as reason,
    from load_points
    group by item
);

-- Everything that is open as of the snapshot, with who holds it, its points and every group it is counted in: a tile, a
-- bar and the list behind them all read the same codes.
create or replace temp macro tam_open_items(accounts, tams, categories, priorities, channels, regions) as table (
    with
        held_items as (
            select
                'case' as item,
                case_id as item_id,
                'case:' || priority as load_item,
                tam_id,
                if(tam_id is null, 'none', 'assignment') as held_by,
                tam_id as current_tam_id,
                account_id,
                account_name,
                case_id,
                coalesce(category, 'uncategorised') as category,
                priority,
                state,
                opened_at as since_at,
            from open_cases_now(accounts, tams, categories, priorities, channels, regions)
            union all
            select
                'escalation',
                held_escalations.escalation_id,
                'escalation:' || held_escalations.category,
                held_escalations.tam_id,
                case
                    when escalations.tam_id is not null then 'item'
                    when held_escalations.tam_id is not null then 'assignment'
                    else 'none'
                end,
                account_tams_now.tam_id,
                held_escalations.account_id,
                held_escalations.account_name,
                held_escalations.case_id,
                held_escalations.category,
                null,
                held_escalations.state,
                held_escalations.raised_at,
            from filtered_escalations(accounts, tams, categories, priorities, channels, regions) as held_escalations
            inner join escalations on held_escalations.escalation_id = escalations.escalation_id
            inner join account_tams_now
                on held_escalations.account_id = account_tams_now.account_id
            where held_escalations.state <> 'resolved'
            union all
            select
                'migration',
                migration_id,
                'migration:' || status,
                tam_id,
                case
                    when named_tam_id is not null then 'item'
                    when tam_id is not null then 'assignment'
                    else 'none'
                end,
                current_tam_id,
                account_id,
                account_name,
                null,
                null,
                null,
                status,
                timezone(time_zone, cast(started_on as timestamp)),
            from held_migrations(accounts, tams, categories, priorities, channels, regions)
            where status in ('warming', 'paused')
            union all
            select
                'mediation',
                mediation_id,
                'mediation:open',
                tam_id,
                if(tam_id is null, 'none', 'assignment'),
                current_tam_id,
                account_id,
                account_name,
                null,
                null,
                null,
                case
                    when provider_replied_at is not null then 'closing'
                    when form_submitted_at is not null then 'provider_reply'
                    when best_practices_met_at is not null then 'form'
                    else 'best_practices'
                end,
                opened_at,
            from held_mediations(accounts, tams, categories, priorities, channels, regions)
            where closed_at is null
        ),
        weighed_items as (
            select
                held_items.item,
                held_items.item_id,
                held_items.load_item,
                coalesce(item_points.points, 0) as points,
                item_points.points is not null as has_points,
                coalesce(held_items.tam_id, 'no_tam') as tam_id,
                held_items.held_by,
                held_items.current_tam_id,
                held_items.account_id,
                held_items.account_name,
                held_items.case_id,
                held_items.category,
                held_items.priority,
                held_items.state,
                held_items.since_at,
                held_items.tam_id is not null
                    and held_items.tam_id is distinct from held_items.current_tam_id as is_elsewhere,
                held_items.item = 'escalation' and held_items.state = 'open' as is_unacknowledged,
            from held_items
            left join item_points() as item_points on held_items.load_item = item_points.load_item
        )
    select
        weighed_items.*,
        list_filter(
            [
                'tam:' || tam_id,
                'item:' || item,
                'load:' || load_item,
                'account:' || account_id,
                'category:' || category,
                if(is_unacknowledged, 'flag:unacknowledged', null),
                if(is_elsewhere, 'flag:elsewhere', null),
                if(load_item = 'migration:warming', 'flag:warming', null),
                if(load_item = 'migration:paused', 'flag:paused', null),
            ],
            lambda code: code is not null
        ) as codes,
    from weighed_items
);

-- Every TAM, and `no_tam`, with what is open and what it weighs against the capacity. Whoever has the role, was ever
-- assigned to an account or holds something is a TAM.
create or replace temp macro tam_loads(accounts, tams, categories, priorities, channels, regions) as table (
    with
        open_items as materialized (
            select * from tam_open_items(accounts, tams, categories, priorities, channels, regions)
        ),
        known_tams as (
            select person_id as tam_id from people where role = 'tam'
            union
            select tam_id from tam_assignments
            union
            select tam_id from open_items
            union
            select 'no_tam'
        ),
        item_counts as (
            select
                tam_id,
                count(*) as open_count,
                count(*) filter (item = 'escalation') as escalation_count,
                count(*) filter (is_unacknowledged) as unacknowledged_count,
                count(*) filter (item = 'case') as case_count,
                count(*) filter (item = 'migration') as migration_count,
                count(*) filter (load_item = 'migration:warming') as warming_count,
                count(*) filter (load_item = 'migration:paused') as paused_count,
                count(*) filter (item = 'mediation') as mediation_count,
                count(*) filter (is_elsewhere) as elsewhere_count,
                sum(points) as load_points,
            from open_items
            group by tam_id
        ),
        account_counts as (
            select
                coalesce(tam_id, 'no_tam') as tam_id,
                count(*) as account_count,
            from tam_accounts_now(accounts, regions)
            where tam_id is not null or is_premium
            group by all
        )
    select
        known_tams.tam_id,
        people.name as tam_name,
        people.calendar_id,
        calendars.time_zone,
        coalesce(account_counts.account_count, 0) as account_count,
        coalesce(item_counts.open_count, 0) as open_count,
        coalesce(item_counts.escalation_count, 0) as escalation_count,
        coalesce(item_counts.unacknowledged_count, 0) as unacknowledged_count,
        coalesce(item_counts.case_count, 0) as case_count,
        coalesce(item_counts.migration_count, 0) as migration_count,
        coalesce(item_counts.warming_count, 0) as warming_count,
        coalesce(item_counts.paused_count, 0) as paused_count,
        coalesce(item_counts.mediation_count, 0) as mediation_count,
        coalesce(item_counts.elsewhere_count, 0) as elsewhere_count,
        cast(coalesce(item_counts.load_points, 0) as double) as load_points,
        people.capacity_points,
        coalesce(item_counts.load_points, 0) / people.capacity_points as load_share,
        known_tams.tam_id <> 'no_tam'
            and item_counts.open_count is not null
            and known_tams.tam_id not in (select tam_id from account_tams_now where tam_id is not null) as is_former,
    from known_tams
    left join people on known_tams.tam_id = people.person_id
    left join calendars on people.calendar_id = calendars.calendar_id
    left join item_counts on known_tams.tam_id = item_counts.tam_id
    left join account_counts on known_tams.tam_id = account_counts.tam_id
    where len(tams) = 0 or list_contains(tams, known_tams.tam_id)
);

-- What is open with a TAM, each once by its most urgent clock: cases and escalations as At risk has them, migrations by the
-- end of their target day on the account's calendar, mediations by what they wait for, since when.
create or replace temp macro tam_due_items(tam) as table (
    with
        open_items as (
            select * from tam_open_items([], [tam], [], [], [], [])
        ),
        clocks as (
            select *
            from running_clocks([], [tam], [], [], [], [])
            where is_most_urgent
        ),
        migration_ends as (
            select
                migration_id,
                timezone(time_zone, cast(target_on + 1 as timestamp)) as due_at,
                target_on < today as is_over,
                target_on = today as is_today,
                as_of,
            from held_migrations([], [tam], [], [], [], [])
        ),
        mediation_waits as (
            select
                mediation_id,
                mailbox_provider,
                coalesce(provider_replied_at, form_submitted_at, best_practices_met_at, opened_at) as waiting_since,
            from held_mediations([], [tam], [], [], [], [])
        )
    select
        open_items.item,
        open_items.item_id,
        case open_items.item
            when 'migration' then 'migration_target'
            when 'mediation' then 'mediation'
            else clocks.clock
        end as clock,
        case
            when open_items.item = 'mediation' then 'no_target'
            when migration_ends.is_over then 'breached'
            when migration_ends.is_today then 'due_today'
            when open_items.item = 'migration' then 'later'
            else clocks.band
        end as band,
        coalesce(clocks.due_at, migration_ends.due_at) as due_at,
        coalesce(clocks.left_seconds, date_diff('second', migration_ends.as_of, migration_ends.due_at)) as left_seconds,
        coalesce(clocks.is_elapsed, open_items.item = 'migration') as is_elapsed,
        open_items.state,
        open_items.category,
        open_items.priority,
        open_items.account_id,
        open_items.account_name,
        open_items.case_id,
        if(open_items.item = 'mediation', open_items.state, null) as waits_for,
        coalesce(clocks.started_at, mediation_waits.waiting_since, open_items.since_at) as since_at,
        open_items.points,
        open_items.is_elsewhere,
        open_items.codes,
        mediation_waits.mailbox_provider,
    from open_items
    left join clocks on open_items.item = clocks.item and open_items.item_id = clocks.item_id
    left join migration_ends on open_items.item = 'migration' and open_items.item_id = migration_ends.migration_id
    left join mediation_waits on open_items.item = 'mediation' and open_items.item_id = mediation_waits.mediation_id
);

-- What can change in a TAM's book, in the order in which it is listed.
create or replace temp macro tam_change_kinds() as (
    [
        'case_opened', 'case_resolved', 'case_reopened', 'escalation_raised', 'escalation_acknowledged',
        'escalation_resolved', 'assignment_gained', 'assignment_lost', 'migration_started', 'migration_stage',
        'migration_stalled', 'migration_completed',
        'mediation_opened', 'mediation_best_practices_met', 'mediation_submitted', 'mediation_replied',
        'mediation_closed'
    ]
);

-- The first day of which changes are told: the one chosen, else seven days before the day of as_of.
create or replace temp macro changes_since(changed_since) as (
    select coalesce(
        cast(changed_since as date), cast(timezone(snapshot.reporting_time_zone, snapshot.as_of) as date) - 7
    )
    from snapshot
);

-- What happened in a TAM's book since a day, up to as_of. A case is in the book of whom its account had on the day of the
-- change. Where the records know only a day (is_whole_day), it is the day on the account's calendar, from its midnight on.
create or replace temp macro tam_changes_of(tam, changed_since) as table (
    with
        since as (
            select
                changes_since(changed_since) as since_on,
                first_instant(changes_since(changed_since)) as since_at,
        ),
        case_moves as (
            select 'case_opened' as change, case_id, account_id, opened_at as changed_at, priority as detail
            from case_metrics
            where opened_at >= (select since_at from since)
            union all
            select
                'case_resolved', case_id, account_id, resolved_at, if(resolution_agreed, 'agreed', 'not_agreed')
            from case_metrics
            where resolved_at >= (select since_at from since)
            union all
            -- what was resolved and came back: its final end, if any, is above
            select 'case_resolved', ended_spans.case_id, case_metrics.account_id, ended_spans.from_at, 'reopened_since'
            from case_spans as ended_spans
            inner join case_metrics on ended_spans.case_id = case_metrics.case_id
            where ended_spans.state = 'resolved' and ended_spans.from_at >= (select since_at from since)
            union all
            select 'case_reopened', ended_spans.case_id, case_metrics.account_id, ended_spans.to_at, null
            from case_spans as ended_spans
            inner join case_metrics on ended_spans.case_id = case_metrics.case_id
            where ended_spans.state = 'resolved' and ended_spans.to_at >= (select since_at from since)
        ),
        case_changes as (
            select
                case_moves.change,
                case_moves.changed_at,
                false as is_whole_day,
                'case' as item,
                case_moves.case_id as item_id,
                case_moves.account_id,
                case_moves.case_id,
                case_moves.detail,
            from case_moves
            inner join tam_accounts_now([], []) as now_of on case_moves.account_id = now_of.account_id
            left join tam_assignments
                on case_moves.account_id = tam_assignments.account_id
                and cast(timezone(now_of.time_zone, case_moves.changed_at) as date) >= tam_assignments.assigned_from
                and cast(timezone(now_of.time_zone, case_moves.changed_at) as date)
                    < coalesce(tam_assignments.assigned_until, date '9999-12-31')
            where coalesce(tam_assignments.tam_id, 'no_tam') = tam
        ),
        held_escalations as (
            select
                held.escalation_id,
                held.account_id,
                held.case_id,
                held.category,
                held.raised_at,
                if(escalations.resolved_at <= snapshot.as_of, escalations.resolved_at, null) as resolved_at,
                if(escalations.acknowledged_at <= snapshot.as_of, escalations.acknowledged_at, null) as acknowledged_at,
            from filtered_escalations([], [tam], [], [], [], []) as held
            inner join escalations on held.escalation_id = escalations.escalation_id
            cross join snapshot
        ),
        escalation_steps as (
            select
                *,
                unnest([
                    {'change': 'escalation_raised', 'changed_at': raised_at},
                    {'change': 'escalation_acknowledged', 'changed_at': least(acknowledged_at, resolved_at)},
                    {'change': 'escalation_resolved', 'changed_at': resolved_at},
                ]) as step,
            from held_escalations
        ),
        mediation_steps as (
            select
                *,
                unnest([
                    {'change': 'mediation_opened', 'changed_at': opened_at, 'detail': mailbox_provider},
                    {
                        'change': 'mediation_best_practices_met', 'changed_at': best_practices_met_at,
                        'detail': mailbox_provider
                    },
                    {'change': 'mediation_submitted', 'changed_at': form_submitted_at, 'detail': mailbox_provider},
                    {'change': 'mediation_replied', 'changed_at': provider_replied_at, 'detail': mailbox_provider},
                    {'change': 'mediation_closed', 'changed_at': closed_at, 'detail': outcome},
                ]) as step,
            from held_mediations([], [tam], [], [], [], [])
        ),
        assignment_days as (
            select
                tam_assignments.account_id,
                tam_assignments.tam_id,
                tam_assignments.assigned_from,
                tam_assignments.assigned_until,
                lag(tam_assignments.tam_id) over account_order as previous_tam_id,
                lag(tam_assignments.assigned_until) over account_order = tam_assignments.assigned_from as is_handed_on,
                lead(tam_assignments.tam_id) over account_order as next_tam_id,
                lead(tam_assignments.assigned_from) over account_order = tam_assignments.assigned_until
                    as is_handed_over,
            from tam_assignments
            window account_order as (
                partition by tam_assignments.account_id order by tam_assignments.assigned_from
            )
        ),
        day_changes as (
            select
                'assignment_gained' as change,
                assigned_from as changed_on,
                'account' as item,
                account_id as item_id,
                account_id,
                if(is_handed_on, previous_tam_id, null) as detail,
            from assignment_days
            where tam_id = tam
            union all
            select
                'assignment_lost',
                assigned_until,
                'account',
                account_id,
                account_id,
                if(is_handed_over, next_tam_id, null),
            from assignment_days
            where tam_id = tam and assigned_until is not null
            union all
            select 'migration_started', started_on, 'migration', migration_id, account_id, status
            from held_migrations([], [tam], [], [], [], [])
            union all
            select 'migration_completed', completed_on, 'migration', migration_id, account_id, status
            from held_migrations([], [tam], [], [], [], [])
            where completed_on is not null
            union all
            -- the first day on which each stage was reached
            select
                'migration_stage',
                min(migration_days.date),
                'migration',
                held.migration_id,
                held.account_id,
                cast(migration_days.stage as varchar),
            from held_migrations([], [tam], [], [], [], []) as held
            inner join migration_days on held.migration_id = migration_days.migration_id
            where migration_days.stage > 0
            group by held.migration_id, held.account_id, migration_days.stage
            union all
            select 'migration_stalled', stalled_since + 10, 'migration', migration_id, account_id, null
            from held_migrations([], [tam], [], [], [], [])
            where stalled_since is not null
        ),
        changes as (
            select * from case_changes
            union all
            select
                step.change, step.changed_at, false, 'escalation', escalation_id, account_id, case_id, category
            from escalation_steps
            where step.changed_at >= (select since_at from since)
            union all
            select
                step.change, step.changed_at, false, 'mediation', mediation_id, account_id, null, step.detail
            from mediation_steps
            where step.changed_at >= (select since_at from since)
            union all
            select
                day_changes.change,
                timezone(now_of.time_zone, cast(day_changes.changed_on as timestamp)),
                true,
                day_changes.item,
                day_changes.item_id,
                day_changes.account_id,
                null,
                day_changes.detail,
            from day_changes
            inner join tam_accounts_now([], []) as now_of on day_changes.account_id = now_of.account_id
            where day_changes.changed_on >= (select since_on from since) and day_changes.changed_on <= now_of.today
        )
    select
        changes.*,
        now_of.account_name,
    from changes
    inner join tam_accounts_now([], []) as now_of on changes.account_id = now_of.account_id
);

-- The premium days of each account up to the day of as_of: from, and until (exclusive); none for one not yet premium.
create or replace temp macro premium_stretches(accounts, regions) as table (
    select
        account_id,
        account_name,
        today,
        premium_from,
        least(coalesce(premium_until, date '9999-12-31'), today + 1) as covered_until,
    from tam_accounts_now(accounts, regions)
    where premium_from <= today
);

-- The stretches of premium days on which an account had no TAM, up to the day of as_of: until is exclusive.
create or replace temp macro tam_gaps(accounts, regions) as table (
    with
        premium as (
            select * from premium_stretches(accounts, regions)
        ),
        -- an assignment of no days at the end of the premium time: what lies before it is a gap like any other
        ends as (
            select account_id, assigned_from, assigned_until
            from tam_assignments
            union all
            select account_id, covered_until, covered_until
            from premium
        ),
        stretches as (
            select
                account_id,
                assigned_from as next_from,
                max(coalesce(assigned_until, date '9999-12-31')) over (
                    partition by account_id
                    order by assigned_from, assigned_until nulls last
                    rows between unbounded preceding and 1 preceding
                ) as previous_until,
            from ends
        ),
        gaps as (
            select
                premium.account_id,
                premium.account_name,
                premium.today,
                greatest(coalesce(stretches.previous_until, premium.premium_from), premium.premium_from) as gap_from,
                least(stretches.next_from, premium.covered_until) as gap_until,
            from stretches
            inner join premium on stretches.account_id = premium.account_id
        )
    select
        *,
        gap_until > today as is_open,
    from gaps
    where gap_from < gap_until
);

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
